import assert from 'node:assert/strict';
import { standardSteps } from '../../src/lvv/index.js';
import { seconds } from '../../src/trajectory/terms/deadlines.js';
import { chromiumPath, Person } from '../support/chromium.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { refer, through } from '../support/walk.js';

/** The IND's dossier is late after two seconds, so that some are. */
const hurried = standardSteps.map((step) =>
  step.name === 'dossier-ind' ? { ...step, terms: { ...step.terms!, target: seconds(1), fatal: seconds(2) } } : step,
);
/** Made up, and of nobody here. */
const vNumber = '2790046199';

describe('The screens of work, in Chromium', () => {
  let stack: Stack;
  let late: string[];
  let begun: string;

  before(async function () {
    this.timeout(120_000);
    if (chromiumPath() === undefined) return this.skip();
    stack = await startQuickStack({ steps: hurried, env: { BESTENDIG_RATE_LIMIT: '100000' } });
    [begun = '', ...late] = await Promise.all([1, 2, 3].map(() => refer(stack)));
    await Promise.all(late.map((id) => through(stack, id, 'intake')));
    await eventually(async () => {
      const { body } = await stack.get('municipality:coordinator', '/v1/tasks?overdue=true');
      return body['items'].length === late.length;
    });
  });
  after(() => stack?.stop());

  const focused = ({ page }: Person) => page.evaluate<string | null>('document.activeElement.ariaLabel');
  const shortId = (id: string) => `${id.slice(0, 6)}-${id.split('.')[1]}`;

  it('give the work list as a file: the whole of it, by the filters of the page', async () => {
    const as = 'municipality:coordinator';
    const person = await Person.signedIn({ url: stack.url, as });
    // Short pages in place of hundreds of steps.
    await person.page.route(/\/v1\/tasks\?.*limit=200/, async (route) => {
      await route.fulfill({
        response: await route.fetch({ url: route.request().url().replace('limit=200', 'limit=1') }),
      });
    });
    await person.open('/work?overdue=true');
    const { name, text } = await person.downloads(/CSV: Mijn werk/);
    assert.equal(name, 'bestendig-mijn-werk.csv');
    const [head, ...lines] = text.slice(1).trim().split('\r\n');
    assert.match(head!, /^Traject;Gemeente;Richting;Stap;Wacht op;Streefdatum;Uiterste datum;Te laat;/);
    const { items } = (await stack.get(as, '/v1/tasks?overdue=true')).body;
    assert.ok(items.length > 1);
    const cells = lines.map((line) => line.split(';'));
    assert.deepEqual(
      cells.map(([id, , , , , , fatal, overdue]) => [id, fatal, overdue]),
      items.map((one: { trajectoryId: string; fatalDate: string }) => [one.trajectoryId, one.fatalDate, 'ja']),
    );
    await person.leave();
  });

  it('let a coordinator find what is late and why, and hand it over: many at once, with what would happen first', async function () {
    this.timeout(120_000);
    const person = await Person.signedIn({ url: stack.url, as: 'municipality:coordinator' });
    const { page } = person;
    await person.open('/work');
    await page.getByRole('heading', { name: 'Te laat (2)' }).waitFor();
    await person.picture('work-filled-nl');
    await page.getByLabel('Termijn').selectOption('true');
    await page.waitForURL('**/work?overdue=true');
    const table = page.getByRole('group', { name: 'Te laat' });
    const why = table.getByRole('link', { name: `Traject ${shortId(late[0]!)}` });
    assert.equal(await why.getAttribute('href'), `/trajectories/${late[0]}`);
    await page.getByRole('checkbox', { name: 'Kies alle: Te laat' }).check();
    await page
      .getByRole('group', { name: 'Met wat u hebt gekozen' })
      .getByRole('button', { name: 'Overdragen' })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Bekijken wat er gebeurt' }).click();
    await dialog.getByLabel('Aan welke partij').selectOption('municipality');
    await dialog.getByLabel('Reden').fill('De IND levert niet op tijd.');
    await dialog.getByRole('button', { name: 'Bekijken wat er gebeurt' }).click();
    await dialog.getByText('Er is nog niets veranderd', { exact: false }).waitFor();
    await person.picture('work-hand-over-preview-nl');
    await dialog.getByRole('button', { name: 'Bevestigen (2)' }).click();
    await dialog.getByText('2 van 2 gedaan.').first().waitFor();
    await dialog.getByRole('button', { name: 'Sluiten' }).click();
    await table.getByRole('cell', { name: 'Gemeente', exact: true }).first().waitFor();
    for (const id of late) {
      const { body } = await stack.get('municipality:coordinator', `/v1/trajectories/${id}`);
      const dossier = body['openSteps'].find(({ step }: { step: string }) => step === 'dossier-ind');
      assert.equal(dossier.responsible, 'municipality');
    }
    assert.deepEqual(person.complaints, []);
    await person.leave();
  });

  it('try an item of many again that was not confirmed, and do each once', async function () {
    this.timeout(120_000);
    const person = await Person.signedIn({ url: stack.url, as: 'municipality:coordinator' });
    const { page } = person;
    await person.open('/work?step=dossier-dtv');
    await page
      .getByRole('checkbox', { name: /^Kies alle/ })
      .first()
      .check();
    await page.getByRole('button', { name: 'Overdragen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Aan welke partij').selectOption('municipality');
    await dialog.getByLabel('Reden').fill('DT&V levert niet op tijd.');
    await dialog.getByRole('button', { name: 'Bekijken wat er gebeurt' }).click();
    // It is done to both; of the first the answer did not come in time.
    const asked: { key: string | undefined; ids: string[] }[] = [];
    await page.route('**/v1/bulk/reassign', async (route) => {
      const request = route.request();
      asked.push({ key: request.headers()['idempotency-key'], ids: request.postDataJSON().trajectoryIds });
      if (asked.length > 1) return route.continue();
      const answer = await route.fetch();
      const body = await answer.json();
      const problem = { code: 'not-confirmed', detail: 'There was no answer in time.' };
      body.items[0] = { id: body.items[0].id, result: 'not-confirmed', problem };
      return route.fulfill({ response: answer, json: body });
    });
    await dialog.getByRole('button', { name: 'Bevestigen (2)' }).click();
    await dialog.getByText('1 van 2 gedaan.').first().waitFor();
    await dialog.getByText('Niet bevestigd').waitFor();
    await person.isAccessible('what was not confirmed');
    await dialog.getByRole('button', { name: 'Opnieuw proberen (1)' }).click();
    await dialog.getByText('2 van 2 gedaan.').first().waitFor();
    assert.deepEqual(asked[1], { key: asked[0]!.key, ids: asked[0]!.ids.slice(0, 1) });
    for (const id of late) {
      const { body } = await stack.get('municipality:coordinator', `/v1/trajectories/${id}/timeline`);
      const entries = (body['items'] as { type: string; step: string }[]).filter(
        ({ type, step }) => type === 'step-reassigned' && step === 'dossier-dtv',
      );
      assert.equal(entries.length, 1);
    }
    assert.deepEqual(person.complaints, []);
    await person.leave();
  });

  it('show within two seconds that a colleague has taken up a step; and let one take it up by keyboard alone', async function () {
    this.timeout(120_000);
    const as = 'municipality:case-director';
    const [first, second] = await Promise.all([
      Person.signedIn({ url: stack.url, as, subject: 'first' }),
      Person.signedIn({ url: stack.url, as, subject: 'second', language: 'en' }),
    ]);
    await Promise.all([first.open('/work?step=intake'), second.open('/work?step=intake')]);
    const about = `: Intake, ${shortId(begun)}`;
    await first.page.getByRole('checkbox', { name: new RegExp(shortId(begun)) }).focus();
    for (let presses = 0; (await focused(first)) !== `Oppakken${about}`; presses += 1) {
      assert.ok(presses < 10, 'the button cannot be reached by keyboard');
      await first.page.keyboard.press('Tab');
    }
    await first.page.keyboard.press('Enter');
    await first.page.getByRole('button', { name: `Teruggeven${about}` }).waitFor();
    assert.equal(await focused(first), `Teruggeven${about}`);
    await second.page.getByText('first', { exact: true }).waitFor({ timeout: 2_000 });
    // Who directs puts back what a colleague took up, with the reason.
    await second.page.getByRole('button', { name: `Put back${about}` }).click();
    await second.page.getByLabel('Reason').fill('On holiday.');
    await second.page.getByRole('button', { name: 'See what would happen' }).click();
    await second.page.getByRole('button', { name: 'Confirm (1)' }).click();
    await second.page.getByRole('button', { name: 'Close' }).click();
    await first.page.getByText('Nog niemand').waitFor({ timeout: 2_000 });
    assert.deepEqual([...first.complaints, ...second.complaints], []);
    await Promise.all([first.leave(), second.leave()]);
  });

  it('undo what was shown too soon, and say why, when someone else was before', async () => {
    const person = await Person.signedIn({ url: stack.url, as: 'municipality:case-director', subject: 'third' });
    await person.open('/work?step=intake');
    const button = person.page.getByRole('button', { name: /^Oppakken: / });
    await button.waitFor();
    // The stream of changes is held back, as on a slow line.
    await person.page.route('**/v1/tasks?*', (route) => route.abort());
    await stack.post('municipality:intake-officer', `/v1/trajectories/${begun}/actions/claim`, { step: 'intake' });
    await button.click();
    await person.page.getByRole('alert').getByText('heeft de stap', { exact: false }).waitFor();
    await person.page.unroute('**/v1/tasks?*');
    await person.page.getByRole('button', { name: /^Teruggeven: / }).waitFor();
    await person.isAccessible('a step that someone else took up first');
    await person.picture('work-conflict-nl');
    await person.leave();
  });

  it('keep a view under a name on the server, open it at another machine and delete it', async function () {
    this.timeout(120_000);
    const visitor = { url: stack.url, as: 'municipality:case-director', subject: 'viewer' };
    const first = await Person.signedIn(visitor);
    await first.open('/work?overdue=true');
    await first.page.getByRole('button', { name: 'Weergave bewaren' }).click();
    await first.page.getByRole('button', { name: 'Bewaren', exact: true }).click();
    await first.page.getByLabel('Naam').fill('Wat te laat is');
    await first.page.getByRole('button', { name: 'Bewaren', exact: true }).click();
    await first.page.getByRole('link', { name: 'Wat te laat is' }).waitFor();
    assert.doesNotMatch(await first.page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })'), /te laat/);
    await first.leave();
    const second = await Person.signedIn(visitor);
    await second.open('/work');
    await second.page.getByRole('link', { name: 'Wat te laat is' }).click();
    await second.page.waitForURL('**/work?overdue=true');
    await second.page.getByRole('button', { name: 'Verwijderen: Wat te laat is' }).click();
    await second.page.getByRole('link', { name: 'Wat te laat is' }).waitFor({ state: 'detached' });
    assert.deepEqual([...first.complaints, ...second.complaints], []);
    await second.leave();
  });

  it('say what is new since the last visit, and lead there', async () => {
    const visitor = { url: stack.url, as: 'municipality:coordinator', subject: 'returned' };
    const first = await Person.signedIn(visitor);
    await first.open('/work');
    assert.equal(await first.page.getByText('Nieuw sinds uw vorige bezoek').count(), 0);
    await first.leave();
    // As if that visit was yesterday.
    const yesterday = "current_timestamp - interval '1 day'";
    await stack.register.query({ text: `update settings set seen_at = ${yesterday} where subject = 'returned'` });
    const again = await Person.signedIn(visitor);
    await again.open('/work');
    await again.page.getByRole('link', { name: '3 gewijzigde trajecten' }).waitFor();
    await again.page.getByRole('link', { name: '7 nieuwe stappen' }).click();
    await again.page.waitForURL('**/work?openedSince=*');
    await again.page.getByText('Alleen wat open is sinds').waitFor();
    await again.picture('work-new-nl');
    await again.page.route('**/v1/tasks?*', (route) =>
      route.fulfill({
        status: 403,
        json: {
          code: 'forbidden',
          title: 'U mag dit niet doen',
          status: 403,
          detail: 'Met uw rollen kunt u dit niet doen.',
        },
      }),
    );
    await again.open('/work?claimed=mine');
    await again.page.getByRole('alert').waitFor();
    await again.picture('work-failed-nl');
    assert.deepEqual(again.complaints, []);
    await again.leave();
  });

  it('list the trajectories, narrowed and sorted by an address that can be sent to a colleague', async () => {
    const person = await Person.signedIn({ url: stack.url, as: 'municipality:coordinator@', language: 'en' });
    const { page } = person;
    await person.open('/trajectories');
    await page.getByRole('button', { name: 'Next deadline' }).click();
    await page.waitForURL('**/trajectories?sort=nextDeadline');
    await page.locator('th[aria-sort=ascending]').getByText('Next deadline').waitFor();
    await page.getByLabel('Open step').selectOption('intake');
    await page.getByLabel('Municipality').selectOption('utrecht');
    await page.waitForURL('**/trajectories?sort=nextDeadline&openStep=intake&municipality=utrecht');
    await page.getByRole('link', { name: `Trajectory ${shortId(begun)}` }).waitFor();
    // What was there before stays until the answer is there: then it is its heading and one row.
    await eventually(async () => (await page.getByRole('row').count()) === 2);
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await page.waitForURL('**/trajectories?sort=nextDeadline');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.getByRole('button', { name: 'Find a person' }).click();
    await page.getByLabel('V-number, code').fill(vNumber);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('No trajectory found', { exact: false }).waitFor();
    await page.getByLabel('V-number, code').fill(begun);
    await page.keyboard.press('Enter');
    await dialog.getByRole('link', { name: `Trajectory ${shortId(begun)}` }).waitFor();
    await person.picture('list-search-en');
    assert.ok(asked.every((url) => !url.includes(vNumber)) && !page.url().includes(vNumber));
    await dialog.getByRole('button', { name: 'Close' }).click();
    assert.deepEqual(person.complaints, []);
    await person.leave();
  });
});

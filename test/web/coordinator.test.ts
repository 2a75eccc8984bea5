import assert from 'node:assert/strict';
import { noteContradiction, resolveContradictions } from '../../src/register/trajectories/contradictions.js';
import { standardSteps } from '../../src/lvv/index.js';
import { seconds } from '../../src/trajectory/terms/deadlines.js';
import { chromiumPath, Person } from '../support/chromium.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { perform, refer, through } from '../support/walk.js';

/** The IND's dossier is late after two seconds, so that some are. */
const hurried = standardSteps.map((step) =>
  step.name === 'dossier-ind' ? { ...step, terms: { ...step.terms!, target: seconds(1), fatal: seconds(2) } } : step,
);
const narrow = { width: 320, height: 700 };
/** Milliseconds within which a change elsewhere is on the screen, with room for a busy machine. */
const live = 2_000;

describe('The screens of coordination and figures, in Chromium', () => {
  let stack: Stack;
  let late: string[];

  before(async function () {
    this.timeout(120_000);
    if (chromiumPath() === undefined) return this.skip();
    stack = await startQuickStack({ steps: hurried, env: { BESTENDIG_RATE_LIMIT: '100000' } });
    late = await Promise.all([1, 2].map(() => refer(stack)));
    await Promise.all(late.map((id) => through(stack, id, 'intake')));
    await eventually(async () => {
      const { body } = await stack.get('municipality:coordinator', '/v1/tasks?overdue=true');
      return body['items'].length === late.length;
    });
  });
  after(() => stack?.stop());

  const tile = ({ page }: Person, name: string) =>
    page.locator('.b-tile').filter({ has: page.getByRole('heading', { name, exact: true }) });
  const figure = (person: Person, name: string) => tile(person, name).locator('.b-tile__value');
  const fits = ({ page }: Person) =>
    page.evaluate<boolean>('document.documentElement.scrollWidth <= document.documentElement.clientWidth');

  it('say what is overdue, what that counts, and show the same number in the list behind it; a change elsewhere is there at once', async function () {
    this.timeout(120_000);
    const person = await Person.signedIn({ url: stack.url, as: 'municipality:coordinator' });
    const { page } = person;
    await person.open('/coordinator');
    await page.getByRole('heading', { name: 'In- en uitstroom' }).waitFor();
    await person.settled();
    assert.equal(await figure(person, 'Te laat').textContent(), String(late.length));
    await tile(person, 'Te laat').locator('summary').click();
    await tile(person, 'Te laat').getByText('uiterste datum voorbij is', { exact: false }).waitFor();
    await person.picture('coordinator-filled-nl');

    await tile(person, 'Te laat')
      .getByRole('link', { name: /toon de lijst/ })
      .click();
    await page.waitForURL('**/trajectories?*overdue=true*');
    await person.settled();
    assert.equal(await page.locator('tbody tr').count(), late.length);
    await page.goBack();
    await figure(person, 'Te laat').filter({ hasText: '2' }).waitFor();

    const answer = await perform(stack, late[0]!, 'dossier-ind');
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    await figure(person, 'Te laat').filter({ hasText: '1' }).waitFor({ timeout: live });
    await page
      .getByRole('status')
      .filter({ hasText: 'De cijfers zijn bijgewerkt' })
      .first()
      .waitFor({ state: 'attached' });

    await page.setViewportSize(narrow);
    await person.open('/coordinator');
    assert.ok(await fits(person), 'the page scrolls sideways at 320 px');
    await person.picture('coordinator-narrow-nl');
    await person.open('/statistics');
    assert.ok(await fits(person), 'the figures scroll sideways at 320 px');
    await person.picture('statistics-narrow-nl');
    assert.deepEqual(person.complaints, []);
    await person.leave();
  });

  it('say which trajectories stand still, and what the system and the record have, until that is resolved', async () => {
    const [id] = late;
    await noteContradiction(stack.register, { trajectoryId: id!, kind: 'engine-older', engineVersion: 3 });
    const person = await Person.signedIn({ url: stack.url, as: 'municipality:coordinator' });
    const { page } = person;
    await person.open('/coordinator');
    const alert = page.locator('.utrecht-alert').filter({ hasText: 'Trajecten die stilstaan' });
    await alert.getByText('Het systeem loopt achter: het kent 3 gebeurtenissen', { exact: false }).waitFor();
    await person.settled();
    await person.picture('coordinator-contradictions-nl');
    await person.isAccessible('what stands still');
    await alert.getByRole('link', { name: `Utrecht ${id!.slice(0, 6)}` }).click();
    await page.waitForURL(`**/trajectories/${id}`);
    await resolveContradictions(stack.register, [id!]);
    await person.open('/coordinator');
    await page.getByRole('heading', { name: 'In- en uitstroom' }).waitFor();
    assert.equal(await alert.count(), 0);
    assert.deepEqual(person.complaints, []);
    await person.leave();
  });

  it('give each table as a file that a spreadsheet in the Netherlands reads', async () => {
    const person = await Person.signedIn({ url: stack.url, as: 'municipality:coordinator' });
    await person.open('/coordinator');
    const { name, text } = await person.downloads(/CSV: Wachten/);
    assert.equal(name, 'bestendig-wachten.csv');
    assert.ok(text.startsWith('\uFEFFPartij;Open stappen;Te laat;'), text);
    assert.deepEqual(person.complaints, []);
    await person.leave();
  });

  it('give the agenda and the lists behind the figures as files: the whole of them, and no formula', async () => {
    const linesOf = (text: string) => text.slice(1).trim().split('\r\n');
    const person = await Person.signedIn({ url: stack.url, as: 'municipality:coordinator' });
    // Short pages in place of hundreds of rows, and a code that a spreadsheet would run.
    await person.page.route(/\/v1\/(trajectories|agenda)\?.*limit=200/, async (route) => {
      const response = await route.fetch({ url: route.request().url().replace('limit=200', 'limit=1') });
      const body = (await response.json()) as { items: { direction: string }[] };
      for (const item of body.items) item.direction = '=HYPERLINK("http://x")';
      await route.fulfill({ response, json: body });
    });
    await person.open('/coordinator');
    const overdue = linesOf((await person.downloads(/CSV: Te laat/)).text);
    assert.match(overdue[0]!, /^Traject;Gemeente;Status;Richting;.*;Te laat;/);
    const { items } = (await stack.get('municipality:coordinator', '/v1/trajectories?overdue=true')).body;
    assert.deepEqual(
      overdue
        .slice(1)
        .map((line) => line.split(';').slice(0, 4).join(';'))
        .toSorted(),
      items.map(({ id }: { id: string }) => `${id};Utrecht;loopt;"'=HYPERLINK(""http://x"")"`).toSorted(),
    );
    await person.open('/trajectories?status=open');
    const { name, text } = await person.downloads(/CSV: Trajecten/);
    assert.equal(name, 'bestendig-trajecten.csv');
    assert.deepEqual(
      linesOf(text)
        .slice(1)
        .map((line) => line.split(';')[0])
        .toSorted(),
      late.toSorted(),
    );

    for (const id of late) {
      for (const step of ['dossier-ind', 'dossier-dtv', 'rest-period']) {
        const { openSteps } = (await stack.get('municipality:coordinator', `/v1/trajectories/${id}`)).body;
        if (!openSteps.some((open: { step: string }) => open.step === step)) continue;
        const answer = await perform(stack, id, step);
        assert.equal(answer.status, 200, JSON.stringify(answer.body));
      }
    }
    await person.open('/coordinator');
    const agenda = linesOf((await person.downloads(/CSV: Agenda/)).text);
    assert.match(agenda[0]!, /^Plaats;Traject;Gemeente;Richting;Wacht \(dagen\);/);
    const places = agenda.slice(1).map((line) => line.split(';'));
    assert.deepEqual(
      places.map(([place]) => place),
      ['1', '2'],
    );
    assert.deepEqual(places.map(([, id]) => id).toSorted(), late.toSorted());
    await person.isAccessible('the page with an agenda');
    assert.deepEqual(person.complaints, []);
    await person.leave();
  });

  it('are the whole country and one municipality of it, also where there is nothing, in English too', async function () {
    this.timeout(120_000);
    const person = await Person.signedIn({ url: stack.url, as: 'municipality:coordinator@', language: 'en' });
    const { page } = person;
    await person.open('/coordinator');
    await page.getByRole('heading', { name: 'Inflow and outflow' }).waitFor();
    await person.settled();
    await person.picture('coordinator-national-en');
    await page.getByLabel('Eindhoven', { exact: true }).check();
    await page.waitForURL('**/coordinator?municipality=eindhoven');
    await figure(person, 'Open trajectories').filter({ hasText: /^0$/ }).waitFor();
    await person.settled();
    await person.picture('coordinator-empty-en');
    // Some at once: their figures together, beside each other, and in the lists behind them.
    await page.getByLabel('Utrecht', { exact: true }).check();
    await page.waitForURL(/coordinator\?municipality=eindhoven(,|%2C)utrecht$/);
    await figure(person, 'Open trajectories').filter({ hasText: /^2$/ }).waitFor();
    await page.locator('summary', { hasText: 'By municipality' }).click();
    const table = page.getByRole('table', { name: 'By municipality' });
    assert.deepEqual(await table.getByRole('columnheader').allTextContents(), [
      'Figure',
      'Utrecht',
      'Eindhoven',
      'Total',
    ]);
    await person.isAccessible('the page of two municipalities');
    await person.picture('coordinator-two-en');
    await figure(person, 'Open trajectories').getByRole('link').click();
    await page.waitForURL('**/trajectories?*');
    await person.settled();
    assert.equal(await page.locator('tbody tr').count(), 2);
    await person.open('/statistics?municipality=utrecht,eindhoven&view=cohort');
    assert.equal(await page.getByRole('columnheader', { name: 'Eindhoven' }).count(), 1);
    assert.equal(await page.getByRole('columnheader', { name: 'Rotterdam' }).count(), 0);
    await person.picture('statistics-cohort-en');
    assert.deepEqual(person.complaints, []);
    await person.leave();
  });

  it('print the table with all that it is about, and without what is only for a screen', async function () {
    this.timeout(120_000);
    const person = await Person.signedIn({ url: stack.url, as: 'municipality:coordinator@' });
    const { page } = person;
    await person.open('/statistics');
    const navigation = page.getByRole('navigation').first();
    const definitions = page.getByRole('heading', { name: 'Wat elk cijfer telt' });
    assert.equal(await navigation.isVisible(), true);
    await person.picture('statistics-filled-nl');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await navigation.isVisible(), false);
    assert.equal(await definitions.isVisible(), true);
    assert.equal(await page.getByRole('heading', { name: 'Welke uitkomst in welke klasse' }).isVisible(), true);
    await person.picture('statistics-print-nl');
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    await page.emulateMedia({ media: 'screen' });
    await person.open('/statistics?from=2026-05-01&to=2026-01-01');
    await page.getByRole('alert').filter({ hasText: 'Deze keuze kan niet' }).waitFor();
    await person.picture('statistics-error-nl');
    assert.deepEqual(person.complaints, []);
    await person.leave();
  });
});

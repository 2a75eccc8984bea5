import assert from 'node:assert/strict';
import { mailText, screenOf } from '../../src/agencies/message.js';
import { stepNamesOf } from '../../src/agencies/names.js';
import { programmesOf } from '../../src/trajectory/definitions/programme.js';
import { programmeWith } from '../support/play.js';
import { dayOf } from '../../src/trajectory/terms/calendar.js';
import { chooseWho, chromiumPath, Person } from '../support/chromium.js';
import { fillIn } from '../support/filling.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, refer, through } from '../support/walk.js';

const director = 'municipality:case-director';

/** What a caseworker meets in a day, in Dutch, by clicks and keys. */
describe('A day of a caseworker, in Chromium', () => {
  let stack: Stack;
  let id: string;

  before(async function () {
    this.timeout(120_000);
    if (chromiumPath() === undefined) return this.skip();
    stack = await startQuickStack({ env: { BESTENDIG_RATE_LIMIT: '100000' } });
    id = await refer(stack);
    await through(stack, id, 'intake');
  });
  after(() => stack?.stop());

  const person = (as: string, subject: string, viewport?: { width: number; height: number }) =>
    Person.signedIn({ url: stack.url, as, subject, ...(viewport && { viewport }) });
  const shown = (one: string) => `${one.slice(0, 6)}-${one.split('.')[1]}`;

  it('begins at a link in a mail, which leads through signing in to the trajectory; and my work begins at its heading', async () => {
    const anna = await person(director, 'anna', { width: 1280, height: 500 });
    await anna.open('/work');
    assert.equal(await anna.page.evaluate('scrollY'), 0);
    assert.ok(await anna.page.getByRole('heading', { level: 1, name: 'Mijn werk' }).isVisible());
    await anna.context.clearCookies();
    const subject = { eventType: 'step-opened', step: null, title: null };
    const names = stepNamesOf(programmesOf([programmeWith()]));
    const [link = ''] = /https?:\/\/\S+/.exec(mailText(names, subject, screenOf(id, stack.url))) ?? [];
    await anna.page.goto(link);
    await anna.page.getByRole('link', { name: 'Inloggen' }).click();
    await chooseWho(anna.page, { url: stack.url, as: director, subject: 'anna' });
    await anna.page.getByRole('heading', { level: 1, name: /^Traject/ }).waitFor();
    assert.equal(anna.page.url(), link);
    await anna.leave();
  });

  it('finds a trajectory by its code as the screen says it', async () => {
    const anna = await person(director, 'anna');
    await anna.open('/trajectories');
    await anna.page.getByRole('button', { name: 'Persoon zoeken' }).click();
    const dialog = anna.page.getByRole('dialog');
    for (const text of [`Traject ${shown(id)}`, shown(id).toUpperCase(), id.slice(0, 6)]) {
      await dialog.getByLabel(/^V-nummer, code/).fill(text);
      await anna.page.keyboard.press('Enter');
      await dialog.getByRole('link', { name: `Traject ${shown(id)}` }).waitFor();
    }
    await anna.isAccessible('a person found by a code');
    await anna.leave();
  });

  it('answers nothing for anyone, clears a choice, and asks only what makes sense', async () => {
    const anna = await person(director, 'anna');
    const { page } = anna;
    await anna.open('/trajectories/new');
    const interpreter = page.getByRole('group', { name: /^Tolk nodig/ });
    assert.equal(await interpreter.locator('input:checked').count(), 0);
    await interpreter.getByLabel('Ja', { exact: true }).check();
    await interpreter.getByRole('button', { name: 'Keuze wissen: Tolk nodig' }).click();
    assert.equal(await interpreter.locator('input:checked').count(), 0);
    await anna.open(`/trajectories/${id}/steps/admission`);
    const decision = page.getByRole('group', { name: /^Besluit/ });
    const direction = page.getByRole('group', { name: /^Afgesproken richting/ });
    assert.equal(await direction.count(), 0);
    await decision.getByLabel('Toegelaten').check();
    await direction.getByRole('radio').first().check();
    await direction.getByRole('button', { name: 'Keuze wissen: Afgesproken richting' }).click();
    assert.equal(await direction.locator('input:checked').count(), 0);
    await direction.getByRole('radio').first().check();
    await decision.getByLabel('Geweigerd').check();
    assert.equal(await direction.count(), 0);
    assert.ok(!(await page.getByLabel(/^Grond/).textContent())?.includes('Voldoet aan de criteria'));
    await anna.isAccessible('a form with a question less');
    await anna.picture('day-admission-nl');
    // What was chosen there before is not sent.
    await fillIn(anna, 'admission', { decision: 'refused', ground: 'outside-target-group', direction: undefined });
    await page.getByRole('button', { name: /^Verder/ }).click();
    await page.getByRole('button', { name: 'Versturen' }).click();
    await page.getByText('Vastgelegd:').first().waitFor();
    await anna.leave();
  });

  it('shows a colleague what they decide on, and says to who proposed it that another does this', async () => {
    const [anna, bram] = await Promise.all([person(director, 'anna'), person(director, 'bram')]);
    await anna.open(`/trajectories/${id}/steps/admission-check`);
    await anna.page.getByText('Dit doet iemand anders', { exact: false }).waitFor();
    assert.equal(await anna.page.getByRole('button', { name: /^Verder/ }).count(), 0);
    await bram.open(`/trajectories/${id}/steps/admission-check`);
    const before = bram.page.getByRole('region', { name: /^Hierover beslist u/ });
    for (const text of ['Geweigerd', 'Buiten de doelgroep', 'DEC-2026-0188', 'anna'])
      await before.getByText(text, { exact: false }).first().waitFor();
    await bram.isAccessible('a second look');
    await bram.picture('day-second-look-nl');
    await bram.page.setViewportSize({ width: 390, height: 800 });
    assert.equal(await bram.page.evaluate('document.documentElement.scrollWidth > innerWidth'), false);
    await bram.picture('day-second-look-390-nl');
    await Promise.all([anna.leave(), bram.leave()]);
  });

  it('sees in the work list that a second look is for someone else, and in the list of trajectories who was refused', async () => {
    const refused = await refer(stack);
    await through(stack, refused, 'intake');
    const body = { ...(example('admission').body as object), decision: 'refused', ground: 'outside-target-group' };
    const { direction: _none, ...decision } = body as { direction?: string };
    const anna = await person(director, 'anna');
    const [proposed, looked] = await Promise.all(
      ['anna', 'bram'].map((subject) => stack.token(director, 'utrecht', subject)),
    );
    const sent = async (token: string | undefined, step: string, input: object) => {
      const answer = await fetch(`${stack.url}/v1/trajectories/${refused}/steps/${step}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      assert.equal(answer.status, 200, await answer.text());
    };
    await sent(proposed, 'admission', decision);
    await anna.open('/work?step=admission-check');
    const row = anna.page.getByRole('row', { name: new RegExp(shown(refused)) });
    await row.getByText('Dit doet iemand anders', { exact: false }).waitFor();
    assert.equal(await row.getByRole('button').count(), 0);
    const bram = await person(director, 'bram');
    await bram.open('/work?step=admission-check');
    await bram.page.getByRole('button', { name: new RegExp(`^Oppakken: .*${shown(refused)}$`) }).waitFor();
    await bram.leave();
    await sent(looked, 'admission-check', example('admission-check').body as object);
    await anna.open('/trajectories');
    await anna.page.getByRole('row', { name: new RegExp(`${shown(refused)}.*Loopt.*Niet toegelaten`, 's') }).waitFor();
    await anna.leave();
  });

  it('reads why a date is what it is without codes, and is asked to choose no step where there is none', async () => {
    const suspended = await refer(stack);
    await through(stack, suspended, 'intake');
    const { body } = example('suspend');
    const { from: _whenever, ...now } = body as { from?: string };
    assert.equal((await stack.post(director, `/v1/trajectories/${suspended}/actions/suspend`, now)).status, 200);
    const anna = await person(director, 'anna');
    await anna.open(`/trajectories/${suspended}`);
    const terms = anna.page.getByRole('region', { name: 'Termijnen', exact: true });
    await terms.locator('summary', { hasText: 'Waarom deze datum' }).first().click();
    await terms.getByText('(de gemeente)', { exact: false }).first().waitFor();
    assert.doesNotMatch(await terms.innerText(), /\d{4}-\d{2}-\d{2}|municipality/);
    await anna.open(`/trajectories/${suspended}/actions/plan-step`);
    await anna.page.getByText('Er is nu geen stap waarvoor dit kan.').waitFor();
    assert.equal(await anna.page.getByRole('button', { name: /^Verder/ }).count(), 0);
    await anna.leave();
  });

  it('reads in the catalogue who performs a step, and when a question is asked', async () => {
    const anna = await person(director, 'anna');
    await anna.open('/steps');
    const card = anna.page.locator('#admission');
    await card.locator('summary').first().click();
    await card.getByText('Gemeente (Casusverantwoordelijke)').waitFor();
    await card.getByRole('cell', { name: 'Ingangsdatum Alleen gevraagd bij Besluit: Toegelaten' }).waitFor();
    await anna.leave();
  });

  it('corrects an intake where it stands on the timeline, and shows what counts now beside what stood there', async () => {
    const wrong = await refer(stack);
    await through(stack, wrong, 'intake');
    const anna = await person(director, 'anna', { width: 1280, height: 800 });
    const { page } = anna;
    const address = `/trajectories/${wrong}`;
    await anna.open(address);
    await page.getByRole('link', { name: /^Corrigeren: .*Intake/ }).click();
    await page.getByText('Pas aan wat niet klopt.', { exact: false }).waitFor();
    // The form of the step itself, with what was filled in.
    assert.equal(await page.getByLabel(/^Gehouden op/).inputValue(), '2026-11-05');
    await page.getByLabel(/^Gehouden op/).fill('2026-11-04');
    const dublin = page.getByRole('group', { name: /^Dublinclaim loopt/ });
    assert.ok(await dublin.getByLabel('Nee', { exact: true }).isChecked());
    await dublin.getByLabel('Nog niet bekend').check();
    await page.getByLabel(/^Reden/).fill('De brief is verkeerd gelezen.');
    await anna.isAccessible('a correction');
    await anna.picture('day-correction-nl');
    await page.setViewportSize({ width: 390, height: 800 });
    assert.equal(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), false);
    await anna.picture('day-correction-390-nl');
    await page.getByRole('button', { name: /^Verder/ }).click();
    await page.getByRole('button', { name: 'Versturen' }).click();
    await page.waitForURL(`${stack.url}${address}`);
    const entry = page.locator('.b-entry', { hasText: 'Gecorrigeerd in nummer' });
    await entry.locator('summary', { hasText: 'Wat is ingevuld' }).click();
    const filledIn = await entry.innerText();
    assert.match(filledIn, /Gehouden op\s+4 november 2026\s+gecorrigeerd\s+Eerst ingevuld: 5 november 2026/);
    assert.match(filledIn, /Dublinclaim loopt\s+Nog niet bekend\s+gecorrigeerd\s+Eerst ingevuld: Nee/);
    const situation = page.getByRole('region', { name: 'Situatie', exact: true });
    await situation.getByText('gecorrigeerd', { exact: true }).first().waitFor();
    assert.match(await situation.innerText(), /Dublinclaim loopt: Nog niet bekend/);
    await anna.isAccessible('what was corrected');
    assert.equal(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), false);
    await anna.picture('day-corrected-390-nl');
    await page.setViewportSize({ width: 1280, height: 800 });
    await anna.picture('day-corrected-nl');
    assert.deepEqual(anna.complaints, []);
    await anna.leave();
  });

  it('corrects an entry that planned a day which has passed since, and keeps its reason apart from that of the correction', async () => {
    const planned = await refer(stack);
    await through(stack, planned, 'intake');
    const meeting = { meetingOn: dayOf(new Date().toISOString()), reason: 'First meeting with room.' };
    const answer = await stack.post(director, `/v1/trajectories/${planned}/actions/schedule-conference`, meeting);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const anna = await person(director, 'anna');
    const { page } = anna;
    await page.clock.setFixedTime(Date.now() + 2 * 86_400_000);
    await anna.open(`/trajectories/${planned}`);
    await page.getByRole('link', { name: /^Corrigeren: Geagendeerd/ }).click();
    await page.getByLabel('Reden', { exact: true }).fill('Het eerste overleg met ruimte.');
    await page.getByLabel('Reden van de correctie', { exact: true }).fill('Er stond Engels.');
    await page.getByRole('button', { name: /^Verder/ }).click();
    await page.getByRole('button', { name: 'Versturen' }).waitFor();
    await anna.leave();
  });

  it('says that a correction waits for a colleague, who reads why; the outcome is as corrected only when they agree', async () => {
    const ended = await refer(stack);
    await through(stack, ended, 'intake', 'admission');
    const outcome = { outcome: 'MOB', occurredOn: '2026-11-26', evidenceKind: 'last-contact-report', evidence: 'R-1' };
    const done = async (subject: string, path: string, body: object) => {
      const authorization = `Bearer ${await stack.token(director, 'utrecht', subject)}`;
      const headers = { authorization, 'content-type': 'application/json', 'idempotency-key': path };
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      const answerOnce = () => fetch(`${stack.url}/v1/trajectories/${ended}/${path}`, init);
      let answer = await answerOnce();
      // A correction is decided on the record, which may be a moment behind.
      for (let again = 0; answer.status === 503 && again < 50; again += 1) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        answer = await answerOnce();
      }
      assert.equal(answer.status, 200, await answer.text());
    };
    await done('anna', 'steps/outcome-registration', outcome);
    await done('bram', 'steps/outcome-check', { verdict: 'confirmed', reason: 'It is so.' });
    const { sequence } = await eventually(async () => {
      const timeline = await stack.get(director, `/v1/trajectories/${ended}/timeline?limit=500`);
      const items = timeline.body['items'] as { type: string; step: string; sequence: number }[];
      return items.findLast(({ type, step }) => type === 'step-completed' && step === 'outcome-registration');
    });
    const correction = { sequence, changes: { occurredOn: '2026-11-25' }, reason: 'De datum is verkeerd gelezen.' };
    await done('anna', 'actions/correct', correction);
    const [anna, bram] = await Promise.all([person(director, 'anna'), person(director, 'bram')]);
    await anna.open(`/trajectories/${ended}`);
    await anna.page.getByText('Een correctie wacht op controle door een collega.').waitFor();
    await anna.page.locator('.b-entry', { hasText: 'Correctie voorgesteld in nummer' }).waitFor();
    assert.equal(await anna.page.getByText('Gecorrigeerd in nummer').count(), 0);
    await anna.open(`/trajectories/${ended}/actions/confirm-correction`);
    await anna.page.getByText('Iemand anders dan de indiener controleert deze correctie.').waitFor();
    assert.equal(await anna.page.getByRole('button', { name: /^Verder/ }).count(), 0);
    await bram.open(`/trajectories/${ended}/actions/confirm-correction`);
    await bram.page.getByText(correction.reason).waitFor();
    await bram.page.getByLabel('Bevestigd').check();
    await bram.page.getByLabel(/^Reden/).fill('Klopt met het verslag.');
    await bram.page.getByRole('button', { name: /^Verder/ }).click();
    await bram.page.getByRole('button', { name: 'Versturen' }).click();
    await bram.page.locator('.b-entry', { hasText: 'Gecorrigeerd in nummer' }).waitFor();
    await bram.page.locator('summary', { hasText: 'Bewijs' }).click();
    const rests = bram.page.locator('details', { has: bram.page.locator('summary', { hasText: 'Bewijs' }) });
    assert.match(await rests.innerText(), /25 november 2026\s+gecorrigeerd\s+Eerst ingevuld: 26 november 2026/);
    await Promise.all([anna.leave(), bram.leave()]);
  });

  it('takes no step from another agency with one click: it asks why, and a coordinator who may not perform it cannot', async () => {
    const other = await refer(stack);
    await through(stack, other, 'intake');
    const [anna, carla] = await Promise.all([
      person(`${director}:coordinator`, 'anna'),
      person('municipality:coordinator', 'carla'),
    ]);
    const about = new RegExp(`: Dossier van de IND, ${shown(other)}$`);
    await carla.open('/work?step=dossier-ind&responsible=ind');
    await carla.page.getByRole('link', { name: `Traject ${shown(other)}` }).waitFor();
    assert.equal(await carla.page.getByRole('button', { name: about }).count(), 0);
    const claimed = await stack.post(director, `/v1/trajectories/${other}/actions/claim`, { step: 'dossier-ind' });
    assert.equal(claimed.body['errors'][0].pointer, '/reason');
    await anna.open('/work?step=dossier-ind&responsible=ind');
    await anna.page.getByRole('button', { name: about }).click();
    const dialog = anna.page.getByRole('dialog', { name: /^Stap overnemen/ });
    await dialog.getByRole('button', { name: 'Bekijken wat er gebeurt' }).click();
    await dialog.getByText('Vul dit in.').waitFor();
    await dialog.getByLabel('Reden').fill('De IND heeft gebeld: het dossier ligt bij ons.');
    await dialog.getByRole('button', { name: 'Bekijken wat er gebeurt' }).click();
    await dialog.getByText('Krijgt bericht: IND', { exact: false }).waitFor();
    await anna.isAccessible('taking over a step');
    await anna.picture('day-take-over-nl');
    await dialog.getByRole('button', { name: 'Bevestigen (1)' }).click();
    await dialog.getByText('1 van 1 gedaan.').first().waitFor();
    await dialog.getByRole('button', { name: 'Sluiten' }).click();
    await anna.page.getByRole('button', { name: new RegExp(`^Teruggeven${about.source}`) }).waitFor();
    await Promise.all([anna.leave(), carla.leave()]);
  });

  it('says that an address does not exist, and that a session has ended where one looks', async () => {
    const anna = await person(director, 'anna', { width: 390, height: 500 });
    const { page } = anna;
    for (const path of ['/zomaar/iets', '/trajecten']) {
      await page.goto(`${stack.url}${path}`);
      await page.getByRole('heading', { level: 1, name: 'Deze pagina bestaat niet' }).waitFor();
    }
    const other = await refer(stack);
    await anna.open(`/trajectories/${other}/steps/intake`);
    await fillIn(anna, 'intake');
    await anna.context.clearCookies();
    await page.getByRole('button', { name: /^Verder/ }).click();
    const banner = page.getByText('Uw sessie is voorbij', { exact: false });
    await banner.waitFor();
    const box = await banner.boundingBox();
    assert.ok(box !== null && box.y >= 0 && box.y < 500, `it is at ${box?.y}`);
    await anna.picture('day-session-ended-390-nl');
    await anna.leave();
  });
});

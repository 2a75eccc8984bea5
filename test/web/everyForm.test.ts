import assert from 'node:assert/strict';
import { referral, standardActions, standardSteps } from '../../src/lvv/index.js';
import { chromiumPath, type Person } from '../support/chromium.js';
import { act, everySituation, type Situations } from '../support/everySituation.js';
import { fillIn } from '../support/filling.js';
import { refer, through } from '../support/walk.js';
import { findInBoth, Visits } from '../support/visits.js';
import { isThorough } from '../support/thorough.js';
import { noteName } from '../support/typed.js';

const roles = {
  official: 'municipality:intake-officer:case-director:coordinator',
  colleague: 'municipality:intake-officer:case-director:coordinator',
  counsellor: 'ngo:counsellor',
};
const forms = [
  '/trajectories/new',
  ...standardSteps.map(({ name }) => `steps/${name}`),
  ...standardActions.map(({ name }) => `actions/${name}`),
];

/** Nothing can be planned in this trajectory, and the screen says so. */
const neverHere = 'actions/plan-step';

/** Whoever may not perform a step gets no form for it. */
const notOfTheMunicipality = standardSteps
  .filter(({ performedBy }) => !performedBy.some((who) => who.startsWith('municipality:')))
  .map(({ name }) => `steps/${name}`);

describe('Every form in every state, in Dutch and in English, in Chromium', () => {
  let all: Situations;
  let visits: Visits<keyof typeof roles>;

  before(async function () {
    this.timeout(120_000);
    if (chromiumPath() === undefined) return this.skip();
    all = await everySituation();
    visits = new Visits(all, roles);
  });
  after(() => visits?.leave());

  const addressOf = (form: string): string => {
    if (form.startsWith('/')) return form;
    if (form === 'actions/confirm-correction') return `/trajectories/${all.refused}/${form}`;
    // The form of the intake, which is the third entry.
    return `/trajectories/${all.running}/${form}${form === 'actions/correct' ? '?entry=3' : ''}`;
  };
  const button = ({ page }: Person, name: string | RegExp) => page.getByRole('button', { name });
  const send = (person: Person) => person.page.locator('main form button[type=submit]').last();

  async function openedAndWithFaults(person: Person, form: string): Promise<string[]> {
    const { page } = person;
    await person.go(addressOf(form));
    if (form === neverHere) {
      await page.locator('main').getByText('Er is nu geen stap waarvoor dit kan').waitFor();
      return findInBoth(person, `${form}, which is not possible`, 'main');
    }
    await send(person).waitFor();
    // With all that is wrong it has what it had when it opened, and more.
    const opened = isThorough ? await findInBoth(person, `${form}, opened`, 'main') : [];
    for (const add of await page.getByRole('button', { name: /^(Nog een t|T)oevoegen/ }).all()) await add.click();
    await send(person).click();
    // A form that asks for nothing says what would come of it, or why it can't be done.
    await page.getByRole('alert').or(page.locator('main h2')).first().waitFor();
    return [...opened, ...(await findInBoth(person, `${form}, sent as it was`, 'main'))];
  }

  it('has nothing for axe to find in each of them, and no word of the other language, opened and with all that is wrong', async function () {
    this.timeout(240_000);
    const halves = (['official', 'colleague'] as const).map(async (who, half) => {
      const person = await visits.person(who);
      const found: string[] = [];
      for (const form of forms.filter((one, at) => at % 2 === half && !notOfTheMunicipality.includes(one))) {
        found.push(...(await openedAndWithFaults(person, form)));
      }
      assert.deepEqual(person.complaints, []);
      return found;
    });
    assert.deepEqual((await Promise.all(halves)).flat(), []);
    const counsellor = await visits.person('counsellor');
    for (const form of notOfTheMunicipality) assert.deepEqual(await openedAndWithFaults(counsellor, form), []);
    assert.equal(forms.length, [referral, ...standardSteps, ...standardActions].length);
  });

  it('has nothing for axe to find, and no word of the other language, from what is filled in to what is recorded, with all that may come between', async function () {
    this.timeout(120_000);
    const { stack } = all;
    const person = await visits.person('official');
    const { page } = person;
    const found: string[] = [];
    const look = async (state: string, sees: string | RegExp): Promise<void> => {
      await page.locator('main').getByText(sees).first().waitFor();
      found.push(...(await findInBoth(person, state)));
    };
    const filledIn = async (id: string, form: string): Promise<void> => {
      await person.go(`/trajectories/${id}/${form}`);
      await send(person).waitFor();
      await fillIn(person, form.split('/')[1]!);
    };
    const looked = async (): Promise<void> => {
      await button(person, /^Verder/).click();
      await button(person, 'Versturen').waitFor();
    };
    const fails = (path: string) => page.route(path, (route) => route.abort());

    const id = await refer(stack);
    await filledIn(id, 'steps/intake');
    await fails('**/preview');
    await button(person, /^Verder/).click();
    await look('asking who will be told, without an answer', 'er is nog niets verstuurd');
    await page.unrouteAll();
    await look('who will be told of a step', 'Wie krijgt wat te horen');
    // It looks like a code, and is what someone typed.
    noteName('vulnerable');
    await act(stack, id, 'flag', { flag: 'vulnerable', reason: 'Seen at the desk' });
    await button(person, 'Versturen').click();
    await look('someone did something else in the meantime', 'Seen at the desk');
    await button(person, 'Bekijk en verstuur opnieuw').click();
    await button(person, 'Versturen').waitFor();
    await fails('**/steps/intake');
    await button(person, 'Versturen').click();
    await look('sent, without an answer', 'Nog niet bevestigd');
    await page.unrouteAll();
    await look('recorded', 'Vastgelegd:');

    // Where no term has run out: that too is a change in the meantime.
    await filledIn(await refer(stack), 'actions/suspend');
    await looked();
    await look('who will be told of an action', 'Wie krijgt wat te horen');
    await button(person, 'Terug').click();
    await page.reload();
    await look('put back', 'Teruggezet');
    await button(person, 'Leeg beginnen').click();

    const taken = await refer(stack);
    await filledIn(taken, 'steps/intake');
    await looked();
    await through(stack, taken, 'intake');
    await button(person, 'Versturen').click();
    await button(person, 'Bekijk en verstuur opnieuw').click();
    await look('someone did the same in the meantime', 'Deze stap staat niet meer open');

    const withdrawn = await refer(stack);
    await filledIn(withdrawn, 'actions/flag');
    await looked();
    await act(stack, withdrawn, 'withdraw');
    await button(person, 'Versturen').click();
    await button(person, 'Bekijk en verstuur opnieuw').click();
    await look('it ended in the meantime', 'is intussen afgesloten');

    await person.go('/trajectories/new');
    await send(person).waitFor();
    await fillIn(person, 'referral');
    await looked();
    await look('who will be told of a referral', 'Wie krijgt wat te horen');
    await button(person, 'Versturen').click();
    await look('a referral is recorded', 'Vastgelegd:');
    assert.deepEqual(person.complaints, []);

    const counsellor = await visits.person('counsellor');
    await counsellor.go(`/trajectories/${all.running}/actions/add-contact`);
    await send(counsellor).waitFor();
    await counsellor.page.route('**/preview', (route) => route.fulfill(refused));
    await fillIn(counsellor, 'add-contact');
    await button(counsellor, /^Verder/).click();
    await counsellor.page.getByText(refused.json.detail).waitFor();
    found.push(...(await findInBoth(counsellor, 'refused')));
    assert.deepEqual(found, []);
  });
});

/** As the API refuses: what it says tells in which language it is. */
const refused = {
  status: 403,
  headers: { 'content-language': 'en' },
  json: { code: 'forbidden', title: 'Forbidden', status: 403, detail: 'It is not of this role.' },
};

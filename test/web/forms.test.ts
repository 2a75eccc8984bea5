import assert from 'node:assert/strict';
import { standardSteps } from '../../src/lvv/index.js';
import { chromiumPath, Person } from '../support/chromium.js';
import { fillIn } from '../support/filling.js';
import { Keyboard } from '../support/keyboard.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, refer, wholeWay } from '../support/walk.js';

const words = {
  nl: { next: /^Verder/, send: 'Versturen', heldOn: /^Gehouden op/, fill: /Vul dit in/, choose: /Kies een antwoord/ },
  en: { next: /^Next/, send: 'Send', heldOn: /^Held on/, fill: /Fill this in/, choose: /Choose an answer/ },
};
const languages = ['nl', 'en'] as const;
const director = 'municipality:case-director';

describe('Forms of steps, in Chromium', () => {
  let stack: Stack;

  before(async function () {
    this.timeout(120_000);
    if (chromiumPath() === undefined) return this.skip();
    stack = await startQuickStack({ env: { BESTENDIG_RATE_LIMIT: '100000' } });
  });
  after(() => stack?.stop());

  const button = (person: Person, name: string | RegExp) => person.page.getByRole('button', { name });
  const isAt = (person: Person, path: string) => person.page.waitForURL(`${person.url}${path}`);
  const timesDone = async (id: string, step: string): Promise<number> => {
    const { body } = await stack.get(director, `/v1/trajectories/${id}/timeline`);
    const items = body['items'] as { type: string; step: string }[];
    return items.filter((one) => one.type === 'step-completed' && one.step === step).length;
  };
  const fitsAPhone = async (person: Person): Promise<void> => {
    const before = person.page.viewportSize()!;
    await person.page.setViewportSize({ width: 320, height: 700 });
    const width = await person.page.evaluate<number>('document.documentElement.scrollWidth');
    assert.ok(width <= 320, `the page is ${width} px wide`);
    await person.page.setViewportSize(before);
  };

  it('say all that is wrong at once, next to each field, in the language of the reader, and keep what was typed', async () => {
    const id = await refer(stack);
    for (const language of languages) {
      const t = words[language];
      const person = await Person.signedIn({ url: stack.url, as: 'municipality:intake-officer', language });
      await person.open(`/trajectories/${id}/steps/intake`);
      await person.picture(`form-${language}`);
      await fitsAPhone(person);
      const heldOn = person.page.getByLabel(t.heldOn);
      // Filled in and emptied again is not filled in.
      await heldOn.fill('2026-11-02');
      await heldOn.fill('');
      await person.page.getByLabel(language === 'nl' ? /^Kenmerk.*medisch/i : /medical file/i).fill('!');
      await button(person, t.next).click();
      const summary = person.page.getByRole('alert');
      await summary.waitFor();
      assert.equal(await summary.getByRole('link').count(), 8);
      assert.equal(await person.page.locator('.utrecht-form-field-error-message').count(), 8);
      const text = (await summary.textContent()) ?? '';
      assert.match(text, t.fill);
      assert.match(text, t.choose);
      assert.equal(await person.page.evaluate('document.activeElement.getAttribute("role")'), 'alert');
      await person.picture(`form-errors-${language}`);
      await summary.getByRole('link').first().click();
      assert.equal(await person.page.evaluate('document.activeElement.id'), 'root_heldOn');
      await button(person, language === 'nl' ? 'English' : 'Nederlands').click();
      assert.match((await summary.textContent()) ?? '', words[language === 'nl' ? 'en' : 'nl'].choose);
      assert.deepEqual(person.complaints, []);
      await person.leave();
    }
  });

  it('take someone from referral to outcome by keyboard alone, each step after who will be told of it was seen', async function () {
    this.timeout(120_000);
    const all = 'municipality:intake-officer:case-director';
    const official = await Person.signedIn({ url: stack.url, as: all });
    const officer = await Person.signedIn({ url: stack.url, as: 'dtv:departure-officer' });
    const keys = new Map([official, officer].map((person) => [person, new Keyboard(person)]));
    const hands = keys.get(official)!;
    await hands.use(/^Trajecten$/);
    await hands.use(/^Nieuwe aanmelding$/);
    await hands.reach(/^Hoe de aanmelding/);
    assert.equal((await hands.focused()).value, 'Maak een keuze', 'no answer is chosen beforehand');
    await official.picture('refer-nl');
    await hands.fillIn('referral');
    await hands.use(/^Verder/);
    await official.page.getByRole('heading', { name: 'Wie krijgt wat te horen' }).waitFor();
    await official.page.getByRole('listitem').filter({ hasText: 'Stap staat klaar: Intake' }).waitFor();
    await official.isAccessible('what a referral would bring about');
    await official.picture('refer-preview-nl');
    await hands.use(/^Versturen$/);
    await official.page.waitForURL(/\/trajectories\/[0-9a-z]+\.\d+$/);
    const id = new URL(official.page.url()).pathname.split('/').at(-1)!;
    for (const step of wholeWay) {
      const person = step === 'return-counselling' ? officer : official;
      const { page } = person;
      const own = keys.get(person)!;
      const title = new RegExp(`^${standardSteps.find(({ name }) => name === step)!.title.nl}$`);
      // The officer finds it in the work that waits; the official goes on where the last step ended.
      await page.getByRole('link', { name: title }).first().waitFor();
      await own.use(title);
      await isAt(person, `/trajectories/${id}/steps/${step}`);
      if (step === 'intake') await findWhatIsWrong(official, hands);
      await own.fillIn(step);
      await own.use(/^Verder/);
      const check = page.getByRole('heading', { name: 'Controleren en versturen' });
      const refusal = page.getByRole('alert');
      await check.or(refusal).first().waitFor();
      assert.equal(await refusal.count(), 0, `${step}: ${(await refusal.allTextContents()).join()}`);
      assert.match((await own.focused()).name, /^Controleren/);
      await page.getByRole('heading', { name: 'Wie krijgt wat te horen' }).waitFor();
      if (step === 'intake') await lookOverAgain(official, hands);
      await own.use(/^Versturen$/);
      await isAt(person, `/trajectories/${id}`);
      await page.getByText(/^Vastgelegd:/).waitFor();
      await eventually(async () => (await timesDone(id, step)) === 1);
    }
    const { body } = await stack.get(director, `/v1/trajectories/${id}`);
    assert.notEqual(body['outcome'], null);
    for (const person of keys.keys()) {
      assert.deepEqual(person.complaints, []);
      await person.leave();
    }
  });

  /** Who sends an empty form is told all that is wrong, and is led to the first of it. */
  async function findWhatIsWrong({ page }: Person, keys: Keyboard): Promise<void> {
    await keys.use(/^Verder/);
    await page.getByRole('alert').waitFor();
    await keys.use(/^Gehouden op: Vul dit in/);
    assert.match((await keys.focused()).name, /^Gehouden op/);
  }

  /** Who looks it over and goes back finds what was filled in. */
  async function lookOverAgain({ page }: Person, keys: Keyboard): Promise<void> {
    await keys.use(/^Terug$/);
    await page.getByLabel(/^Gehouden op/).waitFor();
    await keys.reach(/^Verder/);
    await keys.reach(/^Gehouden op/, 'Shift+Tab');
    assert.equal((await keys.focused()).value, (example('intake').body as { heldOn: string }).heldOn);
    await keys.use(/^Verder/);
    await page.getByRole('heading', { name: 'Controleren en versturen' }).waitFor();
  }

  it('keep a draft that no storage shows in clear, through a reload and signing in again, until it is thrown away', async () => {
    const mark = 'Kenmerk-9f3a';
    const id = await refer(stack);
    const person = await Person.signedIn({ url: stack.url, as: 'municipality:intake-officer', subject: 'drafting' });
    const path = `/trajectories/${id}/steps/intake`;
    await person.open(path);
    await person.page.getByLabel(/^Kenmerk.*medisch/i).fill(mark);
    const stored = () =>
      person.page.evaluate<string>(
        '(async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, await indexedDB.databases(), location.href, document.title, history.state]))()',
      );
    await eventually(async () => /bestendig-draft-/.test(await stored()));
    assert.doesNotMatch(await stored(), new RegExp(`${mark}|medicalFile|drafting`));
    await person.page.reload();
    await person.page.getByText(/^Teruggezet/).waitFor();
    assert.equal(await person.page.getByLabel(/^Kenmerk.*medisch/i).inputValue(), mark);
    await person.picture('form-draft-nl');
    await person.context.clearCookies();
    await person.signIn(path);
    await person.page.getByText(/^Teruggezet/).waitFor();
    await button(person, 'Leeg beginnen').click();
    assert.equal(await person.page.getByLabel(/^Kenmerk.*medisch/i).inputValue(), '');
    assert.doesNotMatch(await stored(), /bestendig-draft-/);
    assert.deepEqual(person.complaints, []);
    await person.leave();
  });

  it('outlive a session that ends while they are sent: what was typed stays, and after signing in again it is done once', async function () {
    this.timeout(120_000);
    const id = await refer(stack);
    const as = 'municipality:intake-officer';
    const person = await Person.signedIn({ url: stack.url, as, subject: 'timed-out' });
    const { page, context } = person;
    const path = `/trajectories/${id}/steps/intake`;
    await person.open(path);
    await fillIn(person, 'intake');
    await context.clearCookies();
    await button(person, words.nl.next).click();
    await page.getByText(/^Uw sessie is voorbij/).waitFor();
    assert.equal(await page.getByLabel(words.nl.heldOn).inputValue(), '2026-11-05');
    await person.signInBeside();
    await button(person, words.nl.send).waitFor();
    // The worst moment: it is done, and the answer is lost with the session.
    const keys: (string | undefined)[] = [];
    await page.route(`**/v1${path}`, async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      if (keys.length > 1) return route.continue();
      await route.fetch();
      await context.clearCookies();
      return route.abort();
    });
    await button(person, words.nl.send).click();
    await page.getByText(/^Uw sessie is voorbij/).waitFor();
    await page.getByText(/^Nog niet bevestigd/).waitFor();
    await person.signInBeside();
    await isAt(person, `/trajectories/${id}`);
    await page.getByText(/^Vastgelegd:/).waitFor();
    assert.ok(keys.length > 2 && keys[0] !== undefined, `it was sent ${keys.length} times`);
    assert.equal(new Set(keys).size, 1);
    await eventually(async () => (await timesDone(id, 'intake')) > 0);
    assert.equal(await timesDone(id, 'intake'), 1);
    assert.deepEqual(person.complaints, []);
    await person.leave();
  });

  it('sent while it is too busy say so, in both languages, come no sooner than they were told to, and are done once', async () => {
    const id = await refer(stack);
    const person = await Person.signedIn({ url: stack.url, as: 'municipality:intake-officer', subject: 'busy' });
    const { page } = person;
    const path = `/trajectories/${id}/steps/intake`;
    await person.open(path);
    await fillIn(person, 'intake');
    await button(person, words.nl.next).click();
    await button(person, words.nl.send).waitFor();
    const sent: { key: string | undefined; at: number }[] = [];
    await page.route(`**/v1${path}`, async (route) => {
      sent.push({ key: route.request().headers()['idempotency-key'], at: Date.now() });
      if (sent.length > 1) return route.continue();
      const problem = { type: '', code: 'too-busy', title: '', status: 503, detail: '' };
      const headers = { 'content-type': 'application/problem+json', 'retry-after': '4' };
      return route.fulfill({ status: 503, headers, body: JSON.stringify(problem) });
    });
    await button(person, words.nl.send).click();
    await page.getByText(/^Het is nu druk\. We versturen dit zodra het kan/).waitFor();
    await button(person, 'English').click();
    await page.getByText(/^It is busy now\. We send this as soon as we can/).waitFor();
    assert.equal(await page.locator('.b-banner').count(), 0, 'nothing is said to be out of order');
    await isAt(person, `/trajectories/${id}`);
    assert.equal(sent.length, 2);
    assert.ok(sent[1]!.at - sent[0]!.at >= 4_000 && sent[0]!.key === sent[1]!.key);
    await eventually(async () => (await timesDone(id, 'intake')) > 0);
    assert.equal(await timesDone(id, 'intake'), 1);
    await person.leave();
  });

  it('forget a draft after fourteen days, and say nothing of it', async () => {
    const id = await refer(stack);
    const person = await Person.signedIn({ url: stack.url, as: 'municipality:intake-officer', subject: 'long-away' });
    const { page } = person;
    const places = () =>
      page.evaluate<string[]>('Object.keys(localStorage).filter((one) => one.startsWith("bestendig-draft-"))');
    const comeBackAfter = async (days: number): Promise<void> => {
      await page.evaluate(`for (const place of Object.keys(localStorage).filter((one) => one.startsWith('bestendig-draft-'))) {
        const [keptAt, ...sealed] = localStorage.getItem(place).split('.');
        localStorage.setItem(place, [Date.now() - ${days} * 86_400_000, ...sealed].join('.'));
      }`);
      await person.open(`/trajectories/${id}/steps/intake`);
      await page.getByLabel(words.nl.heldOn).waitFor();
    };
    await person.open(`/trajectories/${id}/steps/intake`);
    await page.getByLabel(words.nl.heldOn).fill('2026-11-05');
    await eventually(async () => (await places()).length === 1);
    await comeBackAfter(13.9);
    await page.getByText(/^Teruggezet/).waitFor();
    assert.equal(await page.getByLabel(words.nl.heldOn).inputValue(), '2026-11-05');
    await comeBackAfter(14.1);
    assert.equal(await page.getByLabel(words.nl.heldOn).inputValue(), '');
    assert.deepEqual(await places(), []);
    assert.equal(await page.getByText(/^Teruggezet|bewaard\.$/).count(), 0);
    assert.deepEqual(person.complaints, []);
    await person.leave();
  });

  it('show what a colleague did in the meantime, keep what was typed, and send it after another look', async function () {
    this.timeout(120_000);
    const person = await Person.signedIn({ url: stack.url, as: 'municipality:intake-officer:case-director' });
    for (const language of languages) {
      const t = words[language];
      const id = await refer(stack);
      await person.open(`/trajectories/${id}/steps/intake`);
      await fillIn(person, 'intake');
      await button(person, words.nl.next).click();
      await button(person, words.nl.send).waitFor();
      if (language === 'en') await button(person, 'English').click();
      await person.picture(`form-preview-${language}`);
      await fitsAPhone(person);
      const flagged = { flag: 'vulnerable', reason: 'Seen at the desk' };
      const answer = await stack.post(director, `/v1/trajectories/${id}/actions/flag`, flagged);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      await button(person, t.send).click();
      const again = button(person, language === 'nl' ? 'Bekijk en verstuur opnieuw' : 'Look at it and send again');
      await again.waitFor();
      await person.page.getByText('Seen at the desk').waitFor();
      await person.picture(`form-conflict-${language}`);
      assert.equal(await timesDone(id, 'intake'), 0);
      await again.click();
      await button(person, t.send).click();
      await isAt(person, `/trajectories/${id}`);
      await eventually(async () => (await timesDone(id, 'intake')) === 1);
    }
    assert.deepEqual(person.complaints, []);
    await person.leave();
  });

  it('say in the words of the reader why something is refused, and leave the form as it was', async () => {
    const vNumber = '2718281828';
    await refer(stack, { vNumber });
    const person = await Person.signedIn({ url: stack.url, as: 'municipality:intake-officer:case-director' });
    await person.open('/trajectories/new');
    await fillIn(person, 'referral', { vNumber });
    await button(person, /^Verder/).click();
    await button(person, words.nl.send).click();
    const said = person.page.getByText(/een open traject in een van de gemeenten\. Vraag uw coördinator/);
    await said.waitFor();
    await person.picture('form-refused-nl');
    assert.equal(await said.getAttribute('lang'), 'nl', 'what the API said is in their language too');
    assert.equal(await person.page.getByLabel(/^V-nummer/).inputValue(), vNumber);
    await saysWhichField(person);
    await person.open(`/trajectories/${await refer(stack)}/actions/extend-term?step=intake`);
    const step = person.page.getByRole('group', { name: /^Open stap/ });
    assert.ok(await step.getByLabel('Intake').isChecked(), 'an action about a step names it by its title');
    assert.deepEqual(person.complaints, []);
    await person.leave();
  });

  /** What only the server knows of a field stands at that field in the words of the server, in the language of the reader. */
  async function saysWhichField(person: Person): Promise<void> {
    const id = await refer(stack);
    for (const language of languages) {
      await person.open(`/trajectories/${id}/steps/intake`);
      await fillIn(person, 'intake', { heldOn: '2001-02-03' });
      if (language === 'en') await button(person, 'English').click();
      await button(person, words[language].next).click();
      const link = person.page.getByRole('alert').getByRole('link');
      await link.waitFor();
      const [own, heldOn] = [(await link.textContent()) ?? '', words[language].heldOn];
      assert.match(own, heldOn);
      assert.match(
        own,
        language === 'nl' ? /: 3 februari 2001 is meer dan 10 jaar/ : /: 3 February 2001 is more than 10/,
      );
    }
    await button(person, 'Nederlands').click();
  }
});

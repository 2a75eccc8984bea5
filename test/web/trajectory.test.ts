import assert from 'node:assert/strict';
import { chromiumPath, Person } from '../support/chromium.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, perform, refer, through } from '../support/walk.js';

const director = 'municipality:case-director';

describe('A trajectory, in Chromium', () => {
  let stack: Stack;
  let id = '';
  /** A moment at which only the intake had been done. */
  let early = '';
  /** Each signs in once. */
  const people = new Map<string, Person>();

  before(async function () {
    this.timeout(120_000);
    if (chromiumPath() === undefined) return this.skip();
    stack = await startQuickStack({ env: { BESTENDIG_RATE_LIMIT: '100000' } });
    id = await refer(stack);
    await through(stack, id, 'intake');
    early = new Date().toISOString();
    await through(stack, id, 'admission');
    await act('raise-blocker', { blocker: 'medical', owner: 'ngo', reason: 'A doctor has to look at it first.' });
    await act('change-direction', example('change-direction').body);
    await act('correct', { ...(example('correct').body as object), sequence: 3, changes: { heldOn: '2026-11-04' } });
    await act('suspend', example('suspend').body);
    await eventually(async () => (await stack.get(director, `/v1/trajectories/${id}`)).body['source'] !== undefined);
  });
  after(async () => {
    for (const person of people.values()) await person.leave();
    await stack?.stop();
  });

  async function act(name: string, body: unknown): Promise<void> {
    const answer = await stack.post(director, `/v1/trajectories/${id}/actions/${name}`, body);
    assert.equal(answer.status, 200, `${name}: ${JSON.stringify(answer.body)}`);
  }

  /** Someone at a screen of this width, who reads this language. */
  async function signedIn(as: string, language: 'nl' | 'en' = 'nl', width = 1280): Promise<Person> {
    const known = people.get(`${as} ${language}`);
    const viewport = { width, height: 900 };
    const person = known ?? (await Person.signedIn({ url: stack.url, as, language, viewport }));
    people.set(`${as} ${language}`, person);
    await person.page.setViewportSize(viewport);
    return person;
  }

  const textOf = async (person: Person): Promise<string> => (await person.page.locator('main').innerText()) ?? '';
  const part = (person: Person, name: string) => person.page.getByRole('region', { name, exact: true });
  const unfold = (person: Person) =>
    person.page.evaluate('document.querySelectorAll("main details").forEach((one) => { one.open = true; })');

  it('shows how it stands and how that came to be, as the API says it, in both languages', async function () {
    this.timeout(120_000);
    const timeline = async () =>
      (await stack.get(director, `/v1/trajectories/${id}/timeline`)).body['items'] as unknown[];
    for (const [language, words] of [
      [
        'nl',
        { now: 'Opgeschort', still: 'De klok staat stil', corrected: 'Gecorrigeerd in nummer', terms: 'Termijnen' },
      ],
      ['en', { now: 'Suspended', still: 'The clock stands still', corrected: 'Corrected in number', terms: 'Terms' }],
    ] as const) {
      const person = await signedIn(director, language);
      await person.open(`/trajectories/${id}`);
      await person.page.getByText(words.now, { exact: true }).first().waitFor();
      await person.page.locator('.b-entry').first().waitFor();
      await person.picture(`trajectory-suspended-${language}`);
      // The register follows a moment later, and the page after it.
      await eventually(async () => (await person.page.locator('.b-entry').count()) === (await timeline()).length);
      await unfold(person);
      const shown = await textOf(person);
      const expected = [id, words.still, words.corrected, 'Agreed by all parties in the local case meeting.'];
      for (const one of expected) assert.ok(shown.includes(one), `${one} in ${language}`);
      if (language === 'nl')
        assert.doesNotMatch(await part(person, 'Situatie').innerText(), /since|owner|reason|began/);
      assert.match(await part(person, words.terms).innerText(), language === 'nl' ? /opgeschort/ : /suspended/);
      await person.picture(`trajectory-unfolded-${language}`);
      assert.ok(!(await person.page.title()).includes(id));
      assert.deepEqual(person.complaints, []);
    }
  });

  it('has the newest first or last, narrowed to a step, and goes from a correction to what it corrects', async () => {
    const { page } = await openedBy(director);
    const first = () => page.locator('.b-entry').first().getAttribute('id');
    const newest = await first();
    await page.getByRole('button', { name: 'Oudste eerst' }).click();
    assert.equal(await first(), 'entry-1');
    assert.notEqual(newest, 'entry-1');
    await page.getByRole('link', { name: '3', exact: true }).click();
    assert.equal(await page.evaluate('document.activeElement.id'), 'entry-3');
    await page.getByLabel('Stap', { exact: true }).selectOption('intake');
    assert.equal(await page.locator('.b-entry').count(), 2);
  });

  it('says by which way an agency was told, and when that was sent', async () => {
    const { page } = await openedBy(director);
    const suspended = page.locator('.b-entry', { hasText: 'Opgeschort' }).first();
    await suspended.getByText('Verstuurd').first().waitFor();
    assert.match(await suspended.innerText(), /E-mail/);
  });

  it('has every message, also those beyond the first page of the list', async () => {
    const person = await signedIn(director);
    // Short pages in place of hundreds of messages: the server gives out its cursors all the same.
    await person.page.route('**/v1/notifications?*', (route) => {
      const url = new URL(route.request().url());
      url.searchParams.set('limit', '2');
      return route.continue({ url: url.href });
    });
    await person.open(`/trajectories/${id}`);
    const { items } = (await stack.get(director, `/v1/notifications?trajectoryId=${id}`)).body;
    const toNgo = (items as { agency: string }[]).filter(({ agency }) => agency === 'ngo').length;
    assert.ok(items.length > 4 && toNgo > 2, `${items.length} messages, ${toNgo} of them to the NGO`);
    await part(person, 'Partijen en berichten').getByText(`Berichten (${toNgo}): `, { exact: false }).first().waitFor();
    await person.page.unroute('**/v1/notifications?*');
  });

  it('shows nothing of a step to an agency that may not know of it', async () => {
    for (const [as, knows] of [
      ['ngo:counsellor', true],
      ['dtv:departure-officer', false],
    ] as const) {
      const person = await openedBy(as);
      await unfold(person);
      assert.equal(/Gezondheid|medical|A doctor has to look/.test(await textOf(person)), knows, as);
      assert.equal(await person.page.getByRole('region', { name: 'Bewaren', exact: true }).count(), 0);
    }
  });

  it('shows it as it was at a moment, and offers nothing to do there', async () => {
    for (const language of ['nl', 'en'] as const) {
      const person = await signedIn(director, language);
      await person.open(`/trajectories/${id}?asOf=${early}`);
      await person.page.locator('.b-entry').first().waitFor();
      const shown = await textOf(person);
      assert.match(shown, language === 'nl' ? /U kijkt naar hoe het was/ : /You are looking at how it was/);
      assert.match(
        shown,
        language === 'nl' ? /Deze onderdelen laten de stand van nu zien/ : /These parts show how it is now/,
      );
      assert.doesNotMatch(shown, /Opgeschort|Suspended|Agreed by all parties/);
      assert.equal(await person.page.locator(`a[href^="/trajectories/${id}/"]`).count(), 0);
      await unfold(person);
      const words = { nl: ['Staat open', 'Streefdatum', 'Partij sinds'], en: ['Open', 'Target date', 'A party since'] };
      const [open, target, since] = words[language];
      const admission = language === 'nl' ? 'Besluit over toelating' : 'Admission decision';
      assert.match(await person.page.locator('#picture').innerText(), new RegExp(`${admission}\\s+${open}`));
      assert.match(await person.page.locator('#terms').innerText(), new RegExp(`${admission}\\s+${target}`));
      const parties = await person.page.locator('#parties').innerText();
      assert.match(parties, new RegExp(`DT&V[^]*${since}`));
      // The NGO got its part by the admission.
      assert.doesNotMatch(parties, /Stichting|NGO/);
      await person.picture(`trajectory-past-${language}`);
      // A step leads to what was recorded of it, and the moment stays.
      await person.page.locator('#picture svg a[href^="#entry-"]').last().click();
      assert.match(person.page.url(), /asOf=.*#entry-/);
      assert.match(await textOf(person), language === 'nl' ? /U kijkt naar hoe het was/ : /You are looking at how/);
    }
  });

  it('says in words that one is not there or not yours', async () => {
    for (const [language, title] of [
      ['nl', 'Dit traject is er niet'],
      ['en', 'There is no such trajectory'],
    ] as const) {
      const person = await signedIn('municipality:coordinator@amsterdam', language);
      await person.open(`/trajectories/${id}`);
      await person.page.getByRole('heading', { name: title }).waitFor();
      await person.picture(`trajectory-missing-${language}`);
    }
  });

  it('fits a narrow screen: a list in place of the picture, and nothing to scroll sideways', async () => {
    const person = await openedBy(director, 320);
    await person.page.getByRole('list', { name: 'De stappen van dit traject' }).waitFor();
    assert.equal(await person.page.locator('svg').count(), 0);
    await person.picture('trajectory-narrow-nl');
    await unfold(person);
    assert.equal(await person.page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true);
    await person.isAccessible('a narrow screen');
  });

  it('goes on two sheets of paper at most for a meeting, with whom it is about and without what is only for a screen', async () => {
    const described = await stack.post(director, `/v1/trajectories/${id}/actions/describe-person`, {
      calledBy: 'Zelam Papierveld',
      vNumber: '2790046133',
    });
    assert.equal(described.status, 200, JSON.stringify(described.body));
    const person = await openedBy(director);
    const { page } = person;
    await page.getByText('Zelam Papierveld').first().waitFor();
    await page.getByRole('button', { name: 'Afdrukken voor een overleg' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const sheets = pdf.match(/\/Type \/Page\b/g)?.length ?? 0;
    assert.ok(sheets >= 1 && sheets <= 2, `${sheets} sheets`);
    const [, width, height] = /MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]/.exec(pdf)!.map(Number);
    assert.ok(width! < height!, 'a sheet that stands');
    assert.equal(await page.getByText('Zelam Papierveld').first().isVisible(), true);
    assert.equal(await page.getByRole('heading', { name: 'Termijnen' }).isVisible(), true);
    for (const onScreen of ['Wat kan ik nu doen', 'Partijen en berichten', 'Naar de inhoud']) {
      assert.equal(await page.getByText(onScreen).filter({ visible: true }).count(), 0, onScreen);
    }
    await person.picture('trajectory-print-nl');
    await page.emulateMedia({ media: 'screen' });
    const [reference, episode] = id.split('.');
    assert.equal(await page.title(), `Traject ${reference!.slice(0, 6)}-${episode} – Bestendig`);
    assert.deepEqual(person.complaints, []);
  });

  it('keeps the record when asked with a reason and a reference, and says what is missing', async () => {
    const person = await openedBy(director);
    const { page } = person;
    await page.getByRole('button', { name: 'Bewaren' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Bewaren' }).click();
    assert.equal(await dialog.getByText('Vul dit in.').count(), 2);
    await dialog.getByLabel('Reden').fill('Er loopt een beroep.');
    await dialog.getByLabel('Kenmerk van de zaak').fill('AWB 26/1234');
    await dialog.getByRole('button', { name: 'Bewaren' }).click();
    await page.getByText('Er loopt een beroep. (AWB 26/1234)').waitFor();
    assert.equal((await stack.get(director, `/v1/trajectories/${id}/holds`)).body['held'], true);
  });

  it('follows what someone else does within two seconds, says what it was, and shows its end', async () => {
    const person = await openedBy(director);
    const { page } = person;
    await perform(stack, id, 'legal-review');
    const done = Date.now();
    await page.getByText('Dit traject is bijgewerkt: Stap gedaan: Juridische toets').waitFor({ state: 'attached' });
    assert.ok(Date.now() - done < 2_000, `${Date.now() - done} ms`);
    await act('resume', example('resume').body);
    await through(stack, id, 'outcome-registration');
    await page.getByText('Uitkomst', { exact: true }).first().waitFor();
    await person.settled();
    await person.picture('trajectory-ended-nl');
    assert.deepEqual(person.complaints, []);
  });

  async function openedBy(as: string, width = 1280): Promise<Person> {
    const person = await signedIn(as, 'nl', width);
    await person.open(`/trajectories/${id}`);
    await person.page.locator('.b-entry').first().waitFor();
    return person;
  }
});

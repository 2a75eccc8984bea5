import assert from 'node:assert/strict';
import { chromiumPath, Person } from '../support/chromium.js';
import { fillIn } from '../support/filling.js';
import { startQuickStack } from '../support/quickStack.js';
import type { Stack } from '../support/stack.js';
import { example, refer, through } from '../support/walk.js';

describe('The screens of messages, in Chromium', () => {
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

  it('show what each agency was told, and let a coordinator have it sent again', async () => {
    for (const language of ['nl', 'en'] as const) {
      const person = await Person.signedIn({ url: stack.url, as: 'municipality:coordinator', language });
      await person.open('/agencies');
      await person.page.getByRole('table').last().waitFor();
      await person.picture(`agencies-${language}`);
      const before = stack.mail.items().length + stack.webhooks.items().length;
      await person.page
        .getByRole('button', { name: language === 'nl' ? /^Opnieuw versturen: / : /^Send again: / })
        .first()
        .click();
      await person.page.getByRole('dialog').getByRole('button').first().click();
      await person.page.getByRole('dialog').waitFor({ state: 'detached' });
      for (let tries = 0; stack.mail.items().length + stack.webhooks.items().length === before; tries += 1) {
        assert.ok(tries < 100, 'it was not sent again');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      assert.deepEqual(person.complaints, []);
      await person.leave();
    }
  });

  it('show on this computer what the agencies got, with the way to the trajectory, also on a narrow screen', async () => {
    for (const language of ['nl', 'en'] as const) {
      const viewport = { width: language === 'nl' ? 1280 : 320, height: 800 };
      const person = await Person.signedIn({ url: stack.url, as: 'ind:liaison', language, viewport });
      await person.open('/mailbox');
      await person.page.locator('.b-mail-list button').first().click();
      await person.picture(`mailbox-${viewport.width}-${language}`);
      const address = await person.page
        .getByRole('link', { name: /traject/ })
        .last()
        .getAttribute('href');
      assert.match(address ?? '', new RegExp(`^/trajectories/${id}$`));
      assert.equal(await person.page.evaluate('document.documentElement.scrollWidth'), viewport.width);
      assert.deepEqual(person.complaints, []);
      await person.leave();
    }
  });

  it('take an agency from a message that it got, by taking up the step, to an answer that the municipality sees', async function () {
    this.timeout(120_000);
    const officer = await Person.signedIn({ url: stack.url, as: 'dtv:departure-officer' });
    const { page } = officer;
    // Received: what the message says, and the way from it to the trajectory.
    await officer.open('/mailbox');
    await page
      .getByRole('button', { name: /DT&V/ })
      .or(page.getByRole('button', { name: /notification|step/ }))
      .first()
      .click();
    await page.getByRole('link', { name: 'Naar het traject' }).click();
    await page.getByRole('heading', { name: 'Wat kan ik nu doen' }).waitFor();
    assert.equal(new URL(page.url()).pathname, `/trajectories/${id}`);
    // Accepted: taken up, so that colleagues need not.
    await officer.open('/work');
    await page
      .getByRole('row', { name: /Dossier van DT&V/ })
      .getByRole('button', { name: /^Oppakken/ })
      .click();
    await page
      .getByRole('button', { name: /^Teruggeven/ })
      .first()
      .waitFor();
    await officer.picture('agency-taken-up-nl');
    // Answered, through the form.
    await officer.open(`/trajectories/${id}/steps/dossier-dtv`);
    await fillIn(officer, 'dossier-dtv');
    await page.getByRole('button', { name: /^Verder/ }).click();
    await page.getByRole('button', { name: 'Versturen' }).click();
    await page.waitForURL(`${stack.url}/trajectories/${id}`);
    assert.deepEqual(officer.complaints, []);
    await officer.leave();

    const director = await Person.signedIn({ url: stack.url, as: 'municipality:case-director' });
    await director.open('/agencies?agency=dtv');
    const message = director.page.getByRole('row', { name: /Stap staat klaar: Dossier van DT&V/ }).first();
    await message.waitFor();
    // It does not wait for them any more.
    assert.equal(await message.getByText('wacht nog').count(), 0);
    await director.leave();
  });

  it('show beside the message that offers a trajectory what was answered', async () => {
    const offered = await refer(stack);
    await through(stack, offered, 'intake', 'admission');
    const act = (by: string, name: string) =>
      stack.post(by, `/v1/trajectories/${offered}/actions/${name}`, example(name).body);
    await act('municipality:case-director', 'offer-transfer');
    const person = await Person.signedIn({ url: stack.url, as: 'municipality:case-director@groningen' });
    await person.open('/agencies');
    const row = person.page.getByRole('row', { name: /Er is u een traject aangeboden/ }).first();
    await row.getByText('wacht nog').waitFor();
    await act('municipality:case-director@groningen', 'refuse-transfer');
    await person.open('/agencies');
    await row.getByText(/^Geweigerd, /).waitFor();
    assert.deepEqual(person.complaints, []);
    await person.leave();
  });
});

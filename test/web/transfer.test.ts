import assert from 'node:assert/strict';
import { chromiumPath, Person } from '../support/chromium.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { refer, through } from '../support/walk.js';

const director = 'municipality:case-director';

/** From one municipality to another, by clicks and keys, in Dutch. */
describe('A transfer between municipalities, in Chromium', () => {
  let stack: Stack;

  before(async function () {
    this.timeout(120_000);
    if (chromiumPath() === undefined) return this.skip();
    stack = await startQuickStack({ env: { BESTENDIG_RATE_LIMIT: '100000' } });
  });
  after(() => stack?.stop());

  const person = (as: string, subject: string) =>
    Person.signedIn({ url: stack.url, as, subject, viewport: { width: 390, height: 800 } });
  const send = async ({ page }: Person, reason: string): Promise<void> => {
    await page.getByLabel(/^Reden/).fill(reason);
    await page.getByRole('button', { name: /^Verder/ }).click();
    await page.getByRole('button', { name: 'Versturen' }).click();
    await page.getByText('Vastgelegd:').first().waitFor();
  };
  const heading = async ({ page }: Person, name: string) =>
    page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

  it('is offered to one from a list, answered from the message, and says where the trajectory went to those who took part', async function () {
    this.timeout(120_000);
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    const [anna, gert] = await Promise.all([person(director, 'anna'), person(`${director}@groningen`, 'gert')]);
    const told = async () =>
      (await stack.get(`${director}@groningen`, `/v1/notifications?trajectoryId=${id}`)).body['items'] as {
        offer: { answer: string | null } | null;
      }[];
    for (const [count, answer] of (['Overdracht weigeren', 'Overdracht aanvaarden'] as const).entries()) {
      await anna.open(`/trajectories/${id}/actions/offer-transfer`);
      const choice = anna.page.getByRole('group', { name: /^Aan gemeente/ });
      assert.equal(await choice.getByLabel('Utrecht').count(), 0);
      await choice.getByLabel('Groningen').check();
      await send(anna, 'De familie woont daar.');
      await anna.page.getByText('Er gaat bericht naar Gemeente (Groningen).').waitFor();
      await eventually(async () => (await told()).filter(({ offer }) => offer !== null).length > count);
      await gert.open('/agencies');
      await gert.page.getByRole('link', { name: 'Er is u een traject aangeboden', exact: true }).first().click();
      await heading(gert, 'Dit traject wordt uw gemeente aangeboden');
      await gert.isAccessible('an offered trajectory');
      await gert.picture('transfer-offered-390-nl');
      await gert.page.getByRole('link', { name: answer }).click();
      await send(gert, 'Zo is het besloten.');
      await heading(gert, count === 0 ? 'Uw gemeente heeft dit aanbod afgewezen' : 'Traject');
    }
    await eventually(async () => (await stack.get(director, `/v1/trajectories/${id}`)).status === 404);
    const dirk = await person('dtv:departure-officer', 'dirk');
    for (const one of [anna, dirk]) {
      await one.open(`/trajectories/${id}`);
      await heading(one, 'Dit traject is nu bij een andere gemeente');
      assert.ok(!(await one.page.locator('main').innerText()).includes('Groningen'));
    }
    await anna.isAccessible('a trajectory that went elsewhere');
    await anna.picture('transfer-gone-390-nl');
    // Whoever never had a part in it hears nothing of it.
    const arie = await person('avim:liaison', 'arie');
    await arie.open(`/trajectories/${id}`);
    await heading(arie, 'Dit traject is er niet');
    assert.deepEqual(
      [anna, gert, dirk].flatMap(({ complaints }) => complaints),
      [],
    );
    await Promise.all([anna, gert, dirk, arie].map((one) => one.leave()));
  });
});

import assert from 'node:assert/strict';
import { chromiumPath, Person } from '../support/chromium.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { refer, through } from '../support/walk.js';

const ngo = 'ngo:legal';

describe('An own reference, in Chromium', () => {
  let stack: Stack;
  let id = '';

  before(async function () {
    this.timeout(120_000);
    if (chromiumPath() === undefined) return this.skip();
    stack = await startQuickStack({ env: { BESTENDIG_RATE_LIMIT: '100000' } });
    id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    await eventually(
      async () => ((await stack.get(ngo, '/v1/tasks')).body['items'] as { trajectoryId: string }[]).length > 0,
    );
  });
  after(() => stack?.stop());

  it('is set with the keyboard in the head, stands in the lists, is found, and is in no title, address or storage', async function () {
    this.timeout(120_000);
    const person = await Person.signedIn({ url: stack.url, as: ngo, viewport: { width: 1280, height: 900 } });
    const { page } = person;
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    await person.open(`/trajectories/${id}`);
    await page.getByRole('button', { name: 'Eigen kenmerk wijzigen' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Kenmerk').fill('x'.repeat(65));
    await dialog.getByText('Gebruik niet meer dan 64 tekens.').waitFor();
    await dialog.getByLabel('Kenmerk').fill('2026/0417-B');
    await dialog.getByLabel('Omschrijving').fill('Dinsdaggroep');
    await person.picture('own-reference-dialog-1280');
    await person.isAccessible('the dialog of the own reference');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const called = '2026/0417-B – Dinsdaggroep';
    await page.locator('main').getByText(called).waitFor();
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const [name, path] of [
        ['trajectory', `/trajectories/${id}`],
        ['list', '/trajectories'],
        ['work', '/work'],
      ] as const) {
        await person.open(path);
        await page.locator('main').getByText(called).first().waitFor();
        assert.ok(!(await page.title()).includes('0417'));
        await person.picture(`own-reference-${name}-${width}`);
      }
      await person.open(`/trajectories/${id}`);
      await page.getByRole('button', { name: 'Eigen kenmerk wijzigen' }).click();
      await person.picture(`own-reference-dialog-${width}`);
      await page.keyboard.press('Escape');
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    await person.open('/trajectories');
    await page.getByRole('button', { name: 'Persoon zoeken' }).click();
    await dialog.getByLabel(/eigen kenmerk/).fill('2026 0417 b');
    await page.keyboard.press('Enter');
    await dialog.getByText(called).waitFor();
    await person.picture('own-reference-found-1280');
    await page.keyboard.press('Escape');
    await person.open(`/trajectories/${id}`);
    await page.locator('main').getByText(called).waitFor();
    await page.emulateMedia({ media: 'print' });
    assert.ok(!(await page.locator('main').getByText(called).isVisible()), 'a print for a meeting goes to others');
    await page.emulateMedia({ media: 'screen' });
    const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');
    for (const text of [...addresses, page.url(), String(kept)]) assert.ok(!/0417|Dinsdag/.test(text), text);
    assert.deepEqual(person.complaints, []);
    await person.leave();
  });

  it('is not shown to someone of another organisation, who has one of their own', async function () {
    this.timeout(120_000);
    const person = await Person.signedIn({ url: stack.url, as: 'municipality:case-director', language: 'en' });
    await person.open(`/trajectories/${id}`);
    const main = person.page.locator('main');
    await main.getByRole('button', { name: 'Change own reference' }).waitFor();
    await main.getByText('Not filled in yet').waitFor();
    assert.ok(!/0417|Dinsdag/.test(await main.innerText()));
    await person.isAccessible('the head of a trajectory');
    await person.leave();
  });
});

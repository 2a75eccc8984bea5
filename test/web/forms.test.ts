import assert from 'node:assert/strict';
import { chromiumPath, Person } from '../support/chromium.js';
import { startQuickStack } from '../support/quickStack.js';
import type { Stack } from '../support/stack.js';
import { refer } from '../support/walk.js';

describe('Forms of steps, in Chromium', () => {
  let stack: Stack;

  before(async function () {
    this.timeout(120_000);
    if (chromiumPath() === undefined) return this.skip();
    stack = await startQuickStack({ env: { BESTENDIG_RATE_LIMIT: '100000' } });
  });
  after(() => stack?.stop());

  it('say all that is wrong at once, next to each field, in the language of the reader, and keep what was typed', async () => {
    const id = await refer(stack);
    for (const language of ['nl', 'en'] as const) {
      const person = await Person.signedIn({ url: stack.url, as: 'municipality:intake-officer', language });
      await person.open(`/trajectories/${id}/steps/intake`);
      await person.isAccessible(`a form in ${language}`);
      await person.picture(`form-${language}`);
      await person.page.getByLabel(language === 'nl' ? 'Gehouden op' : 'Held on').fill('2026-11-02');
      await person.page.getByRole('button', { name: language === 'nl' ? /^Verder/ : /^Next/ }).click();
      const summary = person.page.getByRole('alert');
      await summary.waitFor();
      assert.ok((await summary.getByRole('link').count()) >= 3);
      assert.match((await summary.textContent()) ?? '', language === 'nl' ? /Vul dit in/ : /Fill this in/);
      await person.isAccessible(`a form with its errors in ${language}`);
      await person.picture(`form-errors-${language}`);
      await summary.getByRole('link').first().click();
      assert.equal(
        await person.page.evaluate('document.activeElement.closest(".utrecht-form-field--invalid") !== null'),
        true,
      );
      assert.equal(
        await person.page.getByLabel(language === 'nl' ? 'Gehouden op' : 'Held on').inputValue(),
        '2026-11-02',
      );
      assert.deepEqual(person.complaints, []);
      await person.leave();
    }
  });
});

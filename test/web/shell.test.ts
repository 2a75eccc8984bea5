import assert from 'node:assert/strict';
import { chromiumPath, Person } from '../support/chromium.js';
import { startQuickStack } from '../support/quickStack.js';
import type { Stack } from '../support/stack.js';

describe('The screens, in Chromium', () => {
  let stack: Stack;

  before(async function () {
    this.timeout(120_000);
    if (chromiumPath() === undefined) return this.skip();
    stack = await startQuickStack({ env: { BESTENDIG_RATE_LIMIT: '100000' } });
  });
  after(() => stack?.stop());

  it('open with the first screen that is theirs, in Dutch or English, with nothing that the policy of content stops', async () => {
    const person = await Person.signedIn({ url: stack.url, as: 'ngo:counsellor' });
    await person.settled();
    assert.equal(new URL(person.page.url()).pathname, '/work');
    assert.equal(await person.page.getAttribute('html', 'lang'), 'nl');
    await person.page.getByRole('button', { name: 'English' }).click();
    assert.equal(await person.page.getAttribute('html', 'lang'), 'en');
    await person.isAccessible('the first screen');
    assert.deepEqual(person.complaints, []);
    await person.leave();
  });
});

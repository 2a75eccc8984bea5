import assert from 'node:assert/strict';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, refer, through } from '../support/walk.js';

const director = 'municipality:case-director';
interface Fact {
  fact: string;
  title: { en: string; nl: string };
  value: any;
}

describe('Where a trajectory stands', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack()));
  after(() => stack.stop());

  const situation = async (as: string, id: string, query = '') => {
    const { status, body } = await stack.get(as, `/v1/trajectories/${id}/situation${query}`);
    assert.equal(status, 200, JSON.stringify(body));
    const facts = body['facts'] as Fact[];
    return { body, of: (name: string) => facts.find(({ fact }) => fact === name)?.value };
  };
  const redirected = async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    const { by, body } = example('change-direction');
    await stack.post(by, `/v1/trajectories/${id}/actions/change-direction`, body);
    return id;
  };

  it('has the direction with how it came to be, and its titles in both languages', async () => {
    const { of, body } = await situation(director, await redirected());
    assert.deepEqual(
      of('directions').map(({ direction }: { direction: string }) => direction),
      ['UNDER_INVESTIGATION', 'RETURN'],
    );
    assert.equal(of('admission'), 'admitted');
    for (const { title } of body['facts'] as Fact[]) assert.ok(title.en.length > 2 && title.nl.length > 2);
  });

  it('shows an agency what it may see of it, and nothing to who may not know of the trajectory', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    await through(stack, id, 'legal-review');
    assert.equal((await situation('ngo:legal', id)).of('legalAdvice'), 'RETURN');
    assert.equal((await situation('ind:liaison', id)).of('legalAdvice'), undefined);
    assert.equal((await situation('ind:liaison', id)).of('admission'), 'admitted');
    for (const as of ['avim:liaison', `${director}@groningen`]) {
      assert.equal((await stack.get(as, `/v1/trajectories/${id}/situation`)).status, 404, as);
    }
  });

  it('is told as it was at a moment, and of a closed trajectory from its record', async () => {
    const id = await redirected();
    const { updatedAt } = (await stack.get(director, `/v1/trajectories/${id}`)).body;
    await new Promise((resolve) => setTimeout(resolve, 5));
    await through(stack, id, 'legal-review', 'outcome-registration');
    const closed = await eventually(async () => {
      const { body } = await stack.get(director, `/v1/trajectories/${id}`);
      return body['source'] === 'register' && (await situation(director, id));
    });
    assert.equal(closed.of('legalAdvice'), 'RETURN');
    const then = await situation(director, id, `?asOf=${updatedAt}`);
    assert.deepEqual([then.of('legalAdvice'), then.of('directions').length], [undefined, 2]);
  });
});

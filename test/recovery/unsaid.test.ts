import assert from 'node:assert/strict';
import { readEvents } from '../../src/register/trajectories/timeline.js';
import { personIn, workflowIdOf } from '../../src/trajectory/replayed/contract.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { refer } from '../support/walk.js';
import { recovered } from './recovering.js';

const reason = 'One person, referred at two desks.';

describe('What a trajectory said to another one and had not arrived when the engine was lost', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack()));
  after(() => stack.stop());

  const post = (role: string, id: string, path: string, body: object) =>
    stack.post(`municipality:${role}`, `/v1/trajectories/${id}/${path}`, { reason, ...body });
  const typesOf = async (id: string) => (await readEvents(stack.register, id)).map(({ type }) => type);
  const has = (id: string, type: string) => eventually(async () => (await typesOf(id)).includes(type));
  /** As far as a person can tell, the engine has lost it. */
  const lose = async (id: string) => {
    await stack.client.workflow.getHandle(workflowIdOf(personIn(id))).terminate('lost');
  };
  const times = async (id: string, wanted: string) => (await typesOf(id)).filter((type) => type === wanted).length;

  it('is said by recovering: of one that is open, and of one that closed as a duplicate; once, and then nothing is left', async () => {
    const [id, other] = [await refer(stack), await refer(stack)];
    await has(other, 'trajectory-opened');
    await lose(other);
    assert.equal((await post('case-director', id, 'actions/close-as-duplicate', { continuesIn: other })).status, 200);
    await has(id, 'close-as-duplicate');
    await lose(id);
    const first = await recovered(stack);
    assert.deepEqual(
      first.done.map((one) => [one.id, one.did]).toSorted(),
      [
        [id, 'start'],
        [other, 'start'],
      ].toSorted(),
    );
    await has(other, 'duplicate-proposed');

    await lose(other);
    const looked = await post('coordinator', id, 'steps/duplicate-check', { verdict: 'confirmed' });
    assert.equal(looked.status, 200, JSON.stringify(looked.body));
    await has(id, 'trajectory-closed');
    await lose(id);
    assert.deepEqual((await recovered(stack, true)).deliveries, [id]);
    const second = await recovered(stack);
    assert.deepEqual([second.done.map((one) => [one.id, one.did]), second.deliveries], [[[other, 'start']], [id]]);
    await has(other, 'duplicate-joined');

    const nothing = await eventually(async () => {
      const last = await recovered(stack, true);
      return last.done.length + last.deliveries.length === 0 && last;
    });
    assert.deepEqual(nothing.done, []);
    assert.deepEqual([await times(other, 'duplicate-proposed'), await times(other, 'duplicate-joined')], [1, 1]);
    assert.deepEqual([await times(id, 'close-as-duplicate'), await times(id, 'trajectory-closed')], [1, 1]);
  });
});

import assert from 'node:assert/strict';
import { signalNames, updateNames, workflowIdOf } from '../../src/trajectory/replayed/contract.js';
import { assertEncrypted, payloadsIn } from '../support/payloads.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { commandTo, example, inDays, perform, refer, through, wholeWay } from '../support/walk.js';

const director = 'municipality:case-director';

describe('What Temporal keeps of a trajectory', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack()));
  after(() => stack.stop());

  const handleOf = (id: string) => stack.client.workflow.getHandle(workflowIdOf(id.split('.')[0]!));
  /** The events as the server has them: the client does not decode a history. */
  const historyOf = async (id: string) => (await handleOf(id).fetchHistory()).events ?? [];

  it('is encrypted, all of it: what it is started with, its memo, commands, answers, decisions and deliveries', async () => {
    const id = await refer(stack);
    const [first = '', ...rest] = wholeWay;
    // Without a proposal, so that the history has a decision of the kernel as well.
    const command = commandTo(id, first);
    await handleOf(id).executeUpdate(updateNames.perform, { args: [command], updateId: command.commandId });
    await through(stack, id, ...rest);
    await eventually(async () => (await handleOf(id).describe()).status.name === 'COMPLETED');
    const events = await historyOf(id);
    const found = assertEncrypted(events, handleOf(id).workflowId).map(({ way }) => way);
    for (const part of [
      /workflowExecutionStarted.*input/,
      /workflowExecutionStarted.*memo.*bodyHash/,
      /UpdateAccepted.*acceptedRequest.*args/,
      /UpdateCompleted.*outcome.*success/,
      /markerRecorded.*details\.result/,
      /activityTaskScheduled.*input/,
    ]) {
      assert.ok(
        found.some((way) => part.test(way)),
        `${part} is in the history: ${found.join('\n')}`,
      );
    }
    const { raw } = await handleOf(id).describe();
    assert.ok(assertEncrypted(raw, handleOf(id).workflowId).length >= 4, 'the memo');
  });

  it('is read by those who have the keys: the answer to a query, the memo, a refusal with its reason', async () => {
    const id = await refer(stack);
    const { memo } = await handleOf(id).describe();
    assert.equal(memo!['id'], id);
    assert.equal((await stack.get(director, `/v1/trajectories/${id}`)).body['id'], id);
    await handleOf(id).signal(signalNames.refresh);
    const { body } = await perform(stack, id, 'legal-review', { by: director });
    assert.equal(body['code'], 'step-not-open');
    assert.match(String(body['detail']), /Legal review/);
  });

  it('says nothing in a failure either', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    // Only who knows the trajectory can tell that it had not begun then.
    const wrong = { ...(example('outcome-registration').body as object), occurredOn: inDays(-1_000) };
    const { status, body } = await perform(stack, id, 'outcome-registration', { body: wrong });
    assert.ok(status >= 400 && status < 500);
    assert.ok(String(body['detail']).length > 20);
    const failed = (await historyOf(id)).flatMap(
      ({ workflowExecutionUpdateCompletedEventAttributes: update }) => update?.outcome?.failure ?? [],
    );
    assert.equal(failed.length, 1);
    assert.equal(failed[0]!.message, 'Encoded failure');
    assert.equal(failed[0]!.stackTrace, '');
    assert.ok(assertEncrypted(failed, handleOf(id).workflowId).length >= 2, 'its message and its details');
    assert.ok(!JSON.stringify(failed).includes(String(body['detail'])));
  });

  it('has nothing but codes and dates in its search attributes, which no one can encrypt', async () => {
    const id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
    const code = /^[A-Za-z][A-Za-z_-]{0,40}$|^\d{4}-\d{2}-\d{2}T00:00:00(\.\d+)?Z$/;
    const { typedSearchAttributes } = await handleOf(id).describe();
    const attributes = typedSearchAttributes.getAll().filter(({ key }) => !/^(BuildIds|Temporal)/.test(key.name));
    assert.ok(attributes.length >= 4);
    for (const { key, value } of attributes) {
      for (const one of [value].flat()) {
        assert.match(one instanceof Date ? one.toISOString() : String(one), code, key.name);
      }
    }
    assert.deepEqual(payloadsIn({ searchAttributes: (await historyOf(id))[0] }), []);
  });
});

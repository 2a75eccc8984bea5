import assert from 'node:assert/strict';
import { workflowIdOf } from '../../src/trajectory/contract.js';
import { payloadCodec } from '../../src/privacy/payloadCodec.js';
import { payloadsIn } from '../support/payloads.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, perform, refer } from '../support/walk.js';

const director = 'municipality:case-director';

describe('A person whose number becomes known later', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack()));
  after(() => stack.stop());

  const act = (id: string, name: string, body: object) =>
    stack.post(director, `/v1/trajectories/${id}/actions/${name}`, body);
  const referral = (vNumber: string) =>
    stack.post(director, '/v1/trajectories', { ...(example('referral').body as object), vNumber });
  const timelineOf = async (id: string) =>
    (await stack.get(director, `/v1/trajectories/${id}/timeline`)).body['items'] as {
      type: string;
      step: string | null;
      data: unknown;
    }[];

  it('has one open trajectory in the country: a referral by the number finds the one that there is', async () => {
    const id = await refer(stack);
    const added = await act(id, 'add-v-number', { vNumber: '279.004.6199', reason: 'Found in the register.' });
    assert.equal(added.status, 200, JSON.stringify(added.body));
    const look = { verdict: 'confirmed', vNumber: '2790046199', reason: 'Read from the letter.' };
    const checked = await perform(stack, id, 'v-number-check', { body: look });
    assert.equal(checked.status, 200, JSON.stringify(checked.body));
    await eventually(async () => (await timelineOf(id)).some(({ type }) => type === 'step-completed'));
    const second = await referral('2790046199');
    assert.deepEqual([second.status, second.body['code']], [409, 'trajectory-already-open']);
    assert.equal((await act(id, 'add-v-number', { vNumber: '2790046199', reason: 'Once more.' })).status, 409);
    await act(id, 'withdraw', example('withdraw').body as object);
    await eventually(async () => (await referral('2790046199')).status === 201);
  });

  it('has that number kept nowhere: not in the history, not in the register, not on the timeline', async () => {
    const id = await refer(stack);
    const vNumber = '2790046177';
    await act(id, 'add-v-number', { vNumber, reason: 'Found in the register.' });
    const look = { verdict: 'confirmed', vNumber, reason: 'Read from the letter.' };
    assert.equal((await perform(stack, id, 'v-number-check', { body: look })).status, 200);
    await eventually(async () => (await timelineOf(id)).some(({ type }) => type === 'step-completed'));
    const entries = (await timelineOf(id)).filter(({ type }) => type === 'add-v-number' || type === 'step-completed');
    assert.deepEqual(
      entries.map(({ data }) => data),
      [{ reason: 'Found in the register.' }, { verdict: 'confirmed', reason: 'Read from the letter.' }],
    );
    const handle = stack.client.workflow.getHandle(workflowIdOf(id.split('.')[0]!));
    const { events } = await handle.fetchHistory();
    const found = payloadsIn(events).map(({ payload }) => payload);
    const opened = await payloadCodec(stack.privacy.keys).decode(found);
    const decoded = opened.map(({ data }) => Buffer.from(data ?? []).toString()).join('\n');
    assert.ok(decoded.includes('add-v-number'), 'the history can be read here');
    assert.ok(!decoded.includes(vNumber));
  });

  it('and who was referred twice goes on in one trajectory: the other ends, both keep their history, each names the other', async () => {
    const [kept, double] = [await refer(stack), await refer(stack)];
    const closed = await act(double, 'close-as-duplicate', { continuesIn: kept, reason: 'One person, two desks.' });
    assert.deepEqual([closed.body['status'], closed.body['outcome']], ['closed', 'DUPLICATE']);
    const linked = await act(kept, 'link-trajectory', { other: double, kind: 'same-person', reason: 'See there.' });
    assert.equal(linked.status, 200);
    await eventually(async () => (await timelineOf(double)).some(({ type }) => type === 'trajectory-closed'));
    const told = (await timelineOf(double)).find(({ type }) => type === 'close-as-duplicate');
    assert.deepEqual(told?.data, { continuesIn: kept, reason: 'One person, two desks.' });
    assert.equal((await act(kept, 'close-as-duplicate', { continuesIn: kept, reason: 'Wrong.' })).status, 409);
    // One person is counted once among who is here, and the double one among nobody's outcomes.
    const listed = async (query: string) => {
      const { items } = (await stack.get(director, `/v1/trajectories?limit=200&${query}`)).body;
      return items.map(({ id }: { id: string }) => id).filter((id: string) => id === kept || id === double) as string[];
    };
    assert.deepEqual(await listed('status=open'), [kept]);
    assert.deepEqual(await listed('outcome=DUPLICATE'), [double]);
    const tasks = (await stack.get(director, '/v1/tasks?limit=200')).body['items'] as { trajectoryId: string }[];
    assert.equal(tasks.filter(({ trajectoryId }) => trajectoryId === double).length, 0);
  });

  it('but who was closed as a duplicate by mistake gets their own trajectory back, beside the other', async () => {
    const [one, other] = [await refer(stack), await refer(stack)];
    await act(other, 'close-as-duplicate', { continuesIn: one, reason: 'The same name.' });
    const why = { ground: 'outcome-was-wrong', reason: 'Two persons of one name.' };
    const back = await eventually(async () => {
      const answer = await act(other, 'reopen', why);
      return answer.status === 200 && answer;
    });
    assert.deepEqual([back.body['status'], back.body['outcome']], ['open', null]);
    for (const id of [one, other])
      assert.equal((await stack.get(director, `/v1/trajectories/${id}`)).body['status'], 'open');
  });
});

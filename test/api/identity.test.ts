import assert from 'node:assert/strict';
import { workflowIdOf } from '../../src/trajectory/replayed/contract.js';
import { payloadCodec } from '../../src/privacy/payloadCodec.js';
import { payloadsIn } from '../support/payloads.js';
import { asDuplicate } from '../support/duplicates.js';
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
      actor: unknown;
      causedBy: string | null;
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

  it('and who was referred twice goes on in one trajectory: the other ends, both keep their history, its number goes along', async () => {
    const vNumber = '2790046155';
    const kept = await refer(stack);
    const double = await refer(stack, { vNumber });
    await asDuplicate(stack, double, kept);
    await eventually(async () => (await timelineOf(double)).some(({ type }) => type === 'trajectory-closed'));
    await eventually(async () => (await timelineOf(kept)).some(({ type }) => type === 'duplicate-joined'));
    // Nobody did it here, nor did a date: it says so on the timeline, and in the person's own file.
    const joined = (await timelineOf(kept)).find(({ type }) => type === 'duplicate-joined');
    assert.deepEqual([joined!.actor, joined!.causedBy], [null, 'another-trajectory']);
    for (const [language, sentence] of [
      ['nl', 'Dit komt uit een ander traject.'],
      ['en', 'This came from another trajectory.'],
    ] as const) {
      const file = await fetch(`${stack.url}/v1/trajectories/${kept}/file?format=html&language=${language}`, {
        headers: { authorization: `Bearer ${await stack.token(director, 'utrecht')}` },
      });
      assert.ok((await file.text()).includes(sentence), sentence);
    }
    const told = (await timelineOf(double)).find(({ type }) => type === 'close-as-duplicate');
    assert.equal((told!.data as { continuesIn: string }).continuesIn, kept);
    // Whoever refers the person by that number is told that there is a trajectory.
    assert.equal((await referral(vNumber)).status, 409);
    // One person is counted once among who is here, and the double one among nobody's outcomes.
    const listed = async (query: string) => {
      const { items } = (await stack.get(director, `/v1/trajectories?limit=200&${query}`)).body;
      return items.map(({ id }: { id: string }) => id).filter((id: string) => id === kept || id === double) as string[];
    };
    assert.deepEqual(await listed('status=open'), [kept]);
    assert.deepEqual(await listed('outcome=DUPLICATE'), [double]);
    const tasks = (await stack.get(director, '/v1/tasks?limit=200')).body['items'] as { trajectoryId: string }[];
    assert.equal(tasks.filter(({ trajectoryId }) => trajectoryId === double).length, 0);
    // By mistake, it turns out: each has their own again, and the number is where it was.
    const why = { ground: 'outcome-was-wrong', reason: 'Two persons of one name.' };
    const back = await eventually(async () => {
      const answer = await act(double, 'reopen', why);
      return answer.status === 200 && answer;
    });
    assert.deepEqual([back.body['status'], back.body['outcome']], ['open', null]);
    await eventually(async () => (await timelineOf(kept)).some(({ type }) => type === 'duplicate-reopened'));
    assert.equal((await referral(vNumber)).status, 409);
    await act(double, 'withdraw', example('withdraw').body as object);
    await eventually(async () => (await referral(vNumber)).status === 201);
  });

  it('is refused as a duplicate of what is not there, closed or in another municipality, before anything changes', async () => {
    const [here, there] = [await refer(stack), await refer(stack, {}, 'amsterdam')];
    const gone = await refer(stack);
    await act(gone, 'withdraw', example('withdraw').body as object);
    for (const [continuesIn, status] of [
      [here, 409],
      [gone, 409],
      [there, 400],
      ['zzzz.1', 400],
    ] as const) {
      const answer = await act(here, 'close-as-duplicate', { continuesIn, reason: 'Wrong.' });
      assert.equal(answer.status, status, `${continuesIn}: ${JSON.stringify(answer.body)}`);
    }
    assert.equal((await stack.get(director, `/v1/trajectories/${here}`)).body['status'], 'open');
  });

  it('keeps one of two trajectories that two directors close into each other at the same moment', async () => {
    const [one, other] = [await refer(stack), await refer(stack)];
    const propose = (id: string, continuesIn: string) =>
      act(id, 'close-as-duplicate', { continuesIn, reason: 'The same person.' });
    await Promise.all([propose(one, other), propose(other, one)]);
    const look = (id: string) =>
      stack.post('municipality:coordinator', `/v1/trajectories/${id}/steps/duplicate-check`, {
        verdict: 'confirmed',
        reason: 'The same person.',
      });
    const statuses = async () => {
      const views = await Promise.all([one, other].map((id) => stack.get(director, `/v1/trajectories/${id}`)));
      return views.map(({ body }) => body['status'] as string).toSorted();
    };
    await eventually(async () => {
      await Promise.all([look(one), look(other)]);
      return (await statuses()).includes('closed');
    });
    await Promise.all([look(one), look(other)]);
    assert.deepEqual(await statuses(), ['closed', 'open']);
  });

  it('is settled by two municipalities: the one offers, the other accepts, and neither has seen the file of the other', async () => {
    const vNumber = '2790046144';
    const there = await refer(stack, { vNumber }, 'amsterdam');
    const here = await refer(stack);
    await act(here, 'add-v-number', { vNumber, reason: 'Found in the register.' });
    const look = { verdict: 'confirmed', vNumber, reason: 'Read from the letter.' };
    assert.equal((await perform(stack, here, 'v-number-check', { body: look })).status, 200);
    const offered = await eventually(async () => {
      const answer = await act(here, 'offer-duplicate', { reason: 'They live there now.' });
      return answer.status === 200 && answer;
    });
    assert.ok(!JSON.stringify(offered.body).includes(there));
    const amsterdam = `${director}@amsterdam`;
    assert.equal((await stack.get(amsterdam, `/v1/trajectories/${here}`)).status, 404);
    await eventually(async () => {
      const body = { reason: 'The same person; we go on.' };
      const answer = await stack.post(amsterdam, `/v1/trajectories/${here}/actions/accept-duplicate`, body);
      return answer.status === 200;
    });
    assert.equal((await stack.get(amsterdam, `/v1/trajectories/${here}`)).status, 404);
    await eventually(async () => (await timelineOf(here)).some(({ type }) => type === 'trajectory-closed'));
    const own = await stack.get(director, `/v1/trajectories/${here}/timeline`);
    assert.ok(!JSON.stringify(own.body).includes(there));
    await eventually(async () => {
      const { body } = await stack.get(amsterdam, `/v1/trajectories/${there}/timeline`);
      assert.ok(!JSON.stringify(body).includes(here));
      return (body['items'] as { type: string }[]).some(({ type }) => type === 'duplicate-joined');
    });
    assert.equal((await referral(vNumber)).status, 409);
  });

  it('has a link with a relative at both sides', async () => {
    const [one, other] = [await refer(stack), await refer(stack)];
    await act(one, 'link-trajectory', { other, kind: 'relative', reason: 'Two sisters.' });
    await eventually(async () => (await timelineOf(other)).some(({ type }) => type === 'trajectory-linked'));
    const { body } = await stack.get(director, `/v1/trajectories/${other}/situation`);
    assert.ok(JSON.stringify(body).includes(one), JSON.stringify(body));
  });
});

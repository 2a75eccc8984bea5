import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { attributesPauseMs, startTrajectory } from '../../src/api/engine/starting.js';
import { Engine } from '../../src/api/engine/engine.js';
import { allContradictions } from '../../src/register/trajectories/contradictions.js';
import { readBatches } from '../../src/register/trajectories/timeline.js';
import { personIn, updateNames, workflowIdOf, type KernelInput } from '../../src/trajectory/replayed/contract.js';
import type { Batch, PersonCommand } from '../../src/trajectory/replayed/events.js';
import { evolve } from '../../src/trajectory/replayed/evolve.js';
import { nothingYet, summarise } from '../../src/trajectory/replayed/state.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, perform, refer, through } from '../support/walk.js';
import { arrived, assertNothingLostOrDoubled, Load, pendingIn } from './load.js';
import { LosableTemporal } from './losableTemporal.js';
import { gauge, recovered } from './recovering.js';

describe('When Temporal was restored from an earlier backup than the register', () => {
  let temporal: LosableTemporal;
  let stack: Stack;
  before(async function () {
    this.timeout(240_000);
    temporal = await LosableTemporal.start();
    stack = await startQuickStack({ temporal });
  });
  after(async () => {
    await stack?.stop();
    await temporal?.remove();
  });

  const batchesOf = (id: string) => readBatches(stack.register, id);
  const recordedVersion = async (id: string) => (await batchesOf(id)).reduce(evolve, nothingYet).version;
  const runOf = (id: string) => stack.client.workflow.getHandle(workflowIdOf(personIn(id)));
  /** What an operator does; under load, for the API goes on. */
  const whileDown = async (load: Load, work: () => Promise<void>) => {
    await load.rest(async () => {
      await stack.stopWorker();
      await temporal.down();
    });
    await work();
    await temporal.up();
    await stack.startWorker();
  };

  it('commands stop with a clear answer and an alarm, the record is shown, and recovering takes its side: nothing is lost or doubled', async function () {
    this.timeout(120_000);
    const load = new Load(stack, 3);
    const id = await refer(stack);
    const closed = await refer(stack);
    await through(stack, id, 'intake');
    await whileDown(load, () => temporal.backUp());
    const { version } = await through(stack, id, 'admission');
    const ended = await stack.post(
      'municipality:case-director',
      `/v1/trajectories/${closed}/actions/withdraw`,
      example('withdraw').body,
    );
    assert.equal(ended.status, 200);
    await pause(1_500);
    await eventually(async () => (await recordedVersion(id)) === version);
    await whileDown(load, () => temporal.putBack());

    // A workflow waits for the worker that it knew at the backup, for some seconds.
    await eventually(() => new Engine(stack.client).read(personIn(id)), 15_000);
    const shown = await stack.get('municipality:case-director', `/v1/trajectories/${id}`);
    assert.deepEqual([shown.body['version'], shown.body['source']], [version, 'register']);
    const laid = (await allContradictions(stack.register)).map(({ trajectoryId }) => trajectoryId);
    assert.ok(laid.includes(id), 'whoever looks finds it');
    // The older engine would take the first. Of the other it does not know yet that the NGO has a part.
    for (const step of ['admission', 'legal-review']) {
      const refused = await eventually(async () => {
        const answer = await perform(stack, id, step, { headers: { 'idempotency-key': `again-${step}` } });
        return answer.status !== 503 && answer;
      }, 30_000);
      assert.deepEqual([refused.status, refused.body['code']], [409, 'record-ahead'], JSON.stringify(refused.body));
    }
    assert.ok(((await gauge(stack))['engine-older'] ?? 0) >= 1);
    const { body } = await stack.get('municipality:coordinator', '/v1/overview');
    const alarm = body['contradictions'].find((one: Record<string, unknown>) => one['trajectoryId'] === id);
    assert.equal(alarm.kind, 'engine-older');
    assert.ok(alarm.engineVersion < version && alarm.recordedVersion === version, JSON.stringify(alarm));

    const { done } = await recovered(stack);
    const did = (one: string) => done.find((each) => each.id === one)?.did;
    assert.deepEqual([did(id), did(closed)], ['replace', 'end']);
    await through(stack, id, 'legal-review');
    await pause(500);
    await load.stop();
    await assertNothingLostOrDoubled(stack, load, [id, closed]);
    assert.deepEqual((await recovered(stack)).done, []);
    assert.deepEqual(await gauge(stack), { 'engine-away': 0, 'engine-older': 0, 'register-older': 0 });
  });

  it('what an older engine accepts all the same is neither recorded nor delivered, and is an alarm', async () => {
    const id = await refer(stack);
    const { version } = await through(stack, id, 'intake', 'admission');
    await eventually(async () => (await recordedVersion(id)) === version);
    await eventually(async () => (await pendingIn(stack)) === 0);
    await runOf(id).terminate('lost');
    await startedFrom(stack, id, (await batchesOf(id)).slice(0, -1));
    const before = arrived(stack).length;
    await runOf(id).executeUpdate(updateNames.perform, { args: [await commandOf(stack, id)] });
    await eventually(async () => ((await gauge(stack))['engine-older'] ?? 0) === 1);
    assert.equal(await recordedVersion(id), version);
    assert.equal(arrived(stack).length, before);

    const { done } = await recovered(stack);
    assert.deepEqual(
      done.map((one) => [one.id, one.did, one.lost]),
      [[id, 'replace', ['a-command-of-before']]],
    );
    assert.equal((await gauge(stack))['engine-older'], 0);
    await through(stack, id, 'legal-review');
  });

  it('a person who was referred a moment ago is left to the engine, which records it and tells the agencies', async () => {
    await stack.stopWorker();
    const id = await refer(stack);
    assert.deepEqual((await recovered(stack)).done, []);
    assert.deepEqual(await batchesOf(id), []);
    await stack.startWorker();
    await eventually(() => arrived(stack).some((message) => message.startsWith(id)));
  });
});

/** A kernel that is at an earlier version, as a restored engine has it. */
async function startedFrom(stack: Stack, id: string, batches: Batch[]): Promise<void> {
  const state = batches.reduce(evolve, nothingYet);
  const { commandId, bodyHash } = batches[0]!;
  const input: KernelInput = {
    schemaVersion: 1,
    state,
    unrecorded: [],
    undeliveredFrom: null,
    receipts: [],
    attributesPauseMs,
  };
  const memo = { id, episode: state.episode, commandId, bodyHash };
  const engine = new Engine(stack.client, stack.taskQueue);
  assert.ok(await startTrajectory(engine, summarise(state), memo, input, 'ALLOW_DUPLICATE'));
}

/** As an API gives it that can't reach the register, and so does not know how far the record is. */
async function commandOf(stack: Stack, id: string): Promise<PersonCommand> {
  const [first] = await readBatches(stack.register, id);
  const { body } = example('admission');
  const actor = { ...first!.actor!, agency: 'municipality' as const, roles: ['case-director', 'coordinator'] };
  return {
    kind: 'step',
    trajectoryId: id,
    name: 'admission',
    input: body as PersonCommand['input'],
    commandId: 'a-command-of-before',
    bodyHash: 'h',
    actor,
  };
}

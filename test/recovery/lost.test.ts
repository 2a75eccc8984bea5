import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Engine } from '../../src/api/engine/engine.js';
import { MissingWatch } from '../../src/api/engine/missingWatch.js';
import type { Recovery } from '../../src/recovery/recover.js';
import { decideErasure, proposeErasure } from '../../src/register/erasure/erasures.js';
import { record } from '../../src/register/trajectories/record.js';
import { readBatches } from '../../src/register/trajectories/timeline.js';
import { personIn, workflowIdOf } from '../../src/trajectory/replayed/contract.js';
import { evolve } from '../../src/trajectory/replayed/evolve.js';
import { nextWakeAt, nothingYet } from '../../src/trajectory/replayed/state.js';
import { recordingOf } from '../register/databases.js';
import { actor, Play } from '../support/play.js';
import { Program, runProgram } from '../support/process.js';
import { sharedPostgres } from '../support/shared.js';
import { eventually, startStack, type Stack } from '../support/stack.js';
import { example, perform, refer, through } from '../support/walk.js';
import { arrived, assertNothingLostOrDoubled, Load, pendingIn } from './load.js';
import { LosableTemporal } from './losableTemporal.js';
import { environmentOf, gauge, recovered } from './recovering.js';
import { isThorough } from '../support/thorough.js';

const director = 'municipality:case-director';
const coordinator = 'municipality:coordinator';

describe('When Temporal has lost everything, and the register is intact', () => {
  let temporal: LosableTemporal;
  let stack: Stack;
  let env: Record<string, string>;
  before(async function () {
    this.timeout(240_000);
    const postgres = await sharedPostgres();
    if (!postgres) return this.skip();
    temporal = await LosableTemporal.start();
    const databaseUrl = await postgres.createDatabase();
    stack = await startStack({ temporal, databaseUrl, taskQueue: 'trajectories' });
    env = environmentOf(stack, temporal, databaseUrl);
  });
  after(async () => {
    await stack?.stop();
    await temporal?.remove();
  });

  const recover = async (...options: string[]) => {
    const { code, output } = await runProgram(['recover', '--json', ...options], env);
    const line = output.split('\n').find((one) => one.startsWith('{'));
    assert.ok(line, output);
    return { code, ...(JSON.parse(line) as Recovery) };
  };
  const readState = async (id: string) => (await new Engine(stack.client).read(personIn(id)))?.state;
  const isIdle = async (id: string) => {
    const { raw } = await stack.client.workflow.getHandle(workflowIdOf(personIn(id))).describe();
    return (raw.pendingActivities ?? []).length === 0;
  };
  const isAway = (id: string) =>
    stack.client.workflow
      .getHandle(workflowIdOf(personIn(id)))
      .describe()
      .then(
        () => false,
        () => true,
      );
  const recordedAs = async (id: string) => (await readBatches(stack.register, id)).reduce(evolve, nothingYet);

  it('an open trajectory goes on from its record as it was, with its deadlines, messages and keys; until then it says what is the matter', async () => {
    const vNumber = '2700000031';
    const id = await refer(stack, { vNumber });
    const key = { 'idempotency-key': randomUUID() };
    const { status, body: first } = await perform(stack, id, 'intake', { headers: key });
    assert.equal(status, 200);
    const { version } = await through(stack, id, 'admission');
    const closed = await refer(stack);
    await stack.post(director, `/v1/trajectories/${closed}/actions/withdraw`, example('withdraw').body);
    await eventually(async () => (await recordedAs(id)).version === version);
    await eventually(async () => (await recordedAs(closed)).status === 'closed');
    const before = await readState(id);
    assert.deepEqual(await recordedAs(id), before, 'what is folded from the record is what the kernel has');
    await eventually(async () => (await pendingIn(stack)) === 0);
    // A delivery that is still under way would look once more, and send what is made to wait now.
    for (const one of [id, closed]) await eventually(() => isIdle(one));
    const waiting = await makePending(stack, id);
    const waitingOfClosed = await makePending(stack, closed);
    const erasure = await approvedErasure(stack, closed);

    await temporal.down();
    await temporal.lose();
    await temporal.up();

    const refused = await perform(stack, id, 'legal-review');
    assert.deepEqual([refused.status, refused.body['code']], [409, 'trajectory-away']);
    assert.match(refused.body['detail'], /Tell the people who run Bestendig/);
    const again = await stack.post(director, '/v1/trajectories', { ...(example('referral').body as object), vNumber });
    assert.deepEqual([again.status, again.body['code']], [409, 'trajectory-already-open'], 'nobody is referred twice');
    assert.equal((await gauge(stack))['engine-away'], 1);
    const { body } = await stack.get(coordinator, '/v1/overview');
    assert.deepEqual(
      body['contradictions'].map((one: Record<string, unknown>) => [
        one['trajectoryId'],
        one['kind'],
        one['recordedVersion'],
      ]),
      [[id, 'engine-away', version]],
    );
    const elsewhere = await stack.get(`${coordinator}@groningen`, '/v1/overview');
    assert.deepEqual(elsewhere.body['contradictions'], [], 'another city is told nothing');

    // Nobody has to try anything for that to be an alarm.
    const alarms: string[] = [];
    const engine = new Engine(stack.client);
    const watch = new MissingWatch({ engine, register: stack.register, alarm: (line) => alarms.push(line) }, 200);
    await eventually(() => watch.missing === 1);
    assert.match(alarms.join(), /^The engine lacks 1 of the trajectories/);

    const foretold = await recover('--dry-run');
    assert.deepEqual([foretold.code, foretold.done.map((one) => [one.id, one.did])], [1, [[id, 'start']]]);
    assert.deepEqual([foretold.deliveries, foretold.erasures], [[closed], [erasure]]);
    assert.ok(await isAway(id), 'a dry run starts nothing');
    assert.equal((await gauge(stack))['engine-away'], 1);

    const done = await recover();
    assert.deepEqual([done.code, done.done.map((one) => [one.id, one.did])], [0, [[id, 'start']]]);
    assert.deepEqual(await eventually(() => readState(id)), before);
    await eventually(() => watch.missing === 0);
    watch.stop();
    assert.equal((await gauge(stack))['engine-away'], 0);
    assert.ok(await isAway(closed), 'what is closed stays closed');
    const { events = [] } = await stack.client.workflow.getHandle(workflowIdOf(personIn(id))).fetchHistory();
    assert.equal(
      nextWakeAt(before!) !== null,
      events!.some(({ timerStartedEventAttributes }) => timerStartedEventAttributes),
    );

    const repeated = await perform(stack, id, 'intake', { headers: key });
    assert.deepEqual([repeated.status, (await recordedAs(id)).version], [200, version], 'its key is known');
    assert.ok(first['version'] < version);
    await through(stack, id, 'legal-review');
    await eventually(async () => (await pendingIn(stack)) === 0);
    for (const message of [waiting, waitingOfClosed]) {
      assert.equal(arrived(stack).filter((one) => one === message).length, 2, 'once before, and once after');
    }
    const later = await recover();
    assert.deepEqual([later.code, later.done, later.deliveries, later.erasures], [0, [], [], []]);
  });

  it('under load, with a recovery that is killed and two at once: no acknowledged step and no message is lost or doubled', async function () {
    if (!isThorough) return this.skip();
    this.timeout(120_000);
    const ids = await openInRegister(stack, 120);
    const load = new Load(stack, 3);
    await pause(1_500);
    await load.rest(() => temporal.down());
    await temporal.lose();
    await temporal.up();
    const killed = new Program(['recover'], env);
    await eventually(async () => !(await isAway(ids[0]!)), 20_000);
    await killed.killGroup();
    const left = (await Promise.all(ids.map(isAway))).filter(Boolean).length;
    assert.ok(left > 0, 'it was killed before it was done');
    const both = await Promise.all([recover(), recover()]);
    assert.deepEqual(
      both.map(({ code }) => code),
      [0, 0],
    );
    await pause(1_000);
    await load.stop();
    await assertNothingLostOrDoubled(stack, load);
    for (const id of ids) assert.deepEqual(await readState(id), await recordedAs(id));
    assert.deepEqual((await recovered(stack)).done, []);
  });
});

/** A message that an agency has not taken yet. */
async function makePending(stack: Stack, trajectoryId: string): Promise<string> {
  const [row] = await stack.register.query<{ id: string }>({
    text: `update notifications set status = 'pending', sent_at = null where id = (select id from notifications
      where trajectory_id = '${trajectoryId}' and channel = 'mail' order by sequence limit 1) returning id`,
  });
  return row!.id;
}

/** Open trajectories as the register has them, of whom everyone was told. */
async function openInRegister(stack: Stack, many: number): Promise<string[]> {
  const plays = Array.from({ length: many }, (_none, i) => new Play(`0lost${String(i).padStart(3, '0')}`));
  for (const play of plays) {
    play.perform('intake');
    await record(stack.register, { ...recordingOf(play), notifications: [] }, 1);
  }
  return plays.map(({ state }) => state.id);
}

/** An erasure that goes on: it was approved, and the engine had it. */
async function approvedErasure(stack: Stack, trajectoryId: string): Promise<string> {
  const by = { ...actor('municipality:administrator') };
  const id = await proposeErasure(stack.register, {
    municipality: 'utrecht',
    motivation: 'The terms are over.',
    reference: 'Selection list 3',
    proposedBy: by,
    proposedAt: new Date().toISOString(),
    lapsesAt: '2099-01-01T00:00:00.000Z',
    persons: [{ refs: [personIn(trajectoryId)], trajectories: [trajectoryId] }],
  });
  const decided = { by: { ...by, subject: 'second' }, at: new Date().toISOString(), approve: true, reason: null };
  await decideErasure(stack.register, id, decided);
  return id;
}

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ContradictionWatch } from '../../activities/contradictions.js';
import { Engine } from '../../src/api/engine/engine.js';
import { record } from '../../src/register/trajectories/record.js';
import { readEvents } from '../../src/register/trajectories/timeline.js';
import { workflowIdOf, personIn } from '../../src/trajectory/replayed/contract.js';
import { recordingOf } from '../register/databases.js';
import { allFaultsIn } from '../register/tampering.js';
import { Play } from '../support/play.js';
import { postgresProgram } from '../support/postgres.js';
import { sharedPostgres } from '../support/shared.js';
import { eventually, startStack, type Stack } from '../support/stack.js';
import { example, refer, through } from '../support/walk.js';
import { arrived } from './load.js';
import { LosableTemporal } from './losableTemporal.js';
import { gauge, recovered } from './recovering.js';

const run = promisify(execFile);

describe('When the register was restored from an earlier backup than Temporal', () => {
  let temporal: LosableTemporal;
  let stack: Stack;
  let folder: string;
  before(async function () {
    this.timeout(240_000);
    if (!(await sharedPostgres())) return this.skip();
    folder = await mkdtemp(join(tmpdir(), 'bestendig-behind-'));
    temporal = await LosableTemporal.start();
  });
  after(async () => {
    await stack?.stop();
    await temporal?.remove();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const start = async (databaseUrl: string) =>
    startStack({ temporal, databaseUrl, taskQueue: 'trajectories', env: { BESTENDIG_DATA: folder } });
  const lengthOf = async (id: string) => (await readEvents(stack.register, id)).length;

  it('what it lacks is recorded from the engine, without sending a message twice, and everything goes on', async function () {
    this.timeout(300_000);
    const postgres = (await sharedPostgres())!;
    const [before, after] = [await postgres.createDatabase(), await postgres.createDatabase()];
    stack = await start(before);
    const [id, closed] = [await refer(stack), await refer(stack)];
    await through(stack, id, 'intake');
    await allDelivered(stack);
    const dump = join(folder, 'register.dump');
    await run(postgresProgram('pg_dump'), ['--format=custom', '--file', dump, before]);
    const later = await refer(stack);
    const { version } = await through(stack, id, 'admission');
    const path = `/v1/trajectories/${closed}/actions/withdraw`;
    await stack.post('municipality:case-director', path, example('withdraw').body);
    await eventually(
      async () =>
        (await stack.client.workflow.getHandle(workflowIdOf(personIn(closed))).describe()).status.name === 'COMPLETED',
    );
    await allDelivered(stack);
    const lengths = [await lengthOf(id), await lengthOf(closed), await lengthOf(later)];
    const earlier = arrived(stack);
    await stack.stop();
    await run(postgresProgram('pg_restore'), ['--no-owner', '--dbname', after, dump]);
    stack = await start(after);

    assert.ok((await lengthOf(id)) < version);
    await through(stack, id, 'legal-review');
    const { version: last } = (await new Engine(stack.client).read(personIn(id)))!.state;
    assert.ok(last > version);
    assert.ok((await lengthOf(id)) < version, 'what follows waits for what is missing');
    const foretold = await recovered(stack, true);
    assert.deepEqual(
      new Set(foretold.done.map((one) => `${one.id} ${one.did}`)),
      new Set([id, closed, later].map((one) => `${one} record`)),
    );
    assert.ok((await lengthOf(id)) < version, 'a dry run records nothing');
    await recovered(stack);
    await eventually(async () => (await lengthOf(id)) === last, 110_000);
    assert.deepEqual([await lengthOf(closed), await lengthOf(later)], lengths.slice(1));
    const row = await stack.get('municipality:case-director', `/v1/trajectories/${closed}`);
    assert.equal(row.body['status'], 'closed');
    await allDelivered(stack);
    const all = [...earlier, ...arrived(stack)];
    assert.equal(all.length, new Set(all).size, 'no message arrived twice');
    assert.deepEqual(await allFaultsIn(stack.register), []);
    assert.deepEqual((await recovered(stack)).done, []);
  });

  it('events that wait for earlier ones for more than a minute are an alarm, until those are there', async () => {
    const play = new Play('behind');
    play.perform('intake');
    const whole = recordingOf(play);
    const lines: string[] = [];
    let now = 0;
    const watch = new ContradictionWatch(
      stack.register,
      (line) => lines.push(line),
      () => now,
    );
    const input = { ...whole, batches: whole.batches.slice(1), deliverFrom: 2 };
    const look = async () => {
      const error: unknown = await record(stack.register, { ...input, notifications: [] }, 1).then(
        () => assert.fail('it was recorded'),
        (thrown: unknown) => thrown,
      );
      return watch.look(input, error);
    };
    assert.equal(await look(), null, 'they are on their way');
    now = 61_000;
    assert.equal(await look(), 30_000);
    assert.match(lines.join(), /behind\.1 \(register-older\).*recover/);
    assert.equal((await gauge(stack))['register-older'], 1);
    await record(stack.register, whole, 1);
    await watch.recorded(input);
    assert.equal((await gauge(stack))['register-older'], 0);
  });
});

/** Every message was sent. What could not be recorded or sent is tried again after pauses that grow to more than a minute. */
async function allDelivered(stack: Stack): Promise<void> {
  const text = `select count(*)::integer as count from notifications where status = 'pending'`;
  await eventually(async () => (await stack.register.query<{ count: number }>({ text }))[0]!.count === 0, 110_000);
}

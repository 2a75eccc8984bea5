import assert from 'node:assert/strict';
import { Engine } from '../../src/api/engine/engine.js';
import type { Recovery } from '../../src/recovery/recover.js';
import { record } from '../../src/register/trajectories/record.js';
import { personIn } from '../../src/trajectory/replayed/contract.js';
import type { TrajectoryState } from '../../src/trajectory/replayed/state.js';
import { LosableTemporal } from '../recovery/losableTemporal.js';
import { environmentOf } from '../recovery/recovering.js';
import { recordingOf } from '../register/databases.js';
import { Play } from '../support/play.js';
import { runProgram } from '../support/process.js';
import { sharedPostgres } from '../support/shared.js';
import { eventually, startStack, type Stack } from '../support/stack.js';

const many = 1_000;
/** What docs/running.md says of two cores. */
const promisedMs = 60_000;

describe('When Temporal has lost a thousand open trajectories', () => {
  let temporal: LosableTemporal;
  let stack: Stack;
  let env: Record<string, string>;
  const states: TrajectoryState[] = [];
  before(async function () {
    this.timeout(300_000);
    const postgres = await sharedPostgres();
    if (!postgres) return this.skip();
    temporal = await LosableTemporal.start();
    const databaseUrl = await postgres.createDatabase();
    stack = await startStack({ temporal, databaseUrl, taskQueue: 'trajectories' });
    env = environmentOf(stack, temporal, databaseUrl);
    for (let i = 0; i < many; i += 1) {
      const play = new Play(`lost${i}`);
      for (const step of ['intake', 'admission', 'legal-review']) play.perform(step);
      states.push(play.state);
      await record(stack.register, recordingOf(play), 1);
    }
    // One in five waits for a message to be delivered.
    await stack.register.query({
      text: `update notifications set status = 'sent', sent_at = now() where status = 'pending' and trajectory_id !~ '[05][.]'`,
    });
  });
  after(async () => {
    await stack?.stop();
    await temporal?.remove();
  });

  it('all of them are recovered within a minute on two cores, and each goes on where it was', async function () {
    this.timeout(300_000);
    const began = performance.now();
    const { code, output } = await runProgram(['recover', '--json'], env);
    const ms = performance.now() - began;
    const recovery = JSON.parse(output.split('\n').find((line) => line.startsWith('{'))!) as Recovery;
    assert.equal(code, 0);
    assert.equal(recovery.done.filter(({ did }) => did === 'start').length, many);
    const pending = async () => {
      const text = `select count(*)::integer as count from notifications where status = 'pending'`;
      return (await stack.register.query<{ count: number }>({ text }))[0]!.count;
    };
    await eventually(async () => (await pending()) === 0, 60_000);
    const delivered = performance.now() - began;
    console.log(`      ${many} recovered in ${Math.round(ms)} ms; all delivered after ${Math.round(delivered)} ms`);
    const engine = new Engine(stack.client);
    for (const state of states.filter((_state, i) => i % 50 === 0)) {
      const read = await eventually(() => engine.read(personIn(state.id)));
      // What had become due meanwhile has happened.
      assert.ok(read.state.version >= state.version);
      assert.equal(read.state.id, state.id);
    }
    assert.ok(ms <= promisedMs, `${Math.round(ms)} ms`);
  });
});

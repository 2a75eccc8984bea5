import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAccess } from '../../src/register/accessLog.js';
import { openRegister, migrate } from '../../src/register/index.js';
import { record } from '../../src/register/record.js';
import { accessRecord, chained } from '../register/accessRecords.js';
import { recordingOf } from '../register/databases.js';
import { tamper } from '../register/tampering.js';
import { Play } from '../support/play.js';
import { ownPrivacy } from '../support/privacy.js';
import { runProgram } from '../support/process.js';

describe('bestendig audit', () => {
  let data: string;
  let privacy: Awaited<ReturnType<typeof ownPrivacy>>;
  let play: Play;
  /** Only one process at a time may have the folder open. */
  const withRegister = async (work: (register: Awaited<ReturnType<typeof openRegister>>) => Promise<unknown>) => {
    const register = await openRegister({ folder: join(data, 'register') }, privacy.sealer);
    await work(register);
    await register.close();
  };
  const audit = (...args: string[]) => runProgram(['audit', ...args], { BESTENDIG_DATA: data, DATABASE_URL: '' });

  before(async () => {
    data = await mkdtemp(join(tmpdir(), 'bestendig-audit-'));
    // The keys are elsewhere, and the command does not know where.
    privacy = await ownPrivacy();
    play = new Play('audited');
    play.perform('intake');
    await withRegister(async (register) => {
      await migrate(register, 4);
    });
  });
  after(async () => {
    await privacy.remove();
    await rm(data, { recursive: true, force: true });
  });

  it('verifies a register without any key, gives a checkpoint, and tells each fault with its place, exit 1', async () => {
    const tooOld = await audit('verify');
    assert.equal(tooOld.code, 1);
    assert.match(tooOld.output, /^bestendig: This register is of a version whose events were not chained yet\..*\n$/);

    await withRegister(async (register) => {
      await migrate(register);
      await record(register, recordingOf(play), 7);
      await addAccess(register, chained('an-api', [accessRecord(), accessRecord()]));
    });
    const { version } = play.state;
    const sound = await audit('verify');
    const log = '2 records of 1 writers of the access log verified';
    assert.deepEqual(sound, {
      code: 0,
      output: `${version} events of 1 trajectories verified: no fault.\n${log}: no fault.\n`,
    });
    const checkpoint = join(data, 'checkpoint');
    const taken = await audit('checkpoint');
    assert.equal(taken.code, 0);
    await writeFile(
      checkpoint,
      taken.output
        .split('\n')
        .filter((line) => /^[[{]/.test(line))
        .join('\n') + '\n',
    );
    assert.ok(!(await readFile(checkpoint, 'utf8')).includes('audited'));
    const against = await audit('verify', '--against', checkpoint);
    assert.equal(against.code, 0, against.output);

    await withRegister((register) => tamper(register, `update events set command_id = 'x' where sequence = 2`));
    const place = `trajectory ${play.state.id}, event 2`;
    const faulty = await audit('verify');
    assert.equal(faulty.code, 1);
    assert.equal(
      faulty.output,
      `${place}: the event or its hash has been changed\n${version} events of 1 trajectories verified: 1 fault.\n${log}: no fault.\n`,
    );
    const json = await audit('verify', '--json');
    assert.equal(json.code, 1);
    assert.deepEqual(JSON.parse(json.output), {
      trajectories: 1,
      events: version,
      accessLog: { records: 2, writers: 1, faults: [] },
      ok: false,
      faults: [{ trajectory: play.state.id, sequence: 2, fault: 'the event or its hash has been changed' }],
    });
    const none = await audit('checkpoint');
    assert.equal(none.code, 1);
    assert.doesNotMatch(none.output, /bestendig-checkpoint/);

    await withRegister((register) =>
      register.execute(`begin; alter table access_log disable trigger user;
        update access_log set record = replace(record, 'anna', 'bram') where sequence = 1;
        alter table access_log enable trigger user; commit`),
    );
    const alsoOfLog = await audit('verify');
    assert.match(alsoOfLog.output, /access log, record 1 of writer an-api: changed\n/);

    await writeFile(checkpoint, 'something else\n');
    const broken = await audit('verify', '--against', checkpoint);
    assert.match(broken.output, /^bestendig: .*checkpoint: This is not a checkpoint/);
    assert.equal(broken.code, 1);
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPrivacy } from '../../src/cli/privacy.js';
import { readSettings } from '../../src/cli/settings.js';
import { addAccess } from '../../src/register/access/accessLog.js';
import type { Database } from '../../src/register/database/database.js';
import { openRegister, migrate } from '../../src/register/index.js';
import { lvvListing } from '../../src/lvv/listing.js';
import { record } from '../../src/register/trajectories/record.js';
import { accessRecord, chained } from '../register/accessRecords.js';
import { recordingOf } from '../register/databases.js';
import { fillEveryTable } from '../register/everyTable.js';
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
    const register = await openRegister({ folder: join(data, 'register') }, privacy.sealer, lvvListing);
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
      await migrate(register, 0);
    });
  });
  after(async () => {
    await privacy.remove();
    await rm(data, { recursive: true, force: true });
  });

  it('verifies the chains of a register without any key and says what it did not compare, gives a checkpoint, and tells each fault with its place, exit 1', async function () {
    // Many short programs.
    this.timeout(180_000);
    const tooOld = await audit('verify');
    assert.equal(tooOld.code, 1);
    assert.match(tooOld.output, /^bestendig: This register is of an older version\..*\n$/);

    await withRegister(async (register) => {
      await migrate(register);
      await record(register, recordingOf(play), 7);
      await addAccess(register, chained('an-api', [accessRecord(), accessRecord()]));
    });
    const { version } = play.state;
    const sound = await audit('verify');
    const log = '2 records of 1 writers of the access log verified';
    assert.equal(sound.code, 0);
    const [events, records, deeds, noDeeds, without, ...left] = sound.output.trimEnd().split('\n');
    assert.equal(left.pop(), 'No fault was found in what was compared.');
    assert.equal(events, `${version} events of 1 trajectories verified: no fault.`);
    assert.equal(records, `${log}: no fault.`);
    assert.equal(deeds, '0 deeds verified: no fault.');
    assert.match(noDeeds!, /^There are no deeds: /);
    assert.match(without!, /^Without keys, rows were not compared .* That is trajectories, open_steps, .*delegations/);
    assert.ok(
      left.every((line) => /^(Not compared|Cannot be detected): /.test(line)) && left.length > 10,
      sound.output,
    );
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
      [
        `${place}: the event or its hash has been changed`,
        `${version} events of 1 trajectories verified: 1 fault.`,
        ...sound.output.trimEnd().split('\n').slice(1, -1),
        'Found: 1 fault.',
        '',
      ].join('\n'),
    );
    const json = await audit('verify', '--json');
    assert.equal(json.code, 1);
    const { checked, notChecked, notFound, ...result } = JSON.parse(json.output) as Record<string, unknown>;
    assert.deepEqual(result, {
      trajectories: 1,
      events: version,
      accessLog: { records: 2, writers: 1, faults: [] },
      deeds: { deeds: 0, rows: null, faults: [] },
      rows: null,
      ok: false,
      faults: [{ trajectory: play.state.id, sequence: 2, fault: 'the event or its hash has been changed' }],
      faultsLeftOut: 0,
    });
    assert.deepEqual(Object.keys(checked as object), ['chain', 'row']);
    const reasons = (notChecked as { table: string; reason: string }[]).filter(({ table }) => table === 'delegations');
    assert.deepEqual(
      reasons.map(({ reason }) => reason),
      ['there were no keys to compare it with'],
    );
    assert.ok((notFound as string[]).length > 0);
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

  it('compares what decides who sees what when it has the keys, and exits with 1 when something of it was changed', async function () {
    this.timeout(180_000);
    const folder = await mkdtemp(join(tmpdir(), 'bestendig-audit-'));
    const keys = openPrivacy(readSettings({ BESTENDIG_LOCAL: '1', BESTENDIG_DATA: folder }));
    const inFolder = async (work: (register: Database) => Promise<unknown>) => {
      const register = await openRegister({ folder: join(folder, 'register') }, keys.sealer, lvvListing);
      await work(register);
      await register.close();
    };
    const verify = (...args: string[]) =>
      runProgram(['audit', 'verify', ...args], { BESTENDIG_DATA: folder, DATABASE_URL: '' });
    try {
      await inFolder(async (register) => {
        await migrate(register);
        await fillEveryTable(register);
      });
      const sound = await verify();
      assert.equal(sound.code, 0, sound.output);
      assert.match(sound.output, /^The rows of \d+ trajectories compared with their events: no fault\.$/m);
      assert.match(sound.output, /^\d+ deeds verified, and \d+ rows compared with them: no fault\.$/m);
      assert.doesNotMatch(sound.output, /Without keys/);

      await inFolder((register) =>
        register.execute(`update trajectories set parties = parties || '{avim}' where id = 'open.1';
          update open_steps set known_to = null where trajectory_id = 'open.1' and known_to is not null;
          update delegations set receiver = 'mallory' where id = 'given'`),
      );
      const changed = await verify();
      assert.equal(changed.code, 1);
      const found = changed.output.split('\n').filter((line) => /^(trajectory|delegation)/.test(line));
      assert.deepEqual(found, [
        'delegation/given: in the table delegations it is not what its deeds say: receiver',
        'trajectory open.1: in the table trajectories it is not what its events make it: parties',
        'trajectory open.1: in the table open_steps medical is not what events make it: known_to',
      ]);
      const json = JSON.parse((await verify('--json')).output) as { ok: boolean; rows: object; deeds: object };
      assert.equal(json.ok, false);
      assert.equal((await verify('--no-keys')).code, 0);
    } finally {
      await keys.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

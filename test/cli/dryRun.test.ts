import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../src/register/database/database.js';
import { migrate, openRegister } from '../../src/register/index.js';
import { lvvListing } from '../../src/lvv/listing.js';
import { latestMigration, versionOf } from '../../src/register/migrations/migrations.js';
import { record } from '../../src/register/trajectories/record.js';
import { standardSteps } from '../../src/lvv/index.js';
import { freePort } from '../../src/temporal/freePort.js';
import { dayOf } from '../../src/trajectory/terms/calendar.js';
import { contents, recordingOf } from '../register/databases.js';
import { watch } from '../support/changing.js';
import { Play, programmeWith } from '../support/play.js';
import { ownPrivacy } from '../support/privacy.js';
import { Program, runProgram } from '../support/process.js';
import { sharedPostgres, sharedTemporal } from '../support/shared.js';

describe('An installation with open trajectories', () => {
  let register: Database;
  let privacy: Awaited<ReturnType<typeof ownPrivacy>>;
  let env: Record<string, string>;
  const today = dayOf(new Date().toISOString());
  const sentence = (open: number, blocked: number, lose: number) =>
    `Of ${open} open trajectories ${blocked} are blocked, ${lose} lose open work and 0 change otherwise.`;

  before(async function () {
    const postgres = await sharedPostgres();
    if (!postgres) return this.skip();
    privacy = await ownPrivacy();
    const DATABASE_URL = await postgres.createDatabase();
    register = await openRegister({ url: DATABASE_URL }, privacy.sealer, lvvListing);
    const { address } = await sharedTemporal();
    const { folder: BESTENDIG_DATA } = privacy;
    env = {
      BESTENDIG_LOCAL: '1',
      BESTENDIG_DATA,
      TEMPORAL_ADDRESS: address,
      DATABASE_URL,
      PORT: String(await freePort()),
    };
  });
  after(async () => {
    await register?.close();
    await privacy?.remove();
  });

  it('whose tables are of an earlier version: refresh --dry-run refuses it, names both versions, and changes nothing', async () => {
    await migrate(register, 0);
    const { code, output } = await runProgram(['refresh', '--dry-run'], env);
    assert.equal(code, 1, output);
    assert.match(output, new RegExp(`schema version 0, .* needs ${latestMigration}\\. Nothing has`));
    assert.equal(await versionOf(register), 0);
    await migrate(register);
  });

  it('is foretold with an exit status: 0 when nothing is lost, 3 when open work is, 2 when one is blocked', async () => {
    const add = (play: Play) => record(register, recordingOf(play), 7);
    const lists = { ...watch, name: 'gone-since' };
    const programmes = [
      programmeWith(),
      programmeWith([...standardSteps, lists]),
      { ...programmeWith(), municipality: 'den-haag' },
    ];
    const expected: [code: number, line: string, named: RegExp][] = [
      [0, sentence(1, 0, 0), /^Of 1 open/],
      [3, sentence(2, 0, 1), /^loses\.1 \(utrecht\): Step withdrawn: gone-since, because this step no longer exists$/m],
      [2, sentence(3, 1, 1), /^blocked\.1 \(den-haag\): blocked: The configuration has no programme for den-haag\.$/m],
    ];
    for (const [i, name] of ['same', 'loses', 'blocked'].entries()) {
      await add(new Play(name, today, { programme: programmes[i]! }));
      const before = await contents(register);
      const [code, line, named] = expected[i]!;
      const told = await runProgram(['refresh', '--dry-run'], env);
      assert.equal(told.code, code, told.output);
      assert.ok(told.output.endsWith(`${line} Nothing has been changed.\n`), told.output);
      assert.match(told.output, named);
      assert.deepEqual(await contents(register), before);
    }
  });

  it('is told in one line of the log when the API starts, with those that are blocked', async () => {
    const api = new Program(['api'], env);
    try {
      await api.prints('lose open work');
      const lines = api.output.split('\n').filter((line) => line.includes('lose open work'));
      assert.equal(lines.length, 1);
      const { level, msg, open, blocked, loses, first } = JSON.parse(lines[0]!) as Record<string, unknown>;
      assert.equal(msg, `${sentence(3, 1, 1)} "bestendig refresh --dry-run" names them.`);
      assert.deepEqual([level, open, blocked, loses, first], [50, 3, 1, 1, ['blocked.1']]);
    } finally {
      await api.killGroup();
    }
  });

  for (const [part, whose] of [
    ['api', 'the API'],
    ['worker', 'the worker'],
  ] as const) {
    it(`is not worked in by ${part} on a machine whose clock is an hour ahead of Temporal’s: it says whose, and ends`, async () => {
      const shifted = join(privacy.folder, 'hour-ahead.mjs');
      await writeFile(
        shifted,
        `const { now } = Date;
        globalThis.Date = class extends Date {
          constructor(...given) { super(...(given.length > 0 ? given : [now() + 3_600_000])); }
          static now() { return now() + 3_600_000; }
        };`,
      );
      const program = new Program([part], { ...env, NODE_OPTIONS: `--import ${shifted}` });
      const late = setTimeout(() => void program.killGroup(), 30_000);
      const code = await program.exited;
      clearTimeout(late);
      assert.equal(code, 1, program.output);
      assert.match(program.output, new RegExp(`The clock of ${whose} on ${hostname()} says .*, and Temporal says `));
      assert.doesNotMatch(program.output, /is ready/);
    });
  }
});

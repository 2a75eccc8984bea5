import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../src/register/database/database.js';
import { migrate, openRegister } from '../../src/register/index.js';
import { lvvListing } from '../../src/lvv/listing.js';
import { latestMigration, versionOf } from '../../src/register/migrations/migrations.js';
import { freePort } from '../../src/temporal/freePort.js';
import { ownPrivacy } from '../support/privacy.js';
import { Program } from '../support/process.js';
import { sharedPostgres, sharedTemporal } from '../support/shared.js';

const commands = [
  ['api'],
  ['worker'],
  ['start'],
  ['refresh', '--dry-run'],
  ['audit', 'verify'],
  ['audit', 'checkpoint'],
  ['erase', 'due'],
];

describe('A register whose schema this code does not know', () => {
  let folder: string;
  let register: Database;
  let privacy: Awaited<ReturnType<typeof ownPrivacy>>;
  let env: Record<string, string>;
  before(async function () {
    const postgres = await sharedPostgres();
    if (!postgres) return this.skip();
    folder = await mkdtemp(join(tmpdir(), 'bestendig-newer-'));
    privacy = await ownPrivacy();
    const DATABASE_URL = await postgres.createDatabase();
    register = await openRegister({ url: DATABASE_URL }, privacy.sealer, lvvListing);
    await migrate(register);
    await register.query({ text: 'update migrations set id = 999' });
    const { address } = await sharedTemporal();
    env = { BESTENDIG_DATA: join(folder, 'data'), TEMPORAL_ADDRESS: address, DATABASE_URL };
  });
  after(async () => {
    await register?.close();
    await privacy?.remove();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const refused = async (args: string[]): Promise<string> => {
    const program = new Program(args, { ...env, PORT: String(await freePort()) });
    const late = setTimeout(() => void program.killGroup(), 30_000);
    const code = await program.exited;
    clearTimeout(late);
    const { output } = program;
    assert.equal(code, 1, output);
    assert.doesNotMatch(output, /is ready/);
    return output;
  };

  for (const args of commands)
    it(`because it is newer is refused by ${args.join(' ')}, which names both versions and what to do, and changes nothing`, async () => {
      const output = await refused(args);
      assert.match(output, new RegExp(`schema version 999, .* knows up to ${latestMigration}\\. Run the version that`));
      assert.equal(await versionOf(register), 999);
    });

  for (const args of [['start'], ['audit', 'verify']])
    it(`because it is of before 0.2.0 is refused by ${args.join(' ')}, which says what to do, and changes nothing`, async () => {
      await register.query({ text: 'update migrations set id = 18' });
      const output = await refused(args);
      assert.match(output, /made by a version of Bestendig before 0\.2\.0, .* Start with an empty register/);
      assert.equal(await versionOf(register), 18);
    });
});

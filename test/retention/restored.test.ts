import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { eraseAgain } from '../../src/retention/again.js';
import { familyOf } from '../../src/privacy/keyStore.js';
import type { Database } from '../../src/register/database/database.js';
import { makeAnonymous } from '../../src/register/erasure/erasing.js';
import { migrate, openRegister } from '../../src/register/index.js';
import { lvvListing } from '../../src/lvv/listing.js';
import { record } from '../../src/register/trajectories/record.js';
import { readBatches } from '../../src/register/trajectories/timeline.js';
import { findTrajectory } from '../../src/register/trajectories/trajectories.js';
import { verifyEvents } from '../../src/register/integrity/verifyEvents.js';
import { recordingOf } from '../register/databases.js';
import { everythingIn, endedTrajectory, eraseAll, startErasingStack } from '../support/erasing.js';
import { like, Play } from '../support/play.js';
import { postgresProgram } from '../support/postgres.js';
import { ownPrivacy } from '../support/privacy.js';
import { sharedPostgres } from '../support/shared.js';
import { refer } from '../support/walk.js';

const run = promisify(execFile);
const director = 'municipality:case-director';
/** What is said of a person, in text and in codes: none of it may be found. */
const marks = ['MARK-7f3a', 'not-feasible-mark'];

async function backup(url: string): Promise<string> {
  const dump = join(await mkdtemp(join(tmpdir(), 'bestendig-backup-')), 'register.dump');
  await run(postgresProgram('pg_dump'), ['--format=custom', '--file', dump, url]);
  return dump;
}
/** @returns the address of a new database that is as the backup says. */
async function restore(dump: string): Promise<string> {
  const url = await (await sharedPostgres())!.createDatabase();
  await run(postgresProgram('pg_restore'), ['--no-owner', '--dbname', url, dump]);
  return url;
}

/** Nothing of the person can be read, and after erasing again nothing leads to them either. */
async function revealsNothing(register: Database, id: string, other: string, again: () => Promise<number>) {
  const ref = id.split('.')[0]!;
  assert.ok(await findTrajectory(register, id), 'the backup has the row');
  await assert.rejects(readBatches(register, id), /has been destroyed/);
  const text = await everythingIn(register);
  for (const mark of marks) assert.ok(!text.includes(mark), mark);
  assert.equal(await again(), 1);
  assert.equal(await again(), 0, 'once is enough');
  assert.ok(!(await everythingIn(register)).includes(ref));
  assert.ok((await readBatches(register, other)).length > 0, 'of others everything is there');
  const faults: unknown[] = [];
  await verifyEvents(register, { onFault: (fault) => faults.push(fault) });
  assert.deepEqual(faults, []);
}

describe('A backup of the register from before an erasure, put back beside the keys', () => {
  it('reveals nothing, from a PostgreSQL server: the API knows nothing of it at once, and it is erased again', async function () {
    const postgres = await sharedPostgres();
    if (!postgres) return this.skip();
    const databaseUrl = await postgres.createDatabase();
    const stack = await startErasingStack({ databaseUrl });
    try {
      const id = await endedTrajectory(stack, { vNumber: '2700000021' });
      const other = await refer(stack, { vNumber: '2700000022' });
      await stack.post(director, `/v1/trajectories/${id}/hold`, { reason: marks[0], reference: marks[1] });
      await stack.post(director, `/v1/trajectories/${id}/release`, { reason: marks[0], reference: marks[1] });
      const dump = await backup(databaseUrl);
      await eraseAll(stack, [id]);
      stack.privacy.keys.forget();
      const url = await restore(dump);
      await rm(dirname(dump), { recursive: true });
      const register = await openRegister({ url }, stack.privacy.sealer, lvvListing);
      // The API over what was put back, before anything has been erased again.
      const api = await startErasingStack({ databaseUrl: url, env: { BESTENDIG_DATA: stack.env['BESTENDIG_DATA']! } });
      try {
        for (const path of ['', '/timeline', '/situation', '/terms', '/file', '/holds']) {
          assert.equal((await api.get(director, `/v1/trajectories/${id}${path}`)).status, 404, path);
        }
        await revealsNothing(register, id, other, () => eraseAgain(register, stack.privacy.store));
      } finally {
        await api.stop();
        await register.close();
      }
    } finally {
      await stack.stop();
    }
  });

  it('reveals nothing, from a folder of PGlite that was copied; not even in its files', async () => {
    const privacy = await ownPrivacy();
    const folder = await mkdtemp(join(tmpdir(), 'bestendig-restored-'));
    try {
      const register = await openRegister({ folder: join(folder, 'live') }, privacy.sealer, lvvListing);
      await migrate(register);
      const [erased, kept] = [new Play('erasedperson'), new Play('keptperson')];
      for (const play of [erased, kept]) {
        play.perform('intake');
        play.perform('withdraw', like('withdraw', { reason: marks[0]! }));
        await record(register, recordingOf(play), 7);
      }
      await register.close();
      await cp(join(folder, 'live'), join(folder, 'backup'), { recursive: true });
      const [key] = await privacy.store.read(familyOf('erasedperson'));
      await privacy.store.destroy(key!.id, new Date().toISOString());
      const live = await openRegister({ folder: join(folder, 'live') }, privacy.sealer, lvvListing);
      await makeAnonymous(live, ['erasedperson'], ['erasedperson.1'], null);
      await live.close();
      privacy.keys.forget();
      const old = await openRegister({ folder: join(folder, 'backup') }, privacy.sealer, lvvListing);
      await revealsNothing(old, 'erasedperson.1', 'keptperson.1', () => eraseAgain(old, privacy.store));
      await old.close();
      const { stdout } = await run('grep', ['-rlaF', marks[0]!, folder]).catch(() => ({ stdout: '' }));
      assert.equal(stdout, '');
    } finally {
      await privacy.remove();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

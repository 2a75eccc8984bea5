import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPrivacy } from '../../src/cli/privacy.js';
import { readSettings, SettingsError } from '../../src/cli/settings.js';
import { migrate, openRegister } from '../../src/register/index.js';
import { lvvListing } from '../../src/lvv/listing.js';
import { KeysUnavailable } from '../../src/privacy/errors.js';
import { newMasterKey } from '../../src/privacy/masterKeys.js';
import { postgresKeyStore } from '../../src/privacy/postgresKeyStore.js';
import { runProgram } from '../support/process.js';
import { sharedPostgres } from '../support/shared.js';

describe('Where the keys are', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'bestendig-keys-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const register = 'postgres://lvv:secret@localhost/register';
  const open = (env: Record<string, string>) =>
    openPrivacy(readSettings({ BESTENDIG_LOCAL: '1', BESTENDIG_DATA: folder, ...env }));
  const production = { BESTENDIG_LOCAL: '', DATABASE_URL: register };

  it('must be said in production, as must the master keys; and never is it the database of the register', () => {
    const master = { BESTENDIG_MASTER_KEYS: newMasterKey('m1') };
    const faults: [Record<string, string>, RegExp][] = [
      [{ ...production, ...master }, /BESTENDIG_KEYS is needed/],
      [{ ...production, BESTENDIG_KEYS: folder }, /Master keys are needed/],
      [{ ...production, ...master, BESTENDIG_KEYS: register }, /database of their own/],
      [{ ...production, ...master, BESTENDIG_KEYS: 'postgres://other@127.0.0.1:5432/register' }, /of their own/],
      [{ DATABASE_URL: register, BESTENDIG_KEYS: register }, /database of their own/],
      [{ ...master, BESTENDIG_MASTER_KEYS_FILE: 'x' }, /not several/],
      [{ BESTENDIG_MASTER_KEYS: 'm1:c2hvcnQ=' }, /Master key 1/],
    ];
    for (const [env, message] of faults) {
      assert.throws(
        () => open(env),
        (error: Error) => error instanceof SettingsError && message.test(error.message),
        JSON.stringify(env),
      );
    }
    open({ ...production, ...master, BESTENDIG_KEYS: folder });
  });

  it('is the data folder in local use: made with it, and never a second time', async () => {
    const first = open({});
    const { secret } = await first.keys.toWrite('a-person');
    assert.deepEqual((await open({}).keys.toWrite('a-person')).secret, secret);
    await rm(join(folder, 'keys', 'persons'), { recursive: true });
    await assert.rejects(open({}).keys.toWrite('a-person'), KeysUnavailable);
  });

  it('is made by "keys init" elsewhere, once; a rotation prints how far it came, and no secret', async () => {
    const env = {
      BESTENDIG_DATA: folder,
      BESTENDIG_KEYS: join(folder, 'apart'),
      BESTENDIG_MASTER_KEYS: newMasterKey('m1'),
    };
    const before = await runProgram(['keys', 'list'], env);
    assert.equal(before.code, 1);
    assert.match(before.output, /^bestendig: .*keys init/);
    for (let twice = 0; twice < 2; twice += 1) assert.equal((await runProgram(['keys', 'init'], env)).code, 0);
    await open(env).keys.toWrite('a-person');
    const fresh = (await runProgram(['keys', 'new-master'], env)).output.trim();
    const both = { ...env, BESTENDIG_MASTER_KEYS: `${fresh},${env.BESTENDIG_MASTER_KEYS}` };
    const { code, output } = await runProgram(['keys', 'rotate'], both);
    assert.equal(code, 0, output);
    assert.match(output, /1 keys were wrapped anew with m-\d{4}-\d{2}-\d{2}-[0-9a-f]{4}; 0 need nothing/);
    assert.ok(!output.includes(fresh.split(':')[1]!));
    const without = await runProgram(['keys', 'rotate'], { ...env, BESTENDIG_MASTER_KEYS: newMasterKey('m9') });
    assert.equal(without.code, 1);
    assert.match(without.output, /no master key m-/);
  });

  it('is not made in a database that has a register in it, whatever it is called', async function () {
    const postgres = await sharedPostgres();
    if (!postgres) this.skip();
    const url = await postgres.createDatabase();
    const database = await openRegister({ url }, open({}).sealer, lvvListing);
    await migrate(database);
    await database.close();
    const store = postgresKeyStore(url.replace('127.0.0.1', 'localhost'));
    await assert.rejects(store.initialise(), /database of the register/);
    await store.close();
  });
});

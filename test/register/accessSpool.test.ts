import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listAccess } from '../../src/register/access/accessLog.js';
import { AccessSpool, SpoolUnavailable } from '../../src/register/access/accessSpool.js';
import { RegisterUnavailable, type Database } from '../../src/register/database/database.js';
import { migrate, openRegister } from '../../src/register/index.js';
import { lvvListing } from '../../src/lvv/listing.js';
import { startPostgres, type PostgresServer } from '../support/postgres.js';
import { ownPrivacy } from '../support/privacy.js';
import { emptyImage } from '../support/shared.js';
import { eventually } from '../support/stack.js';
import { accessLogIn, accessRecord } from './accessRecords.js';

const named = (name: string) => accessRecord({ name });

describe('A record on its way to the access log', () => {
  let privacy: Awaited<ReturnType<typeof ownPrivacy>>;
  let register: Database;
  let folder: string;
  const warnings: string[] = [];
  const spool = (database = register, more: { fileBytes?: number } = {}) =>
    new AccessSpool({ folder, register: database, warn: (line) => warnings.push(line), pauseMs: 20, ...more });
  const names = async (database = register) => {
    const { items } = await listAccess(database, { municipality: null }, { limit: 5_000 });
    return items.map(({ name }) => name).toSorted();
  };
  const files = () => readdirSync(folder).filter((name) => name.endsWith('.jsonl'));

  before(async () => {
    privacy = await ownPrivacy();
    register = await openRegister({ folder: undefined, image: await emptyImage() }, privacy.sealer, lvvListing);
    await migrate(register);
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bestendig-spool-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  after(async () => {
    await register?.close();
    await privacy?.remove();
  });

  it('gets there by itself, in its chain, and leaves nothing on the disk', async () => {
    const one = spool();
    for (let i = 0; i < 50; i += 1) one.append(named(`gets-there-${i}`));
    await eventually(async () => (await names()).filter((name) => name.startsWith('gets-there')).length === 50);
    one.append(named('gets-there-last'));
    await one.close();
    assert.ok((await names()).includes('gets-there-last'));
    assert.deepEqual(files(), []);
    assert.deepEqual((await accessLogIn(register)).faults, []);
  });

  it('goes on in another file when one is full, and the full one is removed', async () => {
    const one = spool(register, { fileBytes: 20_000 });
    for (let i = 0; i < 500; i += 1) {
      one.append(named(`full-${i}`));
      if (i % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 30));
    }
    await one.flush();
    await one.close();
    assert.equal((await names()).filter((name) => name.startsWith('full-')).length, 500);
    assert.deepEqual(files(), []);
    assert.deepEqual((await accessLogIn(register)).faults, []);
  });

  it('is refused, and its request with it, when there is no place to write it to', async () => {
    folder = join(folder, 'spool');
    writeFileSync(folder, 'This is a file, so nothing can be put in it.');
    const one = spool();
    assert.throws(() => one.mustBeWritable(), SpoolUnavailable);
    assert.throws(() => one.append(named('nowhere')), SpoolUnavailable);
    rmSync(folder);
    one.mustBeWritable();
    one.append(named('somewhere'));
    await one.close();
    assert.ok((await names()).includes('somewhere') && !(await names()).includes('nowhere'));
  });

  it('is there after its process was killed, once and whole, brought by another with the same folder', async () => {
    const child = fork(fileURLToPath(new URL('./spoolChild.js', import.meta.url)), [folder], { silent: true });
    const last = await new Promise<number>((resolve, reject) => {
      child.on('message', (count) => {
        // In the middle of its work, with the register out of its reach.
        if (Number(count) < 300) return;
        child.kill('SIGKILL');
        child.once('exit', () => resolve(Number(count)));
      });
      child.once('error', reject);
    });
    assert.equal(files().length, 1);
    // A power cut may leave half a line.
    appendFileSync(join(folder, files()[0]!), '{"writer":"half a');
    const [one, two] = [spool(), spool()];
    await eventually(() => files().length === 0);
    const brought = (await names()).filter((name) => name.startsWith('child-'));
    assert.ok(brought.length >= last, `${brought.length} of ${last}`);
    assert.equal(new Set(brought).size, brought.length);
    assert.deepEqual((await accessLogIn(register)).faults, []);
    await Promise.all([one.close(), two.close()]);
  });

  it('stays with a process that lives, and with another API in this one', async () => {
    const unreachable: Database = {
      ...register,
      query: () => Promise.reject(new RegisterUnavailable('A test holds it.')),
    };
    const first = spool(unreachable);
    first.append(named('stays'));
    const second = spool();
    second.append(named('of-another'));
    await eventually(async () => (await names()).includes('of-another'));
    assert.ok(!(await names()).includes('stays'));
    assert.equal(files().length, 2);
    // What a stopped one could not bring is left for the next.
    await first.close();
    await second.close();
    assert.equal(files().length, 1);
    const third = spool();
    await eventually(async () => (await names()).includes('stays'));
    await third.close();
  });

  it('waits for a register that is down, and says so once', async function () {
    const server: PostgresServer | null = await startPostgres();
    if (!server) return this.skip();
    try {
      const url = await server.createDatabase();
      const database = await openRegister({ url }, privacy.sealer, lvvListing);
      await migrate(database);
      const one = spool(database);
      one.append(named('before'));
      await eventually(async () => (await names(database)).includes('before'));
      await server.halt();
      warnings.length = 0;
      for (let i = 0; i < 200; i += 1) one.append(named(`meanwhile-${i}`));
      await eventually(() => warnings.length > 0);
      await new Promise((resolve) => setTimeout(resolve, 200));
      assert.ok(warnings.length <= 3, warnings.join('\n'));
      await server.resume();
      await eventually(async () => (await names(database)).length === 201, 20_000);
      one.append(named('after'));
      await one.close();
      assert.equal((await names(database)).length, 202);
      assert.deepEqual((await accessLogIn(database)).faults, []);
      await database.close();
    } finally {
      await server.stop();
    }
  });
});

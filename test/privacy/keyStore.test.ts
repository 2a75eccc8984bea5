import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { KeysUnavailable } from '../../src/privacy/errors.js';
import { fileKeyStore } from '../../src/privacy/fileKeyStore.js';
import { familyOf, type StoredKey, type WrappedKey } from '../../src/privacy/keyStore.js';
import { newMasterKey } from '../../src/privacy/masterKeys.js';
import { masterKeysFromText } from '../../src/privacy/masterKeySources.js';
import { PersonKeys } from '../../src/privacy/personKeys.js';
import { postgresKeyStore } from '../../src/privacy/postgresKeyStore.js';
import { sharedPostgres } from '../support/shared.js';
import { onBothStores } from './keyStores.js';

const family = familyOf('a-person');
const key = (generation: number, more: Partial<WrappedKey> = {}): WrappedKey => ({
  id: `${family}.${generation}`,
  masterKeyId: 'm1',
  wrapped: `wrapped-${generation}`,
  ...more,
});
const destroyedAt = '2026-11-24T10:00:00.000Z';
const states = (keys: StoredKey[]) => keys.map(({ state }) => state);

onBothStores('A key store', (place) => {
  it('keeps the generations of a family in their order, and says the same through any door', async () => {
    const { store, again } = place();
    assert.deepEqual(await store.read(family), []);
    for (const generation of [1, 2, 3]) assert.equal(await store.add(key(generation)), true);
    for (const door of [store, again()]) {
      assert.deepEqual(
        await door.read(family),
        [1, 2, 3].map((generation) => ({ ...key(generation), state: 'in-use' })),
      );
    }
    assert.deepEqual(await store.read(familyOf('somebody-else')), []);
  });

  it('takes one key under an id, whoever is first, also of many at once', async () => {
    const { store, again } = place();
    const doors = [store, again(), again(), again()];
    const many = Array.from({ length: 20 }, (_, i) => doors[i % 4]!.add(key(1, { wrapped: `of-${i}` })));
    const added = await Promise.all(many);
    const winner = added.indexOf(true);
    assert.equal(added.filter(Boolean).length, 1);
    assert.deepEqual(await store.read(family), [{ ...key(1), wrapped: `of-${winner}`, state: 'in-use' }]);
  });

  it('retires a key and takes that back; wraps it anew in either state', async () => {
    const { store } = place();
    await store.add(key(1));
    await store.retire(key(1).id);
    await store.rewrap(key(1, { masterKeyId: 'm2', wrapped: 'anew' }));
    assert.deepEqual(await store.read(family), [{ ...key(1), masterKeyId: 'm2', wrapped: 'anew', state: 'retired' }]);
    await store.restore(key(1).id);
    assert.deepEqual(states(await store.read(family)), ['in-use']);
  });

  it('leaves of a destroyed key nothing but when, for good; the next is of a new generation', async () => {
    const { store } = place();
    await store.add(key(1));
    await store.destroy(key(1).id, destroyedAt);
    await store.destroy(key(1).id, '2027-01-01T00:00:00.000Z');
    await store.rewrap(key(1, { masterKeyId: 'm2' }));
    await store.retire(key(1).id);
    await store.restore(key(1).id);
    assert.equal(await store.add(key(1)), false);
    await store.add(key(2));
    const [first, second] = await store.read(family);
    assert.deepEqual(first, { id: key(1).id, state: 'destroyed', at: destroyedAt });
    assert.equal(second?.state, 'in-use');
  });

  it('never brings a destroyed key back, however its end meets a rotation of the master key', async () => {
    const { store, again } = place();
    const [one, other] = [again(), again()];
    for (let generation = 1; generation <= 25; generation += 1) {
      await store.add(key(generation));
      const anew = key(generation, { masterKeyId: 'm2' });
      await Promise.all([one.rewrap(anew), other.destroy(anew.id, destroyedAt), one.rewrap(anew)]);
    }
    assert.deepEqual([...new Set(states(await store.read(family)))], ['destroyed']);
  });

  it('never loses that a key was retired, however that meets a rotation', async () => {
    const { store, again } = place();
    const [one, other] = [again(), again()];
    for (let generation = 1; generation <= 25; generation += 1) {
      await store.add(key(generation));
      const anew = key(generation, { masterKeyId: 'm2' });
      await Promise.all([one.rewrap(anew), other.retire(anew.id), one.rewrap(anew)]);
    }
    const keys = await store.read(family);
    assert.deepEqual([...new Set(states(keys))], ['retired']);
  });

  it('lists all there is, of every family', async () => {
    const { store } = place();
    const ids: string[] = [];
    for (let person = 0; person < 30; person += 1) {
      const id = `${familyOf(`person-${person}`)}.1`;
      ids.push(id);
      await store.add({ ...key(1), id });
    }
    await store.destroy(ids[3]!, destroyedAt);
    const listed: StoredKey[] = [];
    for await (const one of store.all()) listed.push(one);
    assert.deepEqual(listed.map(({ id }) => id).toSorted(), ids.toSorted());
    assert.equal(listed.filter(({ state }) => state === 'destroyed').length, 1);
  });

  it('gives one key to two processes that need a new one at once', async () => {
    const { where, store } = place();
    const masters = newMasterKey('m1');
    const program = new URL('makeKeys.js', import.meta.url).pathname;
    const run = promisify(execFile);
    const made = await Promise.all([1, 2].map(() => run(process.execPath, [program, where, masters, '40'])));
    const [one, two] = made.map(({ stdout }) => JSON.parse(stdout) as string[]);
    assert.equal(one!.length, 40);
    assert.deepEqual(one, two);
    const keys = new PersonKeys(store, masterKeysFromText(masters));
    assert.equal((await keys.toWrite('person-7')).secret.toString('hex'), one![7]);
  });
});

describe('A folder of keys', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'bestendig-keys-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('can be read by its owner only', async () => {
    const where = join(folder, 'keys');
    const store = fileKeyStore(where);
    await store.initialise();
    await store.add(key(1));
    for (const name of ['', ...(await readdir(where, { recursive: true }))]) {
      const { mode } = await stat(join(where, name));
      assert.equal(mode & 0o077, 0, `${name} is ${mode.toString(8)}`);
    }
  });

  it('that is not there is never taken for one in which nobody has a key', async () => {
    const where = join(folder, 'keys');
    const store = fileKeyStore(where);
    await assert.rejects(store.read(family), KeysUnavailable);
    await assert.rejects(store.add(key(1)), KeysUnavailable);
    await assert.rejects(store.all()[Symbol.asyncIterator]().next(), KeysUnavailable);
    await store.initialise();
    await store.add(key(1));
    await rename(where, `${where}-moved`);
    await assert.rejects(store.read(family), /no key store/);
    await rename(`${where}-moved`, where);
    assert.equal((await store.read(family)).length, 1);
  });

  it('is whole after a process was killed while it wrote: what lies half written there counts for nothing', async () => {
    const store = fileKeyStore(folder);
    await store.initialise();
    await store.add(key(1));
    const at = join(folder, family.slice(0, 2), family);
    await writeFile(join(at, '2.json.0011aabbccdd.aside'), '{"id":"ha');
    assert.deepEqual(states(await store.read(family)), ['in-use']);
    // Killed between the note that it is destroyed, and the end of the file.
    await writeFile(join(at, '1.destroyed'), destroyedAt);
    assert.deepEqual(states(await store.read(family)), ['destroyed']);
    assert.deepEqual(
      (await readdir(at)).filter((name) => name === '1.json'),
      [],
    );
    assert.equal(await readFile(join(at, '1.destroyed'), 'utf8'), destroyedAt);
  });

  it('that cannot be read is unavailable, and says why', async () => {
    const store = fileKeyStore(folder);
    await store.initialise();
    await writeFile(join(folder, family.slice(0, 2)), 'not a folder');
    await assert.rejects(store.read(family), /ENOTDIR/);
    await assert.rejects(store.add(key(1)), KeysUnavailable);
  });
});

describe('A database of keys', () => {
  before(async function () {
    if (!(await sharedPostgres())) this.skip();
  });

  it('that was never made, or does not answer, is unavailable: it does not look empty', async () => {
    const empty = postgresKeyStore(await (await sharedPostgres())!.createDatabase());
    await assert.rejects(empty.read(family), /keys init/);
    await empty.close();
    const gone = postgresKeyStore('postgres://test@127.0.0.1:9/keys');
    await assert.rejects(gone.add(key(1)), KeysUnavailable);
    await gone.close();
  });
});

import { randomBytes } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KeysUnavailable } from './errors.js';
import { partsOfKeyId, type KeyStore, type StoredKey, type WrappedKey } from './keyStore.js';

/**
 * Keys in a folder, one file each, which only its owner can read. For one machine, or for a folder that machines share.
 * A file is made aside and moved into place, so that a process that is killed leaves either nothing or all of it.
 */
export function fileKeyStore(folder: string): KeyStore {
  const shelf = (family: string) => join(folder, family.slice(0, 2));
  const pathOf = (id: string) => join(shelf(partsOfKeyId(id)!.family), `${id}.json`);

  async function put(key: StoredKey, how: 'new' | 'over'): Promise<boolean> {
    const path = pathOf(key.id);
    await mkdir(shelf(partsOfKeyId(key.id)!.family), { recursive: true, mode: 0o700 });
    const aside = `${path}.${randomBytes(6).toString('hex')}.new`;
    await writeFile(aside, JSON.stringify(key), { mode: 0o600, flush: true });
    if (how === 'over') {
      await rename(aside, path);
      return true;
    }
    try {
      await link(aside, path);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    } finally {
      await rm(aside, { force: true });
    }
  }

  async function get(id: string): Promise<StoredKey | null> {
    try {
      return JSON.parse(await readFile(pathOf(id), 'utf8')) as StoredKey;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  async function change(id: string, to: (key: StoredKey & WrappedKey) => StoredKey): Promise<void> {
    const key = await get(id);
    if (key && key.state !== 'destroyed') await put(to(key), 'over');
  }

  const store: KeyStore = {
    async read(family) {
      const found: StoredKey[] = [];
      for (let generation = 1; ; generation += 1) {
        const key = await get(`${family}.${generation}`);
        if (!key) return found;
        found.push(key);
      }
    },
    add: (key) => put({ ...key, state: 'in-use' }, 'new'),
    rewrap: (fresh) => change(fresh.id, (key) => ({ ...key, ...fresh })),
    retire: (id) => change(id, (key) => ({ ...key, state: 'retired' })),
    restore: (id) => change(id, (key) => ({ ...key, state: 'in-use' })),
    destroy: (id, at) => change(id, () => ({ id, state: 'destroyed', at })),
    async *all() {
      for (const name of (await readdir(folder)).toSorted()) {
        if (!/^[0-9a-f]{2}$/.test(name)) continue;
        for (const file of (await readdir(join(folder, name))).toSorted()) {
          const key = file.endsWith('.json') ? await get(file.slice(0, -'.json'.length)) : null;
          if (key) yield key;
        }
      }
    },
    close: async () => {},
  };
  return guarded(store);
}

/** Whatever the file system says becomes the one error that callers know. */
function guarded(store: KeyStore): KeyStore {
  const unavailable = (error: unknown) =>
    new KeysUnavailable(`The folder of the keys can't be used: ${(error as Error).message}.`);
  const guard = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => {
      throw unavailable(error);
    });
  return {
    read: (family) => guard(store.read(family)),
    add: (key) => guard(store.add(key)),
    rewrap: (key) => guard(store.rewrap(key)),
    retire: (id) => guard(store.retire(id)),
    restore: (id) => guard(store.restore(id)),
    destroy: (id, at) => guard(store.destroy(id, at)),
    async *all() {
      try {
        yield* store.all();
      } catch (error) {
        throw unavailable(error);
      }
    },
    close: () => store.close(),
  };
}

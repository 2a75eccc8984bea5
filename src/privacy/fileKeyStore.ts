import { randomBytes } from 'node:crypto';
import { access, link, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KeysUnavailable } from './errors.js';
import { keyIdOf, partsOfKeyId, type KeyStore, type StoredKey, type WrappedKey } from './keyStore.js';

/**
 * Keys in a folder that only its owner can read, on one machine or shared by several: a folder for each family, and in it
 * for each generation `<n>.json`, with `<n>.retired` or `<n>.destroyed` beside it. What is said of a key is never written
 * into its file, so that a rotation of the master key can't undo what another process says of it at the same moment; and
 * of a key that is destroyed, nothing is believed but that.
 *
 * Files are made aside and moved into place, and are on the disk before they are used: a process that is killed, or a power
 * cut, leaves either nothing or all of it, and no payload is ever encrypted with a key that could still get lost.
 */
export function fileKeyStore(folder: string): KeyStore {
  const mark = markOf(folder);
  const folderOf = (family: string) => join(folder, family.slice(0, 2), family);
  const fileOf = (id: string, kind: 'json' | 'retired' | 'destroyed') => {
    const { family, generation } = partsOfKeyId(id)!;
    return join(folderOf(family), `${generation}.${kind}`);
  };

  /** A folder that is missing, or not mounted, must never look like one in which nobody has a key yet. */
  async function mustBeThere(): Promise<void> {
    if (await exists(mark)) return;
    throw new Error(`there is no key store in ${folder}; if there never was one, make it with "bestendig keys init"`);
  }

  async function isDestroyed(id: string): Promise<boolean> {
    if (!(await exists(fileOf(id, 'destroyed')))) return false;
    // Whoever destroyed it may have been stopped halfway, or have met a rotation of the master key.
    await rm(fileOf(id, 'json'), { force: true });
    return true;
  }

  async function stored(family: string, generation: number, names: Set<string>): Promise<StoredKey> {
    const id = keyIdOf(family, generation);
    if (names.has(`${generation}.destroyed`)) {
      await isDestroyed(id);
      return { id, state: 'destroyed', at: await readFile(fileOf(id, 'destroyed'), 'utf8') };
    }
    const { masterKeyId, wrapped } = JSON.parse(await readFile(fileOf(id, 'json'), 'utf8')) as WrappedKey;
    return { id, masterKeyId, wrapped, state: names.has(`${generation}.retired`) ? 'retired' : 'in-use' };
  }

  const store: KeyStore = {
    async initialise() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await put(mark, '', 'over');
    },
    async read(family) {
      const names = new Set(await namesIn(folderOf(family)));
      if (names.size === 0) await mustBeThere();
      const generations = new Set([...names].map((name) => Number(/^\d+(?=\.(json|destroyed)$)/.exec(name)?.[0] ?? 0)));
      const numbers = [...generations].filter((number) => number > 0).toSorted((a, b) => a - b);
      return Promise.all(numbers.map((generation) => stored(family, generation, names)));
    },
    async add(key) {
      await mustBeThere();
      const { family } = partsOfKeyId(key.id)!;
      for (const one of [dirname(folderOf(family)), folderOf(family)]) await makeFolder(one);
      const added = await put(fileOf(key.id, 'json'), contentOf(key), 'new');
      return added && !(await isDestroyed(key.id));
    },
    async rewrap(key) {
      if (!(await exists(fileOf(key.id, 'json')))) return;
      await put(fileOf(key.id, 'json'), contentOf(key), 'over');
      await isDestroyed(key.id);
    },
    async retire(id) {
      if (await exists(fileOf(id, 'json'))) await put(fileOf(id, 'retired'), '', 'over');
    },
    restore: (id) => rm(fileOf(id, 'retired'), { force: true }),
    async destroy(id, at) {
      if (!(await exists(dirname(fileOf(id, 'json'))))) return;
      await put(fileOf(id, 'destroyed'), at, 'new');
      await isDestroyed(id);
      await rm(fileOf(id, 'retired'), { force: true });
      await flushFolder(dirname(fileOf(id, 'json')));
    },
    async *all() {
      await mustBeThere();
      for (const shelf of (await readdir(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name)).toSorted()) {
        for (const family of (await readdir(join(folder, shelf))).toSorted()) yield* await store.read(family);
      }
    },
    close: async () => {},
  };
  return guarded(store);
}

/** The file that says that a folder is a key store. */
export const markOf = (folder: string) => join(folder, 'bestendig-keys');

const contentOf = ({ id, masterKeyId, wrapped }: WrappedKey) => JSON.stringify({ id, masterKeyId, wrapped });

/** @returns false when it should be new and there is one already */
async function put(path: string, content: string, how: 'new' | 'over'): Promise<boolean> {
  const aside = `${path}.${randomBytes(6).toString('hex')}.aside`;
  try {
    await writeFile(aside, content, { mode: 0o600, flush: true });
    if (how === 'over') await rename(aside, path);
    else await link(aside, path);
    await flushFolder(dirname(path));
    return true;
  } catch (error) {
    if (how === 'new' && codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
    await flushFolder(dirname(path));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** What a folder lists is on the disk only after this. */
async function flushFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

/** Whatever the file system says becomes the one error that callers know. */
function guarded(store: KeyStore): KeyStore {
  const unavailable = (error: unknown) =>
    new KeysUnavailable(`The folder of the keys can't be used: ${(error as Error).message}.`);
  const guard = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => {
      throw unavailable(error);
    });
  return {
    initialise: () => guard(store.initialise()),
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

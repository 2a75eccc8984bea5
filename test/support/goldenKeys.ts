import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Privacy } from '../../src/cli/privacy.js';
import { packageRoot } from '../../src/cli/settings.js';
import { encrypt } from '../../src/privacy/cipher.js';
import { familyOf, partsOfKeyId, type KeyStore, type StoredKey, type WrappedKey } from '../../src/privacy/keyStore.js';
import { masterKeysFromText } from '../../src/privacy/masterKeySources.js';
import { PersonKeys } from '../../src/privacy/personKeys.js';

const folder = join(packageRoot, 'test', 'histories');
/** No secret: it wraps the keys of made-up persons, for the golden histories alone. */
const masters = masterKeysFromText(`golden:${Buffer.alloc(32, 'golden').toString('base64')}`);

/** Keeps the keys of a recorded history's person beside it. */
export async function keepKeys(name: string, { store, keys }: Privacy, personRef: string): Promise<void> {
  const master = await masters.current();
  const kept: WrappedKey[] = [];
  for (const { id } of await store.read(familyOf(personRef))) {
    const { secret } = await keys.toRead(id);
    kept.push({ id, masterKeyId: master.id, wrapped: encrypt(master.secret, secret, id).toString('base64') });
  }
  await writeFile(join(folder, `${name}.keys`), `${JSON.stringify(kept)}\n`);
}

/** The keys of all golden histories that are encrypted; what is replayed with them is never kept. */
export async function goldenKeys(): Promise<PersonKeys> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.keys'));
  const kept = await Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))));
  const all = (kept.flat() as WrappedKey[]).map((key): StoredKey => ({ ...key, state: 'in-use' }));
  const of = (family: string) => all.filter(({ id }) => partsOfKeyId(id)?.family === family);
  const store: KeyStore = {
    initialise: async () => {},
    read: async (family) => of(family),
    add: async (key) => all.push({ ...key, state: 'in-use' }) > 0,
    rewrap: refused,
    retire: refused,
    restore: refused,
    destroy: refused,
    all: async function* () {
      yield* all;
    },
    close: async () => {},
  };
  return new PersonKeys(store, masters);
}

async function refused(): Promise<void> {
  throw new Error('The keys of the golden histories are read only.');
}

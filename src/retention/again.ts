import { familyOf, partsOfKeyId, type KeyStore } from '../privacy/keyStore.js';
import type { Database } from '../register/database/database.js';
import { closedTrajectories, firstKeysOf, forgetErased, makeAnonymous } from '../register/erasure/erasing.js';

/**
 * Does again what was done before, when a backup of the register from before an erasure has been put back: every
 * trajectory of which the key has been destroyed is made anonymous once more. Its content can't be read in any case.
 * Does nothing to others; may be stopped, and run by several processes at once.
 * @returns how many trajectories there were
 * @throws RegisterUnavailable, KeysUnavailable
 */
export async function eraseAgain(register: Database, keys: KeyStore): Promise<number> {
  const destroyed = await destroyedKeys(keys);
  if (destroyed.size === 0) return 0;
  const families = new Set([...destroyed].map((id) => partsOfKeyId(id)?.family));
  let erased = 0;
  // By their id, so that those of one reference come after one another.
  for (let after = ''; ;) {
    const page = await closedTrajectories(register, after, pageSize);
    const refs = new Set(page.map(({ personRef }) => personRef).filter((ref) => families.has(familyOf(ref))));
    for (const ref of refs) {
      const known = await firstKeysOf(register, ref);
      const ids = known.filter(({ keyId }) => keyId !== null && destroyed.has(keyId)).map(({ id }) => id);
      if (ids.length > 0) await makeAnonymous(register, [ref], ids, null);
      erased += ids.length;
    }
    if (page.length < pageSize) break;
    after = page.at(-1)!.id;
  }
  if (erased > 0) await forgetErased(register);
  return erased;
}

const pageSize = 1_000;

async function destroyedKeys(keys: KeyStore): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const { id, state } of keys.all()) if (state === 'destroyed') found.add(id);
  return found;
}

/** Whether a person had keys, and all of them have been destroyed: of whom nothing may be left anywhere. */
export async function isGone(keys: KeyStore, personRef: string): Promise<boolean> {
  const generations = await keys.read(familyOf(personRef));
  return generations.length > 0 && generations.every(({ state }) => state === 'destroyed');
}

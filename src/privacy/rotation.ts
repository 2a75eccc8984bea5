import { decrypt, encrypt } from './cipher.js';
import type { KeyStore, StoredKey } from './keyStore.js';
import type { MasterKeys } from './masterKeys.js';

/** What there is in a key store, in numbers. */
export interface Stock {
  inUse: number;
  retired: number;
  destroyed: number;
  /** How many data keys each master key wraps. */
  byMaster: Map<string, number>;
}

export async function stockOf(store: KeyStore): Promise<Stock> {
  const stock: Stock = { inUse: 0, retired: 0, destroyed: 0, byMaster: new Map() };
  for await (const key of store.all()) {
    if (key.state === 'destroyed') stock.destroyed += 1;
    else {
      stock[key.state === 'retired' ? 'retired' : 'inUse'] += 1;
      stock.byMaster.set(key.masterKeyId, (stock.byMaster.get(key.masterKeyId) ?? 0) + 1);
    }
  }
  return stock;
}

export interface Rotated {
  /** Keys that were wrapped anew, or would be in a dry run. */
  rewrapped: number;
  /** Wrapped by the current master key already, or destroyed. */
  left: number;
  /** The ids of keys that could not be opened, with the reason; they stay as they are. */
  failed: { id: string; reason: string }[];
}

/**
 * Wraps every data key with the current master key. The data keys themselves stay, so nothing that was encrypted is
 * touched, and processes go on meanwhile. Stopped halfway, it is run again and does the rest.
 */
export async function rotate(
  store: KeyStore,
  masters: MasterKeys,
  { dryRun, onProgress }: { dryRun: boolean; onProgress(seen: number): void },
): Promise<Rotated> {
  const current = await masters.current();
  const result: Rotated = { rewrapped: 0, left: 0, failed: [] };
  let seen = 0;
  for await (const key of store.all()) {
    seen += 1;
    if (seen % 1_000 === 0) onProgress(seen);
    if (key.state === 'destroyed' || key.masterKeyId === current.id) {
      result.left += 1;
      continue;
    }
    try {
      const secret = await unwrapped(key, masters);
      const wrapped = encrypt(current.secret, secret, key.id).toString('base64');
      if (!dryRun) await store.rewrap({ id: key.id, masterKeyId: current.id, wrapped });
      result.rewrapped += 1;
    } catch (error) {
      result.failed.push({ id: key.id, reason: (error as Error).message });
    }
  }
  return result;
}

async function unwrapped(key: Exclude<StoredKey, { state: 'destroyed' }>, masters: MasterKeys): Promise<Buffer> {
  const master = await masters.byId(key.masterKeyId);
  return decrypt(master.secret, Buffer.from(key.wrapped, 'base64'), key.id);
}

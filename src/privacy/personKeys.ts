import { randomBytes } from 'node:crypto';
import { decrypt, encrypt } from './cipher.js';
import { KeyDestroyed, KeysUnavailable, Undecipherable } from './errors.js';
import { familyOf, keyIdOf, partsOfKeyId, type KeyStore, type StoredKey } from './keyStore.js';
import type { MasterKeys } from './masterKeys.js';

/** The key with which all of one person's data is sealed. */
export interface DataKey {
  id: string;
  secret: Buffer;
}

/** For how long a key that was looked up is used without looking again: so long a destroyed one can live on in a process. */
export const keyLifeMs = 60_000;
const mostKept = 20_000;

interface Kept {
  key: DataKey;
  state: 'in-use' | 'retired';
  until: number;
}

/**
 * The data keys of persons. A key is made with the first thing that is written of a person. What was looked up is kept
 * for a minute, and goes on being used while the store can't be reached.
 */
export class PersonKeys {
  private readonly store: KeyStore;
  private readonly masters: MasterKeys;
  private readonly kept = new Map<string, Kept>();
  /** By family, the id of the key to write with. */
  private readonly writing = new Map<string, string>();
  private readonly families = new Map<string, string>();
  private readonly looking = new Map<string, Promise<Kept[]>>();

  constructor(store: KeyStore, masters: MasterKeys) {
    this.store = store;
    this.masters = masters;
  }

  /** The key to write with; it is made when the person has none. @throws KeysUnavailable */
  async toWrite(personRef: string): Promise<DataKey> {
    return (await this.inUse(personRef)) ?? this.make(this.familyOf(personRef));
  }

  /** The key to write with, if the person has one. @throws KeysUnavailable */
  async inUse(personRef: string): Promise<DataKey | null> {
    const family = this.familyOf(personRef);
    const kept = this.kept.get(this.writing.get(family) ?? '');
    if (kept?.state === 'in-use' && kept.until > Date.now()) return kept.key;
    const known = await this.look(family);
    return known.findLast(({ state }) => state === 'in-use')?.key ?? null;
  }

  /** The key with which something was sealed. @throws KeyDestroyed, Undecipherable, KeysUnavailable */
  async toRead(id: string): Promise<DataKey> {
    const kept = this.kept.get(id);
    if (kept && kept.until > Date.now()) return kept.key;
    const parts = partsOfKeyId(id);
    if (!parts) throw new Undecipherable(`${id} is not the id of a key.`);
    const found = (await this.look(parts.family)).find(({ key }) => key.id === id);
    if (found) return found.key;
    const stored = (await this.store.read(parts.family)).find((one) => one.id === id);
    if (stored?.state === 'destroyed') throw new KeyDestroyed(id);
    throw new Undecipherable(`The key store has no key ${id}. Is it the one that belongs to this register?`);
  }

  /** Forgets what was looked up, so that the next look sees the store as it is. */
  forget(): void {
    this.kept.clear();
    this.writing.clear();
  }

  /** Each payload asks for it: hashing again would cost as much as all else here. */
  private familyOf(personRef: string): string {
    const known = this.families.get(personRef);
    if (known !== undefined) return known;
    if (this.families.size >= mostKept) this.families.clear();
    const family = familyOf(personRef);
    this.families.set(personRef, family);
    return family;
  }

  /** The keys of a family that can be used, from the store; what was kept of them while it can't be reached. */
  private look(family: string): Promise<Kept[]> {
    const under = this.looking.get(family);
    if (under) return under;
    const look = this.lookInStore(family).finally(() => this.looking.delete(family));
    this.looking.set(family, look);
    return look;
  }

  private async lookInStore(family: string): Promise<Kept[]> {
    let stored: StoredKey[];
    try {
      stored = await this.store.read(family);
    } catch (error) {
      const kept = [...this.kept.entries()].filter(([id]) => id.startsWith(`${family}.`)).map(([, one]) => one);
      if (error instanceof KeysUnavailable && kept.length > 0) return kept;
      throw error;
    }
    const usable: Kept[] = [];
    for (const one of stored) {
      if (one.state === 'destroyed') this.drop(one.id);
      else usable.push(await this.unwrapped(one));
    }
    for (const one of usable) this.keep(one);
    return usable;
  }

  private async unwrapped(one: Exclude<StoredKey, { state: 'destroyed' }>): Promise<Kept> {
    const earlier = this.kept.get(one.id);
    const until = Date.now() + keyLifeMs;
    if (earlier) return { key: earlier.key, state: one.state, until };
    const master = await this.masters.byId(one.masterKeyId);
    const secret = decrypt(master.secret, Buffer.from(one.wrapped, 'base64'), one.id);
    return { key: { id: one.id, secret }, state: one.state, until };
  }

  private keep(one: Kept): void {
    this.kept.delete(one.key.id);
    if (this.kept.size >= mostKept) this.drop(this.kept.keys().next().value!);
    this.kept.set(one.key.id, one);
    const family = partsOfKeyId(one.key.id)!.family;
    if (one.state === 'in-use') this.writing.set(family, one.key.id);
    else if (this.writing.get(family) === one.key.id) this.writing.delete(family);
  }

  private drop(id: string): void {
    this.kept.delete(id);
    const { family } = partsOfKeyId(id)!;
    if (this.writing.get(family) === id) this.writing.delete(family);
  }

  /** Of two processes that make one at once, both use the one that was first. */
  private async make(family: string): Promise<DataKey> {
    for (;;) {
      const generations = await this.store.read(family);
      if (generations.some(({ state }) => state === 'in-use')) {
        const made = (await this.look(family)).findLast(({ state }) => state === 'in-use');
        if (made) return made.key;
        continue;
      }
      const master = await this.masters.current();
      const id = keyIdOf(family, generations.length + 1);
      const secret = randomBytes(32);
      const wrapped = encrypt(master.secret, secret, id).toString('base64');
      if (!(await this.store.add({ id, masterKeyId: master.id, wrapped }))) continue;
      const key = { id, secret };
      this.keep({ key, state: 'in-use', until: Date.now() + keyLifeMs });
      return key;
    }
  }
}

import { createHash } from 'node:crypto';

/**
 * Where the data keys of persons are kept, each wrapped by a master key. It is apart from the register, and so are its
 * backups: what is destroyed here must not come back with a restored register.
 */
export interface KeyStore {
  /** Makes the store, once. Without it none is made, so that a wrong address never looks like a new installation. */
  initialise(): Promise<void>;
  /** What there is of a family of keys, by generation, also what was destroyed. @throws KeysUnavailable */
  read(family: string): Promise<StoredKey[]>;
  /** @returns false when there is a key under this id already. @throws KeysUnavailable */
  add(key: WrappedKey): Promise<boolean>;
  /** The same key, wrapped by another master key. Does nothing when it has been destroyed. @throws KeysUnavailable */
  rewrap(key: WrappedKey): Promise<void>;
  /** No new payloads with it: the next one for this person is of a new generation. @throws KeysUnavailable */
  retire(id: string): Promise<void>;
  /** Takes a retirement back: the person came back before the key was destroyed. @throws KeysUnavailable */
  restore(id: string): Promise<void>;
  /** Leaves nothing but that there was one, and when it was destroyed (UTC instant). @throws KeysUnavailable */
  destroy(id: string, at: string): Promise<void>;
  /** All keys that there are, for a rotation of the master key. @throws KeysUnavailable */
  all(): AsyncIterable<StoredKey>;
  close(): Promise<void>;
}

export interface WrappedKey {
  /** `<family>.<generation>`. */
  id: string;
  masterKeyId: string;
  /** Base64. */
  wrapped: string;
}

export type StoredKey = (WrappedKey & { state: 'in-use' | 'retired' }) | { id: string; state: 'destroyed'; at: string };

/**
 * The family of a person's keys. Not the pseudonym itself: what stays of a destroyed key leads to no one.
 * A person who comes back after erasure has a key of the next generation.
 */
export function familyOf(personRef: string): string {
  return createHash('sha256').update(`bestendig/key-family/${personRef}`).digest('hex').slice(0, 32);
}

export function keyIdOf(family: string, generation: number): string {
  return `${family}.${generation}`;
}

export function partsOfKeyId(id: string): { family: string; generation: number } | null {
  const match = /^([0-9a-f]{32})\.([1-9][0-9]{0,5})$/.exec(id);
  return match ? { family: match[1]!, generation: Number(match[2]) } : null;
}

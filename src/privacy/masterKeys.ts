import { randomBytes } from 'node:crypto';

/** A key that wraps data keys; it never touches data itself. */
export interface MasterKey {
  id: string;
  secret: Buffer;
}

/**
 * The master keys, wherever they come from: a file, the environment, a command, or a key management service.
 * The first is the current one; the others are there to unwrap what they wrapped, until all is wrapped anew.
 */
export interface MasterKeys {
  current(): Promise<MasterKey>;
  /** Looks again at its source when it does not know this one. @throws KeysUnavailable when that does not have it either */
  byId(id: string): Promise<MasterKey>;
}

/** Reads `id:base64` pairs, separated by commas or white space. @throws Error that says what is wrong, without the keys */
export function parseMasterKeys(text: string): [MasterKey, ...MasterKey[]] {
  const keys = text
    .split(/[\s,]+/)
    .filter((one) => one !== '')
    .map((one, i): MasterKey => {
      const match = /^([A-Za-z0-9._-]{1,64}):([A-Za-z0-9+/]+=*)$/.exec(one);
      const secret = Buffer.from(match?.[2] ?? '', 'base64');
      if (!match || secret.length !== 32) {
        throw new Error(`Master key ${i + 1} is not written as <id>:<32 bytes in base64>.`);
      }
      return { id: match[1]!, secret };
    });
  const [first, ...others] = keys;
  if (!first) throw new Error('There is no master key.');
  if (new Set(keys.map(({ id }) => id)).size < keys.length) throw new Error('Two master keys have the same id.');
  return [first, ...others];
}

/** A new master key, as `parseMasterKeys` reads it. */
export function newMasterKey(id: string): string {
  return `${id}:${randomBytes(32).toString('base64')}`;
}

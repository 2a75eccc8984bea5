import { createHmac } from 'node:crypto';
import type { Json } from '../trajectory/replayed/state.js';
import { decrypt, encryptSame } from './cipher.js';
import type { PersonKeys } from './personKeys.js';

/** Something of a person as the register keeps it. */
export interface Sealed {
  keyId: string;
  /** Base64. */
  sealed: string;
}

/** Seals what the register keeps of persons, each with the person's own key. */
export interface Sealer {
  /** The same value in the same place is sealed the same each time. @param place such as `event/<id>/<sequence>` */
  seal(personRef: string, place: string, value: Json): Promise<Sealed>;
  /** @throws KeyDestroyed, Undecipherable, KeysUnavailable */
  unseal(place: string, sealed: Sealed): Promise<Json>;
  /**
   * A token that stands for something of a person, the same each time, and leads to no one once the key is destroyed.
   * Null when the person has no key: then there is nothing of them.
   */
  token(personRef: string, what: string): Promise<string | null>;
}

export function sealerOf(keys: PersonKeys): Sealer {
  return {
    async seal(personRef, place, value) {
      const { id, secret } = await keys.toWrite(personRef);
      const plain = Buffer.from(JSON.stringify(value), 'utf8');
      return { keyId: id, sealed: encryptSame(secret, plain, place).toString('base64') };
    },
    async unseal(place, { keyId, sealed }) {
      const { secret } = await keys.toRead(keyId);
      return JSON.parse(decrypt(secret, Buffer.from(sealed, 'base64'), place).toString('utf8')) as Json;
    },
    async token(personRef, what) {
      const key = await keys.inUse(personRef);
      return key && createHmac('sha256', key.secret).update(`bestendig/token/${what}`).digest('hex').slice(0, 32);
    },
  };
}

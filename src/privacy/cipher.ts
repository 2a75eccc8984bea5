import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { Undecipherable } from './errors.js';

/** AES-256-GCM: nonce of 12 bytes, ciphertext, tag of 16 bytes, one after the other. */
const nonceBytes = 12;
const tagBytes = 16;

/** Chance is asked for many nonces at once: for each by itself it would cost as much as the encryption does. */
let chance = Buffer.alloc(0);
function freshNonce(): Buffer {
  if (chance.length < nonceBytes) chance = randomBytes(nonceBytes * 256);
  const nonce = chance.subarray(0, nonceBytes);
  chance = chance.subarray(nonceBytes);
  return nonce;
}

/** @param bound not kept; the same must be given to decrypt: what was sealed in one place can't be read as if of another. */
export function encrypt(secret: Buffer, plain: Uint8Array, bound: string, nonce = freshNonce()): Buffer {
  const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(bound, 'utf8'));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/**
 * The same plain text in the same place gives the same ciphertext, so that sealing again changes nothing: the nonce is
 * made from the text itself, by a key of its own. Only that two are equal could be seen from it, and each place is one.
 */
export function encryptSame(secret: Buffer, plain: Uint8Array, bound: string): Buffer {
  const nonce = createHmac('sha256', nonceKeyOf(secret)).update(`${bound.length}:${bound}`).update(plain).digest();
  return encrypt(secret, plain, bound, nonce.subarray(0, nonceBytes));
}

/** Made once for a key that is used again, for it costs as much as the nonce. */
const nonceKeys = new WeakMap<Buffer, Buffer>();

function nonceKeyOf(secret: Buffer): Buffer {
  const known = nonceKeys.get(secret);
  if (known) return known;
  const made = createHmac('sha256', secret).update('bestendig/nonce').digest();
  nonceKeys.set(secret, made);
  return made;
}

/** @throws Undecipherable when a byte was changed, or the key or the place is another. */
export function decrypt(secret: Buffer, sealed: Uint8Array, bound: string): Buffer {
  if (sealed.length < nonceBytes + tagBytes) throw new Undecipherable('What was sealed is too short to be whole.');
  const end = sealed.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(0, nonceBytes))
    .setAAD(Buffer.from(bound, 'utf8'))
    .setAuthTag(sealed.subarray(end));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, end)), decipher.final()]);
  } catch {
    throw new Undecipherable('What was sealed has been changed, or does not belong in this place.');
  }
}

import { createHash, createHmac, randomUUID } from 'node:crypto';
import { canonical } from '../../trajectory/replayed/canonical.js';
import type { Json } from '../../trajectory/replayed/state.js';

/** Crockford's base 32 in small letters: no letters that look alike, safe in an address. */
export const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
export const refLength = 26;
const idPattern = new RegExp(`^([${alphabet}]{${refLength}})\\.([1-9][0-9]{0,8})$`);

/**
 * The pseudonym of a person: a keyed hash, so that it can be found again from the person's number but not turned back.
 * Without a number it is made from the command, so that a repeated referral finds the same.
 */
export function personRefOf(key: string, known: { kind: string; number: string } | { commandId: string }): string {
  const text = 'number' in known ? `${known.kind}:${known.number}` : `command:${known.commandId}`;
  return base32(createHmac('sha256', key).update(text).digest()).slice(0, refLength);
}

/** Splits a trajectory's public id, `<personRef>.<episode>`; null when it can't be one. */
export function parseTrajectoryId(id: string): { personRef: string; episode: number } | null {
  const match = idPattern.exec(id);
  return match ? { personRef: match[1]!, episode: Number(match[2]) } : null;
}

/** The id of a command: from the caller's key, and bound to the caller, so that no one can take another's. */
export function commandIdOf(subject: string, idempotencyKey: string | undefined): string {
  const text = `${subject}\n${idempotencyKey ?? randomUUID()}`;
  return createHash('sha256').update(text).digest('base64url').slice(0, 32);
}

/** Tells whether two requests ask the same, whatever the order of their fields. */
export function bodyHashOf(name: string, body: Json): string {
  return createHash('sha256').update(name).update('\n').update(canonical(body)).digest('base64url').slice(0, 22);
}

function base32(bytes: Buffer): string {
  let bits = 0;
  let value = 0;
  let text = '';
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      text += alphabet[(value >>> (bits - 5)) & 31];
      bits -= 5;
    }
    value &= (1 << bits) - 1;
  }
  return text;
}

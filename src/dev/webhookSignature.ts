import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** How far the sender's clock may be off, and for how long a captured message can be played again. Seconds. */
const tolerance = 5 * 60;

/**
 * The key in a Standard Webhooks secret (`whsec_<base64>`).
 *
 * @throws Error when the secret does not look like one
 */
export function keyOf(secret: string): Buffer {
  const key = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1];
  if (key === undefined) throw new Error('A webhook secret is whsec_ and then the key in base64.');
  return Buffer.from(key, 'base64');
}

/**
 * Whether a message was signed with `key` by Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body`, in one of the
 * space-separated values of `webhook-signature` (several while the sender changes its key), no more than five minutes
 * away from `now`.
 *
 * @param body the bytes as they came: JSON that was parsed and written again has another signature
 * @param now milliseconds since the epoch
 */
export function isSigned(headers: IncomingHttpHeaders, body: Buffer, key: Buffer, now = Date.now()): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string') return false;
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now / 1000 - Number(timestamp)) > tolerance) return false;

  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  return signatures.split(' ').some((signature) => {
    if (!signature.startsWith('v1,')) return false;
    const given = Buffer.from(signature.slice('v1,'.length), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

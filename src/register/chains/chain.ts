import { createHash } from 'node:crypto';

/**
 * The chain of a trajectory's events. Each event has a leaf, made of what the register keeps of it:
 *
 *     leaf = SHA-256( sequence, 4 bytes big-endian ‖ SHA-256(chain) ‖ SHA-256(command_id) ‖ SHA-256(key_id) ‖ SHA-256(sealed) )
 *     hash = SHA-256( hash of the event before ‖ leaf ), and before the first event 32 bytes of zero
 *
 * Text is hashed as UTF-8. All parts have one length, so that no two events have the same encoding. The trajectory's id
 * is not in it, nor anything that needs a key: the chain can be verified by anyone, also when the id has been taken away
 * by erasure. The database makes it when an event is added (`migrations/baseline/events.ts`), and this file makes it again.
 */

/** What of an event its leaf is made of. */
export interface ChainedEvent {
  chain: string;
  sequence: number;
  commandId: string;
  keyId: string;
  sealed: Uint8Array;
}

const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** What stands before the first event. */
export const chainStart: Buffer = Buffer.alloc(32);

/** The hash of an event that follows what has this hash. */
export function hashAfter(previous: Uint8Array, event: ChainedEvent): Buffer {
  const sequence = Buffer.alloc(4);
  sequence.writeInt32BE(event.sequence);
  const { chain, commandId, keyId, sealed } = event;
  return sha256(previous, sha256(sequence, sha256(chain), sha256(commandId), sha256(keyId), sha256(sealed)));
}

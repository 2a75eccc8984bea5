import { createHash } from 'node:crypto';
import { KeysUnavailable } from '../../privacy/errors.js';
import type { Database } from '../database/database.js';
import { addDeeds, deedPlaces, sealedDeeds, type Deed } from '../chains/deeds.js';

/** Milliseconds for which ending a session waits for keys: whoever signs out on a shared computer should not have to wait. */
const patienceMs = 300;

/**
 * Ends a session before its time, and forgets those whose time has come. Ending one hardly waits for keys: without them it
 * leaves no deed.
 * @param until when it would end by itself
 */
export async function endSession(database: Database, id: string, until: Date): Promise<void> {
  const idHash = hashOf(id);
  await database.query(
    {
      name: 'end-session',
      text: `with past as (delete from ended_sessions where until < now()), ended as (
          insert into ended_sessions (id_hash, until) values ($1, $2) on conflict (id_hash) do nothing returning id_hash
        )
        ${addDeeds('$3', 'exists (select from ended)')}`,
    },
    [idHash, until.toISOString(), await deedsOf(database, idHash, until)],
  );
}

async function deedsOf({ sealer }: Database, idHash: string, until: Date): Promise<string> {
  const late = new Promise<string>((resolve) => setTimeout(resolve, patienceMs, '[]').unref());
  try {
    return await Promise.race([sealedDeeds(sealer, [endedSessionDeed(idHash, until.toISOString())]), late]);
  } catch (error) {
    if (error instanceof KeysUnavailable) return '[]';
    throw error;
  }
}

export const endedSessionDeed = (idHash: string, until: string): Deed => ({
  place: deedPlaces.endedSession(idHash),
  round: 1,
  says: { until },
});

export async function hasEnded(database: Database, id: string): Promise<boolean> {
  const rows = await database.query(
    { name: 'has-session-ended', text: 'select 1 from ended_sessions where id_hash = $1' },
    [hashOf(id)],
  );
  return rows.length > 0;
}

const hashOf = (id: string) => createHash('sha256').update(id).digest('base64url');

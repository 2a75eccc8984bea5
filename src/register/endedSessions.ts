import { createHash } from 'node:crypto';
import type { Database } from './database.js';

/** Ends a session before its time, and forgets those whose time has come. @param until when it would end by itself */
export async function endSession(database: Database, id: string, until: Date): Promise<void> {
  await database.query(
    {
      name: 'end-session',
      text: `with past as (delete from ended_sessions where until < now())
        insert into ended_sessions (id_hash, until) values ($1, $2) on conflict (id_hash) do nothing`,
    },
    [hashOf(id), until.toISOString()],
  );
}

export async function hasEnded(database: Database, id: string): Promise<boolean> {
  const rows = await database.query(
    { name: 'has-session-ended', text: 'select 1 from ended_sessions where id_hash = $1' },
    [hashOf(id)],
  );
  return rows.length > 0;
}

const hashOf = (id: string) => createHash('sha256').update(id).digest('base64url');

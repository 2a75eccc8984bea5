import type { Json } from '../../trajectory/replayed/state.js';
import type { Database } from '../database/database.js';

/** What was read of the configuration at a start. */
export interface ConfigurationReading {
  id: string;
  readAt: Date;
  digest: string;
  snapshot: Json;
}

/**
 * Notes what was read, when it differs from what was read before.
 * @param digest of the snapshot: the same for the same content
 * @returns whether it was noted; false also when another process noted something at the same moment
 * @throws RegisterUnavailable
 */
export async function noteReading(database: Database, digest: string, snapshot: Json): Promise<boolean> {
  const rows = await database.query<{ id: string }>(
    {
      name: 'note-reading',
      text: `insert into configuration_readings (previous, digest, snapshot)
        select coalesce(max(id), 0), $1, $2::jsonb from configuration_readings
        having (select digest from configuration_readings order by id desc limit 1) is distinct from $1
        on conflict (previous) do nothing returning id::text`,
    },
    [digest, JSON.stringify(snapshot)],
  );
  return rows.length > 0;
}

/** The last readings, the newest first. @throws RegisterUnavailable */
export function lastReadings(database: Database, limit: number): Promise<ConfigurationReading[]> {
  return database.query<ConfigurationReading>(
    {
      name: 'last-readings',
      text: `select id::text, read_at as "readAt", digest, snapshot from configuration_readings order by id desc limit $1`,
    },
    [limit],
  );
}

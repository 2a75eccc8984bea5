import type { Json } from '../../trajectory/replayed/state.js';
import type { Database } from '../database/database.js';
import { installation, places } from '../database/sealing.js';

/** What someone who works here keeps for themselves, by their subject; they are no trajectory's, and no agency's. */
export interface Settings {
  /** 0: nothing was kept yet. */
  version: number;
  /** As it was kept, whole; null when nothing was. */
  kept: Json;
  /** When they were here last, before the visit that is going on; null when they never were. */
  previousVisit: Date | null;
}

/** Minutes without a mark after which the next one begins another visit. */
const pause = 30;

/** @throws Undecipherable, KeysUnavailable */
export async function readSettingsOf(database: Database, subject: string): Promise<Settings> {
  const [row] = await database.query<{
    version: number;
    keyId: string | null;
    sealed: string | null;
    previousVisit: Date | null;
  }>(
    {
      name: 'read-settings',
      text: `select version, key_id as "keyId", sealed, previous_at as "previousVisit" from settings where subject = $1`,
    },
    [subject],
  );
  if (!row) return { version: 0, kept: null, previousVisit: null };
  const { version, keyId, sealed, previousVisit } = row;
  const kept =
    keyId !== null && sealed !== null
      ? await database.sealer.unseal(places.settings(subject), { keyId, sealed })
      : null;
  return { version, kept, previousVisit };
}

/**
 * Keeps what someone has settled, in place of what was there.
 * @param seen the version on which it rests; undefined when any will do
 * @returns the new version, or null when another is there than the one that was seen
 */
export async function keepSettings(
  database: Database,
  subject: string,
  kept: Json,
  seen: number | undefined,
): Promise<number | null> {
  const { keyId, sealed } = await database.sealer.seal(installation, places.settings(subject), kept);
  const [row] = await database.query<{ version: number }>(
    {
      name: 'keep-settings',
      text: `insert into settings (subject, version, key_id, sealed)
        select $1, 1, $2, $3 where coalesce($4::integer, 0) = 0 or exists (select from settings where subject = $1)
        on conflict (subject) do update
          set version = settings.version + 1, key_id = excluded.key_id, sealed = excluded.sealed
          where settings.version = coalesce($4::integer, settings.version)
        returning version`,
    },
    [subject, keyId, sealed, seen ?? null],
  );
  return row?.version ?? null;
}

/**
 * Marks that someone is here. Marks within half an hour of each other are one visit.
 * @returns when they were here last before this visit; null when they never were
 */
export async function markVisit(database: Database, subject: string, now: Date): Promise<Date | null> {
  const [row] = await database.query<{ previous: Date | null }>(
    {
      name: 'mark-visit',
      text: `insert into settings (subject, seen_at) values ($1, $2)
        on conflict (subject) do update set
          previous_at = case when excluded.seen_at - settings.seen_at < make_interval(mins => $3)
            then settings.previous_at else settings.seen_at end,
          seen_at = greatest(excluded.seen_at, settings.seen_at)
        returning previous_at as previous`,
    },
    [subject, now.toISOString(), pause],
  );
  return row?.previous ?? null;
}

import { randomUUID } from 'node:crypto';
import type { Actor } from '../trajectory/state.js';
import type { Database, Statement } from './database.js';
import { open, places, seal } from './sealing.js';

/** Why the record of a trajectory is kept, whatever its term: such as a court case, or an inquiry. */
export interface HoldEntry {
  reason: string;
  /** Where the ground is written down, such as a case number. */
  reference: string;
  by: Actor;
}

/** A hold that was placed or released. */
export interface Hold extends HoldEntry {
  kind: 'placed' | 'released';
  at: Date;
}

/** Why nothing was done. */
export type NotHeld = 'missing' | 'held' | 'not-held' | 'erasing';

/** @returns null when it is done. */
export function placeHold(database: Database, trajectoryId: string, entry: HoldEntry): Promise<NotHeld | null> {
  return change(database, place, 'placed', trajectoryId, entry);
}

/** @returns null when it is done. */
export function releaseHold(database: Database, trajectoryId: string, entry: HoldEntry): Promise<NotHeld | null> {
  return change(database, release, 'released', trajectoryId, entry);
}

async function change(
  database: Database,
  statement: Statement,
  kind: Hold['kind'],
  id: string,
  entry: HoldEntry,
): Promise<NotHeld | null> {
  // Looked at before anything is sealed: that could make a key for someone who is being erased.
  const refused = await whyNot(database, kind, id);
  if (refused) return refused;
  const holdId = randomUUID();
  const { keyId, sealed } = await seal(database.sealer, id, places.hold(holdId), entry);
  const [done] = await database.query(statement, [id, holdId, kind, new Date().toISOString(), keyId, sealed]);
  return done ? null : ((await whyNot(database, kind, id)) ?? 'erasing');
}

async function whyNot(database: Database, kind: Hold['kind'], id: string): Promise<NotHeld | null> {
  const [row] = await database.query<{ held: boolean; erasing: boolean }>(
    { name: 'look-at-hold', text: 'select held, erasing from trajectories where id = $1 and erased_on is null' },
    [id],
  );
  if (!row) return 'missing';
  if (row.erasing) return 'erasing';
  if (kind === 'placed') return row.held ? 'held' : null;
  return row.held ? null : 'not-held';
}

const write = (name: string, held: boolean, condition: string): Statement => ({
  name,
  text: `with changed as (
      update trajectories set held = ${held} where id = $1 and erased_on is null and ${condition} returning id
    )
    insert into holds (id, trajectory_id, position, kind, at, key_id, sealed)
    select $2, id, (select coalesce(max(position), 0) + 1 from holds where trajectory_id = $1), $3, $4::timestamptz, $5, $6
    from changed returning id`,
});
// An erasure that has begun goes on: a hold that comes then has come too late, and is told so.
const place = write('place-hold', true, 'not held and not erasing');
const release = write('release-hold', false, 'held');

/** All that was placed and released, in that order. @throws KeyDestroyed, KeysUnavailable */
export async function listHolds(database: Database, trajectoryId: string): Promise<Hold[]> {
  const rows = await database.query<{ id: string; kind: Hold['kind']; at: Date; keyId: string; sealed: string }>(
    {
      name: 'list-holds',
      text: `select id, kind, at, key_id as "keyId", sealed from holds where trajectory_id = $1 order by position`,
    },
    [trajectoryId],
  );
  return Promise.all(
    rows.map(async ({ id, kind, at, keyId, sealed }) => {
      const entry = await open<HoldEntry>(database.sealer, places.hold(id), { keyId, sealed, unsealed: null });
      return { kind, at, ...entry };
    }),
  );
}

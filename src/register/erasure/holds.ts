import { randomUUID } from 'node:crypto';
import type { Actor } from '../../trajectory/replayed/state.js';
import type { Database, Statement } from '../database/database.js';
import { addDeeds, deedPlaces, sealedDeeds, standsFor, type Deed } from '../chains/deeds.js';
import { open, places, seal } from '../database/sealing.js';

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
  for (;;) {
    // Looked at before anything is sealed: that could make a key for someone who is being erased.
    const now = await look(database, kind, id);
    if (typeof now === 'string') return now;
    const hold = { id: randomUUID(), trajectoryId: id, position: now.last + 1, kind, at: new Date().toISOString() };
    const { keyId, sealed } = await seal(database.sealer, id, places.hold(hold.id), entry);
    const deeds = await sealedDeeds(database.sealer, [holdDeed({ ...hold, keyId, sealed })]);
    const values = [id, hold.id, kind, hold.at, keyId, sealed, hold.position, deeds];
    const [done] = await database.query<{ done: boolean }>(statement, values);
    if (done?.done) return null;
  }
}

/** What is kept of a hold. */
export interface StoredHold {
  id: string;
  trajectoryId: string;
  position: number;
  kind: Hold['kind'];
  at: string;
  keyId: string;
  sealed: string;
}

/** It says what the row is without naming the trajectory: a deed stays when the trajectory has been erased. */
export const holdDeed = ({ id, ...row }: StoredHold): Deed => ({
  place: deedPlaces.hold(id),
  round: 1,
  says: { row: standsFor(row) },
});

/** Why it can't be done now, or the position of the last hold. */
async function look(database: Database, kind: Hold['kind'], id: string): Promise<NotHeld | { last: number }> {
  const [row] = await database.query<{ held: boolean; erasing: boolean; last: number }>(
    {
      name: 'look-at-hold',
      text: `select held, erasing, coalesce((select max(position) from holds where trajectory_id = $1), 0) as last
        from trajectories where id = $1 and erased_on is null`,
    },
    [id],
  );
  if (!row) return 'missing';
  if (row.erasing) return 'erasing';
  if (kind === 'placed') return row.held ? 'held' : row;
  return row.held ? row : 'not-held';
}

const write = (name: string, held: boolean, condition: string): Statement => ({
  name,
  text: `with changed as (
      update trajectories set held = ${held} where id = $1 and erased_on is null and ${condition}
        and not exists (select from holds where trajectory_id = $1 and position >= $7) returning id
    ), added as (
      insert into holds (id, trajectory_id, position, kind, at, key_id, sealed)
      select $2, id, $7, $3, $4::timestamptz, $5, $6 from changed returning id
    ), deed as (${addDeeds('$8', 'exists (select from added)')})
    select exists (select from added) as done`,
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
      const entry = await open<HoldEntry>(database.sealer, places.hold(id), { keyId, sealed });
      return { kind, at, ...entry };
    }),
  );
}

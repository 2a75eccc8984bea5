import { KeysUnavailable, Undecipherable } from '../../privacy/errors.js';
import type { Sealed } from '../../privacy/sealer.js';
import type { Database } from '../database/database.js';
import { open, places, readable, seal } from '../database/sealing.js';

/** What one organisation calls a trajectory in its own files. */
export interface OwnReference {
  reference: string | null;
  label: string | null;
}

/** Why nothing was kept. */
export type NotKept = 'missing' | 'erasing';

/**
 * Keeps what one organisation calls a trajectory; of two at once the last one holds. With nothing in it, nothing stays.
 * @param searchedBy the keyed hash by which the reference is found; null where it cannot be
 * @returns null when it is done
 * @throws KeysUnavailable
 */
export async function keepOwnReference(
  database: Database,
  trajectoryId: string,
  organisation: string,
  kept: OwnReference,
  searchedBy: string | null,
): Promise<NotKept | null> {
  // Looked at before anything is sealed: that could make a key for someone who is being erased.
  const [row] = await database.query<{ erasing: boolean }>(
    { name: 'look-at-own-reference', text: 'select erasing from trajectories where id = $1 and erased_on is null' },
    [trajectoryId],
  );
  if (!row) return 'missing';
  if (row.erasing) return 'erasing';
  if (kept.reference === null && kept.label === null) {
    await database.query(
      {
        name: 'clear-own-reference',
        text: 'delete from own_references where trajectory_id = $1 and organisation = $2',
      },
      [trajectoryId, organisation],
    );
    return null;
  }
  const place = places.ownReference(trajectoryId, organisation);
  const { keyId, sealed } = await seal(database.sealer, trajectoryId, place, kept);
  const done = await database.query(
    {
      name: 'keep-own-reference',
      // Locked, so that an erasure that begins meanwhile comes before or after this, and misses no row.
      text: `with there as (
          select id from trajectories where id = $1 and erased_on is null and not erasing for share
        )
        insert into own_references (trajectory_id, organisation, key_id, sealed, searched_by)
        select id, $2, $3, $4, $5 from there
        on conflict (trajectory_id, organisation) do update
          set key_id = excluded.key_id, sealed = excluded.sealed, searched_by = excluded.searched_by
        returning trajectory_id`,
    },
    [trajectoryId, organisation, keyId, sealed, searchedBy],
  );
  return done.length > 0 ? null : 'erasing';
}

/** What one organisation calls these trajectories, by their ids. */
export async function ownReferencesOf(
  database: Database,
  trajectoryIds: readonly string[],
  organisation: string,
): Promise<ReadonlyMap<string, OwnReference>> {
  if (trajectoryIds.length === 0) return new Map();
  const rows = await database.query<Sealed & { id: string }>(
    {
      name: 'own-references',
      text: `select trajectory_id as id, key_id as "keyId", sealed from own_references
        where trajectory_id = any($1) and organisation = $2`,
    },
    [[...new Set(trajectoryIds)], organisation],
  );
  const read = await readable(rows, async ({ id, ...row }): Promise<[string, OwnReference][]> => {
    try {
      return [[id, await open<OwnReference>(database.sealer, places.ownReference(id, organisation), row)]];
    } catch (error) {
      // A list does not fail by what cannot be read now, or was put elsewhere by hand.
      if (error instanceof KeysUnavailable || error instanceof Undecipherable) return [];
      throw error;
    }
  });
  return new Map(read.flat());
}

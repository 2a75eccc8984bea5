import type { Database } from '../database/database.js';
import type { Scope } from '../database/paging.js';

/** Something that is not what it was: whoever shows it reads it again. */
export interface Change {
  kind: 'trajectory' | 'notification';
  trajectoryId: string;
  municipality: string;
  version: number;
  /** Where it stands among all changes: a number as text, since it can be larger than JavaScript counts. */
  position: string;
}

/**
 * The latest change that is certain: of every transaction before it it is known whether it was committed, so nothing can
 * appear before it any more.
 */
export async function latestChange(database: Database): Promise<string> {
  const [row] = await database.query<{ position: string }>({
    name: 'latest-change',
    text: `select greatest(
        coalesce((select change from trajectories where ${certain} order by change desc limit 1), '0'::xid8),
        coalesce((select change from notifications where ${certain} order by change desc limit 1), '0'::xid8)
      )::text as position`,
  });
  return row?.position ?? '0';
}

/**
 * The latest change within a scope that is certain, for a caller: what goes on elsewhere moves no number that they are told.
 * '0' when there is none.
 */
export async function latestChangeIn(database: Database, { municipality, agency }: Scope): Promise<string> {
  const [row] = await database.query<{ position: string }>(
    {
      name: 'latest-change-in',
      text: `select greatest(
          coalesce((select change from trajectories where ${certain} and $2::text is null
            and ($1::text is null or municipality = $1) order by change desc limit 1), '0'::xid8),
          coalesce((select change from agency_views where agency = $2 and ${certain}
            and ($1::text is null or municipality = $1) order by change desc limit 1), '0'::xid8),
          coalesce((select change from notifications where ${certain} and ($2::text is null or agency = $2)
            and ($1::text is null or municipality = $1) order by change desc limit 1), '0'::xid8)
        )::text as position`,
    },
    [municipality, agency],
  );
  return row?.position ?? '0';
}

const certain = 'change < pg_snapshot_xmin(pg_current_snapshot())';

/**
 * What has changed after a position, within the scope, in order; of each trajectory and message its last change only.
 * @returns `isWhole` false when there was more than the limit; all that share a position are in it or none
 */
export async function changesAfter(
  database: Database,
  { municipality, agency }: Scope,
  after: string,
  limit: number,
): Promise<{ items: Change[]; isWhole: boolean }> {
  const rows = await database.query<Change>(
    {
      name: 'changes-after',
      text: `
        (select 'trajectory' as kind, t.id as "trajectoryId", t.municipality, t.version, t.change::text as position, t.change
          from trajectories t where t.${certain} and t.change > $1::xid8 and t.erased_on is null
            and ($2::text is null or t.municipality = $2) and $3::text is null
          order by t.change limit $4)
        union all
        (select 'trajectory', v.trajectory_id, v.municipality, v.version, v.change::text, v.change
          from agency_views v where v.agency = $3 and v.${certain} and v.change > $1::xid8
            and ($2::text is null or v.municipality = $2)
          order by v.change limit $4)
        union all
        (select 'notification', n.trajectory_id, n.municipality, 0, n.change::text, n.change
          from notifications n where n.${certain} and n.change > $1::xid8
            and ($2::text is null or n.municipality = $2) and ($3::text is null or n.agency = $3)
          order by n.change limit $4)
        order by change, kind desc limit $4`,
    },
    [after, municipality, agency, limit + 1],
  );
  if (rows.length <= limit) return { items: rows.map(shown), isWhole: true };
  const cut = rows.at(-1)!.position;
  const before = rows.filter(({ position }) => position !== cut);
  // More than the limit in one transaction, such as a migration: then those that were read stand for all of it.
  return { items: (before.length > 0 ? before : rows).map(shown), isWhole: before.length === 0 };
}

function shown({ kind, trajectoryId, municipality, version, position }: Change): Change {
  return { kind, trajectoryId, municipality, version, position };
}

/** Whether a position comes after another. */
export function isAfter(position: string, other: string): boolean {
  return BigInt(position) > BigInt(other);
}

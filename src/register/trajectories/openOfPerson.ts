import type { Database } from '../database/database.js';

/** A trajectory that is open, and whose it is. */
export interface OpenTrajectory {
  id: string;
  municipality: string;
}

/** The trajectories that a person has open, under their reference or a number that was found later; the last one first. */
export function findOpen(database: Database, personRef: string): Promise<OpenTrajectory[]> {
  return database.query<OpenTrajectory>(
    {
      name: 'find-open',
      text: `select id, municipality from trajectories
        where status = 'open' and (person_ref = $1 or known_as = $1) order by opened_at desc, id`,
    },
    [personRef],
  );
}

/**
 * The open trajectories of this one's person, itself among them when there are others: by its reference or the number that
 * it is known by. None when this one is not open itself.
 * @param number waits to be its, or is its no more: then the others with that one, whether or not this one is open
 */
export function findOpenBeside(database: Database, id: string, number: string | undefined): Promise<OpenTrajectory[]> {
  return database.query<OpenTrajectory>(
    {
      name: 'find-open-beside',
      text: `with this as (
          select id, municipality,
            case when $2::text is null then array[person_ref, known_as] else array[$2] end as refs
          from trajectories where id = $1 and (status = 'open' or $2::text is not null)
        ), others as (
          select distinct o.id, o.municipality from this cross join lateral unnest(this.refs) ref
          join trajectories o on (o.person_ref = ref or o.known_as = ref) and o.id <> this.id and o.status = 'open'
        )
        select id, municipality from others
        union all select id, municipality from this where exists (select from others) order by id`,
    },
    [id, number ?? null],
  );
}

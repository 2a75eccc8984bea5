import type { StepNaming } from '../../trajectory/definitions/formerNames.js';
import type { Json } from '../../trajectory/replayed/state.js';
import type { Database } from '../database/database.js';
import { keysetPage, type Page, type Scope } from '../database/paging.js';
import { withPersons, type PersonFacts, type SealedPerson } from './described.js';
import { reasonsOf, type QueueFacts, type Reasons } from './queueFacts.js';
import { readable } from '../database/sealing.js';
import { inMunicipality } from './trajectories.js';

/** A trajectory that waits for the step of the queue. */
export interface QueueRow {
  trajectoryId: string;
  municipality: string;
  direction: string | null;
  /** Whom it is about, as lists show it. */
  person: PersonFacts;
  /** From 1, among all of its municipality that wait, also those that the caller may not know of. */
  position: number;
  openedAt: Date;
  targetDate: string | null;
  fatalDate: string | null;
  overdue: boolean;
  plannedOn: string | null;
  /** How many of its municipality are planned for that day, with the same remark. */
  planned: number;
  /** What the queue declares that it shows, as far as it has been set. */
  shown: Readonly<Record<string, Json>>;
  /** Why it goes before those that wait longer. */
  reasons: Reasons;
}

type StoredRow = Omit<QueueRow, 'shown' | 'reasons' | 'person'> & { queue: QueueFacts; person: SealedPerson };

/** Who waits longest comes first, after those with precedence. $1: the names under which the step may be stored. */
const waiting = `(
  select waiting.*, (row_number() over (partition by municipality order by rank, id))::integer as position,
    (count(*) over (partition by municipality, planned_on))::integer as planned
  from (
    select t.id, t.municipality, t.direction, t.parties, s.opened_at, s.target_date, s.fatal_date, s.overdue,
      t.queue, t.person, t.queue ->> 'plannedOn' as planned_on,
      case when (t.queue ->> 'goesFirst')::boolean then '0 ' else '1 ' end
        || to_char(s.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as rank
    from open_steps s
    -- One by one: a few thousand wait among all that there ever were, which would be read whole otherwise.
    cross join lateral (
      select id, municipality, direction, parties, queue, person
      from trajectories where id = s.trajectory_id and version = s.version offset 0
    ) t
    where s.step = any($1::text[])
  ) waiting
) q`;

export const queueSorts = ['queue', 'id'] as const;
type QueueSort = (typeof queueSorts)[number];

/**
 * The queue, as far as it lies within the scope; by place in it, or by what never moves.
 * @param namesOf under which a step may be stored
 * @throws Undecipherable, KeysUnavailable
 */
export async function listQueue(
  database: Database,
  scope: Scope,
  filter: { municipality?: string | undefined },
  { sort = 'queue', ...page }: { limit: number; cursor?: string | undefined; sort?: QueueSort },
  namesOf: StepNaming['every'],
): Promise<Page<QueueRow>> {
  const { sealer, listing } = database;
  const { items, nextCursor } = await keysetPage<StoredRow>(database, {
    values: [listing.queue ? namesOf(listing.queue.step) : []],
    columns: `q.id as "trajectoryId", q.municipality, q.direction, q.position, q.opened_at as "openedAt",
      q.target_date as "targetDate", q.fatal_date as "fatalDate", q.overdue, q.planned_on as "plannedOn", q.planned, q.queue, q.person`,
    from: waiting,
    where: [
      ['q.municipality = ?', scope.municipality],
      ['? = any(q.parties)', scope.agency],
      inMunicipality('q.municipality', filter.municipality),
    ],
    sort:
      sort === 'id'
        ? { name: 'id', expression: 'q.id', type: 'text', descending: false }
        : { name: 'queue', expression: 'q.rank', type: 'text', descending: false, isSecret: true },
    tieBreaker: 'q.id',
    ...page,
  });
  const described = await withPersons(sealer, items, listing.person.inLists, ({ trajectoryId }) => trajectoryId);
  const shown = await readable(described, async ({ queue, ...row }): Promise<QueueRow> => {
    const { goesFirst: _first, keyId, sealed, plannedOn: _planned, ...rest } = queue;
    const reasons = await reasonsOf(sealer, listing.queue, row.trajectoryId, { keyId, sealed });
    return { ...row, shown: rest as Record<string, Json>, reasons };
  });
  return { items: shown, nextCursor };
}

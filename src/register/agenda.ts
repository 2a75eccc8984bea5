import type { Agency } from '../trajectory/state.js';
import type { Database } from './database.js';
import { keysetPage, type Page, type Scope } from './paging.js';

/** A trajectory that waits for the case conference. */
export interface AgendaRow {
  trajectoryId: string;
  municipality: string;
  direction: string | null;
  /** From 1, among all of its municipality that wait, also those that the caller may not know of. */
  position: number;
  openedAt: Date;
  targetDate: string | null;
  fatalDate: string | null;
  overdue: boolean;
  vulnerable: boolean;
  heldByCourt: boolean;
  meetingOn: string | null;
  positionsBy: string | null;
  /** How many of its municipality are planned for that meeting, with the same remark. */
  planned: number;
  /** The agencies that have given their position. */
  positionsFrom: Agency[];
}

/** The last value that the record has of a fact, which is the one that the trajectory has: JSON's null when it was removed. */
const last = (fact: string) =>
  `(array_agg(e.effect -> 'facts' -> '${fact}' order by e.sequence desc)
    filter (where e.effect -> 'facts' ? '${fact}'))[1] as ${fact}`;

/** Who waits longest comes first, after those whom a court holds here and those whose vulnerability goes before. */
const queue = `(
  select waiting.*, (row_number() over (partition by municipality order by rank, id))::integer as position,
    (count(*) over (partition by municipality, meeting_on))::integer as planned
  from (
    select t.id, t.municipality, t.direction, t.parties, s.opened_at, s.target_date, s.fatal_date, s.overdue,
      first.vulnerable, first.held_by_court, f.agenda ->> 'meetingOn' as meeting_on,
      f.agenda ->> 'positionsBy' as positions_by, f.positions,
      case when first.vulnerable or first.held_by_court then '0 ' else '1 ' end
        || to_char(s.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as rank
    from open_steps s
    join trajectories t on t.id = s.trajectory_id and t.version = s.version
    cross join lateral (
      select ${['agenda', 'positions', 'vulnerable', 'stops'].map(last).join(', ')}
      from events e where e.trajectory_id = t.id
    ) f
    cross join lateral (
      select coalesce(f.vulnerable = 'true'::jsonb, false) as vulnerable,
        coalesce(f.stops ? 'court-hold', false) as held_by_court
    ) first
    where s.step = 'case-conference'
  ) waiting
) q`;

/** The queue for the case conference, as far as it lies within the scope; by place in it. */
export function listAgenda(
  database: Database,
  scope: Scope,
  filter: { municipality?: string | undefined },
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<AgendaRow>> {
  return keysetPage<AgendaRow>(database, {
    columns: `q.id as "trajectoryId", q.municipality, q.direction, q.position, q.opened_at as "openedAt",
      q.target_date as "targetDate", q.fatal_date as "fatalDate", q.overdue, q.vulnerable, q.held_by_court as "heldByCourt",
      q.meeting_on as "meetingOn", q.positions_by as "positionsBy", q.planned,
      case when jsonb_typeof(q.positions) = 'object'
        then (select coalesce(array_agg(agency order by agency), '{}') from jsonb_object_keys(q.positions) agency)
        else '{}' end as "positionsFrom"`,
    from: queue,
    where: [
      ['q.municipality = ?', scope.municipality],
      ['? = any(q.parties)', scope.agency],
      ['q.municipality = ?', filter.municipality],
    ],
    sort: { name: 'queue', expression: 'q.rank', type: 'text', descending: false },
    tieBreaker: 'q.id',
    ...page,
  });
}

import type { StepNaming } from '../../trajectory/definitions/formerNames.js';
import type { Agency } from '../../trajectory/replayed/state.js';
import { precedenceOf, type AgendaFacts, type Precedence } from './agendaFacts.js';
import type { Database } from '../database/database.js';
import { keysetPage, type Page, type Scope } from '../database/paging.js';
import { readable } from './sealing.js';
import { inMunicipality } from './trajectories.js';

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

type StoredRow = Omit<AgendaRow, 'positionsBy' | 'positionsFrom' | keyof Precedence> & { agenda: AgendaFacts };

/**
 * Who waits longest comes first, after those whom a court holds here and those whose vulnerability goes before. $1: the
 * names under which the conference may be stored.
 */
const queue = `(
  select waiting.*, (row_number() over (partition by municipality order by rank, id))::integer as position,
    (count(*) over (partition by municipality, meeting_on))::integer as planned
  from (
    select t.id, t.municipality, t.direction, t.parties, s.opened_at, s.target_date, s.fatal_date, s.overdue,
      t.agenda, t.agenda ->> 'meetingOn' as meeting_on,
      case when (t.agenda ->> 'goesFirst')::boolean then '0 ' else '1 ' end
        || to_char(s.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as rank
    from open_steps s
    -- One by one: a few thousand wait among all that there ever were, which would be read whole otherwise.
    cross join lateral (
      select id, municipality, direction, parties, agenda
      from trajectories where id = s.trajectory_id and version = s.version offset 0
    ) t
    where s.step = any($1::text[])
  ) waiting
) q`;

export const agendaSorts = ['queue', 'id'] as const;
type AgendaSort = (typeof agendaSorts)[number];

/**
 * The queue for the case conference, as far as it lies within the scope; by place in it, or by what never moves.
 * @param namesOf under which a step may be stored
 * @throws Undecipherable, KeysUnavailable
 */
export async function listAgenda(
  database: Database,
  scope: Scope,
  filter: { municipality?: string | undefined },
  { sort = 'queue', ...page }: { limit: number; cursor?: string | undefined; sort?: AgendaSort },
  namesOf: StepNaming['every'],
): Promise<Page<AgendaRow>> {
  const { items, nextCursor } = await keysetPage<StoredRow>(database, {
    values: [namesOf('case-conference')],
    columns: `q.id as "trajectoryId", q.municipality, q.direction, q.position, q.opened_at as "openedAt",
      q.target_date as "targetDate", q.fatal_date as "fatalDate", q.overdue, q.meeting_on as "meetingOn", q.planned, q.agenda`,
    from: queue,
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
  const shown = await readable(items, async ({ agenda, ...row }): Promise<AgendaRow> => {
    const { positionsBy = null, positionsFrom = [] } = agenda;
    return { ...row, positionsBy, positionsFrom, ...(await precedenceOf(database.sealer, row.trajectoryId, agenda)) };
  });
  return { items: shown, nextCursor };
}

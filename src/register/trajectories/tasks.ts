import type { Agency } from '../../trajectory/replayed/state.js';
import type { Database } from '../database/database.js';
import { keysetPage, type Page, type Scope } from '../database/paging.js';
import { withPersons, type PersonFacts, type SealedPerson } from './described.js';
import { claimOfStep, inMunicipality, type RecordedClaim } from './trajectories.js';

/** An open step in someone's work list. */
export interface Task {
  trajectoryId: string;
  municipality: string;
  direction: string | null;
  /** Whom it is about, as lists show it. */
  person: PersonFacts;
  step: string;
  responsible: Agency;
  openedAt: Date;
  targetDate: string | null;
  fatalDate: string | null;
  overdue: boolean;
  claim: RecordedClaim | null;
}

export interface TaskFilter {
  /** By all the names that it has had. */
  step?: readonly string[] | undefined;
  overdue?: boolean | undefined;
  responsible?: string | undefined;
  municipality?: string | undefined;
  /** A day: what is due before it. */
  dueBefore?: string | undefined;
  /** UTC instant. */
  openedSince?: string | undefined;
  /** Claimed by this person, by anyone but this person, or by nobody. */
  claimedBy?: string | undefined;
  claimedByOther?: string | undefined;
  unclaimed?: true | undefined;
}

export const taskSorts = ['fatalDate', 'id'] as const;
export type TaskSort = (typeof taskSorts)[number];

const taskId = `(s.trajectory_id || '/' || s.step)`;

type KeptTask = Omit<Task, 'person'> & { person: SealedPerson };

/** Open steps for which an agency is responsible: the most urgent first, or by what never moves. */
export async function listTasks(
  database: Database,
  scope: Scope,
  filter: TaskFilter,
  { sort = 'fatalDate', ...page }: { limit: number; cursor?: string | undefined; sort?: TaskSort },
): Promise<Page<Task>> {
  const { items, nextCursor } = await keysetPage<KeptTask>(database, {
    columns: `s.trajectory_id as "trajectoryId", t.municipality, t.direction, t.person, s.step, s.responsible,
      s.opened_at as "openedAt", s.target_date as "targetDate", s.fatal_date as "fatalDate", s.overdue, ${claimOfStep} as claim`,
    from: 'open_steps s join trajectories t on t.id = s.trajectory_id and t.version = s.version',
    where: [
      ['t.municipality = ?', scope.municipality],
      ['s.responsible = ?', scope.agency],
      ['s.responsible = ?', filter.responsible],
      ['s.step = any(?::text[])', filter.step],
      ['s.overdue = ?', filter.overdue],
      inMunicipality('t.municipality', filter.municipality),
      ['least(s.target_date, s.fatal_date) < ?::date', filter.dueBefore],
      ['s.opened_at >= ?', filter.openedSince],
      ['s.claimed_by = ?', filter.claimedBy],
      ['s.claimed_by <> ?', filter.claimedByOther],
      ['(s.claimed_by is null) = ?', filter.unclaimed],
    ],
    sort:
      sort === 'id'
        ? { name: 'id', expression: taskId, type: 'text', descending: false }
        : {
            name: 'fatalDate',
            expression: `coalesce(s.fatal_date, 'infinity'::date)`,
            type: 'date',
            descending: false,
          },
    tieBreaker: taskId,
    ...page,
  });
  const { sealer, listing } = database;
  return { items: await withPersons(sealer, items, listing.person.inLists, (task) => task.trajectoryId), nextCursor };
}

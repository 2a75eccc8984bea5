import type { Agency } from '../trajectory/state.js';
import type { Database } from './database.js';
import { blockers, takesPlace } from './trajectories.js';

/** What coordinators look after: how many now, and what waits on whom. Each count is that of a list. */

export interface OpenNow {
  municipality: string;
  participants: number;
  open: number;
  overdue: number;
  suspended: number;
}

/** @param today calendar day, `YYYY-MM-DD` */
export function countOpenNow(database: Database, municipalities: readonly string[], today: string): Promise<OpenNow[]> {
  return database.query<OpenNow>(
    {
      name: 'count-open-now',
      // Who takes a place has an open trajectory: a closed one has ended.
      text: `select t.municipality, count(*)::integer as open,
          (count(*) filter (where ${takesPlace('$2')}))::integer as participants,
          (count(*) filter (where t.overdue))::integer as overdue,
          (count(*) filter (where t.suspended))::integer as suspended
        from trajectories t where t.status = 'open' and t.erased_on is null and t.municipality = any($1)
        group by t.municipality`,
    },
    [municipalities, today],
  );
}

export interface OpenStepsNow {
  municipality: string;
  soonDue: number;
  blocked: number;
  escalated: number;
}

/** Only what is open has open steps; saying so, the open ones are looked up and not all that ever were. */
const steps = `from trajectories t join open_steps s on s.trajectory_id = t.id and s.version = t.version
  where t.status = 'open' and t.erased_on is null and t.municipality = any($1)`;

/**
 * Trajectories by what is open in them.
 * @param dueBefore the day before which a fatal date is soon
 */
export function countByOpenSteps(
  database: Database,
  municipalities: readonly string[],
  dueBefore: string,
): Promise<OpenStepsNow[]> {
  return database.query<OpenStepsNow>(
    {
      name: 'count-by-open-steps',
      text: `select municipality, (count(*) filter (where soon))::integer as "soonDue",
          (count(*) filter (where blocked))::integer as blocked,
          (count(*) filter (where escalated))::integer as escalated
        from (select t.municipality, bool_or(not s.overdue and coalesce(s.fatal_date < $2::date, false)) as soon,
            bool_or(s.step in ${blockers}) as blocked, bool_or(s.step = 'escalation') as escalated
          ${steps} group by t.id) by_trajectory
        group by municipality`,
    },
    [municipalities, dueBefore],
  );
}

/** The open steps that wait on an agency; municipality null: in all of them together. Days are whole days since a step opened. */
export interface WaitingOn {
  municipality: string | null;
  agency: Agency;
  open: number;
  overdue: number;
  median: number;
  longest: number;
}

export function countWaitingOn(
  database: Database,
  municipalities: readonly string[],
  today: string,
): Promise<WaitingOn[]> {
  return database.query<WaitingOn>(
    {
      name: 'count-waiting-on',
      text: `select municipality, agency, count(*)::integer as open, (count(*) filter (where overdue))::integer as overdue,
          percentile_disc(0.5) within group (order by days)::integer as median, max(days)::integer as longest
        from (select t.municipality, s.responsible as agency, s.overdue,
            $2::date - (s.opened_at at time zone 'Europe/Amsterdam')::date as days ${steps}) waiting
        group by grouping sets ((municipality, agency), (agency))`,
    },
    [municipalities, today],
  );
}

export interface Flow {
  municipality: string;
  /** `YYYY-MM`. */
  month: string;
  opened: number;
  closed: number;
}

/** Opened and closed from one instant until before another, by the month in Amsterdam. */
export function countFlow(
  database: Database,
  municipalities: readonly string[],
  from: string,
  before: string,
): Promise<Flow[]> {
  const by = (column: string, which: string) => `
    select municipality, date_trunc('month', ${column} at time zone 'Europe/Amsterdam') as month, ${which}
    from trajectories where erased_on is null and municipality = any($1) and ${column} >= $2 and ${column} < $3
    group by 1, 2`;
  return database.query<Flow>(
    {
      name: 'count-flow',
      text: `select municipality, to_char(month, 'YYYY-MM') as month, sum(opened)::integer as opened,
          sum(closed)::integer as closed
        from (${by('opened_at', 'count(*) as opened, 0 as closed')}
          union all ${by('closed_at', '0, count(*)')}) moved
        group by municipality, moved.month`,
    },
    [municipalities, from, before],
  );
}

import type { Database, Statement } from '../../../src/register/database/database.js';
import type { Question, Transfer } from '../../../src/statistics/counting/tallies.js';
import { addDays } from '../../../src/trajectory/terms/calendar.js';
import type { CohortProfile, PeriodProfile } from './profiles.js';

/**
 * The figures once more, counted by PostgreSQL of the same facts: another language, another way, the same numbers.
 * Trajectories are counted by what is the same of them, so that every figure of a table is a sum of these few rows. Days
 * that belong to a fact (referred on, admitted on) are as known at the moment asked; so is what held on a day, such as
 * the municipality and the direction, which the figures have under the day from which it held.
 */

const days: Record<string, string> = {
  referred_on: `coalesce(figures ->> 'referredOn', figures ->> 'openedOn')`,
  intake_on: `figures ->> 'intakeOn'`,
  conference_on: `figures ->> 'firstConferenceOn'`,
  decided_on: `coalesce(figures ->> 'admissionOn', figures ->> 'refusedOn')`,
  admitted_on: `figures ->> 'admittedOn'`,
  refused_on: `figures ->> 'refusedOn'`,
  left_on: `case when figures ? 'outcome' then coalesce(figures ->> 'outcomeOn', figures ->> 'closedOn') end`,
  closed_on: `figures ->> 'closedOn'`,
  evidence: `figures ->> 'evidence'`,
  escalated_since: `figures ->> 'escalatedSince'`,
  objection_since: `figures ->> 'objectionOpenSince'`,
  outcome: `figures ->> 'outcome'`,
};
const columns = ['figures', ...Object.entries(days).map(([name, expression]) => `${expression} as ${name}`)].join(', ');
const versions = `(select trajectory_id, sequence, at, ${columns} from case_versions)`;

/**
 * All trajectories as they were known: now, or at the moment that is the parameter `asOf`. What goes on in another
 * trajectory is in no figure.
 */
export function known(asOf: string | null): string {
  return asOf === null
    ? `select * from (select id, person_ref, episode, ${columns} from trajectories) t where outcome is distinct from 'DUPLICATE'`
    : `select t.id, t.person_ref, t.episode, v.*
        from trajectories t cross join lateral (
          select * from ${versions} x where trajectory_id = t.id and at <= ${asOf} order by sequence desc limit 1) v
        where v.outcome is distinct from 'DUPLICATE'`;
}

/** A statement in two forms: of what is known now, and of what was known at a moment, which is its last parameter. */
export function asKnown(name: string, parameters: number, text: (asOf: string | null) => string) {
  const now: Statement = { name, text: text(null) };
  const then: Statement = { name: `${name}-as-of`, text: text(`$${parameters + 1}::timestamptz`) };
  return <Row>(database: Database, values: unknown[], asOf: string | null): Promise<Row[]> =>
    asOf === null ? database.query<Row>(now, values) : database.query<Row>(then, [...values, asOf]);
}

const dated = (figure: string, condition: string, order: string) =>
  `(select value from jsonb_each_text(k.figures) f where f.key like '${figure}@%' and ${condition} order by f.key ${order} limit 1)`;
/** What held at the end of a day. */
const heldOn = (figure: string, day: string) =>
  `nullif(${dated(figure, `substr(f.key, ${figure.length + 2}) <= ${day}`, 'desc')}, '')`;
/** Where a case was at the end of a day; before its first day where it began. */
export const whereOn = (day: string): string =>
  `coalesce(${heldOn('municipality', day)}, ${dated('municipality', 'true', 'asc')})`;

/** What of a case has ended on or before a day. */
const ended = (day: string): string => `coalesce(least(k.left_on, k.closed_on) <= ${day}, false)`;
/** Began and had not ended on a day. */
const goesOn = (day: string): string =>
  `(coalesce(k.referred_on <= ${day}, false) or coalesce(k.admitted_on <= ${day}, false)) and not ${ended(day)}`;
const within = (column: string) => `coalesce(k.${column} between $2 and $3, false)`;
const timed = (from: string, to: string) => `${within(to)} and coalesce(k.${from} <= k.${to}, false)`;
/** Had been admitted, and left; a refusal at admission is no outflow. */
const leftOut = `k.admitted_on is not null and k.outcome is not null and k.outcome <> 'REFUSED_AT_ADMISSION'`;

/** Each thing that is counted is a row of its own, with the day by which it counts. */
const periodProfiles = asKnown(
  'period-profiles',
  6,
  (asOf) => `
    with cases as (
      select k.*, ${goesOn('$4')} as goes_on, not ${ended('$4')} as is_there,
        case when coalesce(k.admitted_on <= $4, false) then 'participant'
          when not coalesce(k.decided_on <= $4, false) and k.referred_on <= $4 then 'waiting' end as state
      from (${known(asOf)}) k
    ),
    counted as (
      select ${whereOn('$4')} as municipality, 'participants' as population, jsonb_build_object(
        'direction', coalesce(case when d.direction = 'UNDER_INVESTIGATION'
          then d.direction || '/' || coalesce(${heldOn('investigating', '$4')}, 'NOT_SAID')
          else d.direction end, 'NONE_AGREED'),
        'stay', case when d.stay_until is null then 'no-maximum'
          when d.stay_until < $4 then 'passed'
          when d.stay_until <= $5 then 'within-30-days'
          when d.stay_until <= $6 then 'within-91-days'
          else 'later' end) as attributes
      from cases k cross join lateral (select ${heldOn('direction', '$4')} as direction,
        ${heldOn('stayUntil', '$4')} as stay_until) d
      where k.goes_on and k.state = 'participant'
      union all
      select ${whereOn('$4')}, 'waiting', jsonb_build_object('stage',
        case when not coalesce(k.intake_on <= $4, false) then 'intake'
          when not coalesce(k.conference_on <= $4, false) then 'conference'
          else 'decision' end)
      from cases k where k.goes_on and k.state = 'waiting'
      union all
      select ${whereOn('$4')}, 'sheltered', jsonb_build_object('admitted', (coalesce(k.state, '') = 'participant')::text)
      from cases k where k.is_there and ${heldOn('sheltered', '$4')} is not null
      union all
      select ${whereOn('$4')}, 'escalated', '{}' from cases k
      where k.goes_on and (coalesce(k.escalated_since <= $4, false) or ${heldOn('escalated', '$4')} is not null)
      union all
      select ${whereOn('$4')}, 'objecting', '{}' from cases k
      where k.goes_on and (coalesce(k.objection_since <= $4, false) or ${heldOn('objecting', '$4')} is not null)
      union all
      select ${whereOn('k.referred_on')}, 'referred', jsonb_build_object('returned', (k.episode > 1 and exists (
        select from cases p where p.person_ref = k.person_ref and p.episode = k.episode - 1
          and ${leftOut.replaceAll('k.', 'p.')}
          and p.left_on between (k.referred_on::date - interval '12 months')::date::text and k.referred_on))::text)
      from cases k where ${within('referred_on')}
      union all
      select ${whereOn('k.admitted_on')}, 'admitted', '{}' from cases k where ${within('admitted_on')}
      union all
      select ${whereOn('k.refused_on')}, 'refused', '{}' from cases k
      where ${within('refused_on')} and k.admitted_on is null
      union all
      select ${whereOn('k.left_on')}, 'left-before', '{}' from cases k
      where ${within('left_on')} and k.admitted_on is null and k.refused_on is null and k.outcome <> 'REFUSED_AT_ADMISSION'
      union all
      select ${whereOn('k.left_on')}, 'left', jsonb_build_object('outcome', k.outcome, 'evidence',
        (k.evidence is not null)::text, 'timed', (k.admitted_on <= k.left_on)::text)
      from cases k where ${within('left_on')} and ${leftOut}
      union all
      select ${whereOn('k.intake_on')}, 'intake-timed', '{}' from cases k where ${timed('referred_on', 'intake_on')}
      union all
      select ${whereOn('k.conference_on')}, 'conference-timed', '{}' from cases k
      where ${timed('referred_on', 'conference_on')}
      union all
      select ${whereOn('k.decided_on')}, 'admission-timed', '{}' from cases k
      where ${timed('referred_on', 'decided_on')} and k.admitted_on is not null
    )
    select municipality, population, attributes, count(*)::integer as n from counted
    where municipality = any($1) group by 1, 2, 3`,
);

/** What the figures of a period count, but for what happened in it more than once. */
export function countPeriod(database: Database, question: Question): Promise<PeriodProfile[]> {
  const { municipalities, from, to, on, asOf } = question;
  const values = [municipalities, from, to, on, addDays(on, 30), addDays(on, 91)];
  return periodProfiles<PeriodProfile>(database, values, asOf);
}

const cohortProfiles = asKnown(
  'cohort-profiles',
  4,
  (asOf) => `
    select municipality, month, ended, outcome, stage, count(*)::integer as n
    from (
      select ${whereOn('k.admitted_on')} as municipality, substr(k.admitted_on, 1, 7) as month, ${ended('$4')} as ended,
        case when coalesce(k.left_on <= $4, false) and ${leftOut} then k.outcome end as outcome, null as stage
      from (${known(asOf)}) k where ${within('admitted_on')}
      union all
      select ${whereOn('k.referred_on')}, null, false, null,
        case when k.admitted_on is not null and coalesce(least(k.decided_on, k.admitted_on) <= $4, false) then 'admitted'
          when coalesce(k.decided_on <= $4, false) then 'refused'
          when ${ended('$4')} then 'ended'
          else 'undecided' end
      from (${known(asOf)}) k where ${within('referred_on')}
    ) profiles
    where municipality = any($1)
    group by 1, 2, 3, 4, 5`,
);

/** What had come on the reference date of who was admitted or referred in the window. */
export function countCohort(database: Database, question: Question): Promise<CohortProfile[]> {
  const { municipalities, from, to, on, asOf } = question;
  return cohortProfiles<CohortProfile>(database, [municipalities, from, to, on], asOf);
}

/** Where each was that ever moved, in order, at the end of each day on which that changed. */
const transfers = asKnown(
  'transfers',
  3,
  (asOf) => `
    select case when moved.from_where = any($1) then moved.from_where else '' end as from,
      case when moved.to_where = any($1) then moved.to_where else '' end as to, stage, count(*)::integer as n
    from (
      select lag(f.value) over (partition by k.id order by f.key) as from_where, f.value as to_where, substr(f.key, 14) as day,
        k.referred_on, k.decided_on, k.admitted_on, least(k.left_on, k.closed_on) as ended_on
      from (${known(asOf)}) k cross join lateral jsonb_each_text(k.figures) f
      where f.key like 'municipality@%'
    ) moved
    cross join lateral (select case when moved.admitted_on < moved.day then 'participating'
      when moved.decided_on < moved.day then 'refused' else 'waiting' end as stage) s
    where moved.from_where <> moved.to_where and moved.day between $2 and $3
      and (moved.from_where = any($1) or moved.to_where = any($1))
      and not coalesce(moved.ended_on < moved.day, false)
      and (coalesce(moved.admitted_on < moved.day, false) or moved.referred_on < moved.day)
    group by 1, 2, 3`,
);

/** Who went from one municipality to another in the period. */
export function readTransfers(database: Database, question: Question): Promise<Transfer[]> {
  const { municipalities, from, to, asOf } = question;
  return transfers<Transfer>(database, [municipalities, from, to], asOf);
}

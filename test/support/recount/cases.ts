import type { Database, Statement } from '../../../src/register/database.js';
import type { Question } from '../../../src/statistics/tallies.js';
import { addDays } from '../../../src/trajectory/calendar.js';
import type { CohortProfile, PeriodProfile } from './profiles.js';

/**
 * The figures once more, counted by PostgreSQL of the same facts: another language, another way, the same numbers.
 * Trajectories are counted by what is the same of them, so that every figure of a table is a sum of these few rows. Days
 * that belong to a fact (referred on, admitted on) are as known at the moment asked; what has no day of its own, such as
 * the direction, is as it stood at the end of the reference date.
 */

const days: Record<string, string> = {
  referred_on: `coalesce(figures ->> 'referredOn', figures ->> 'openedOn')`,
  intake_on: `figures ->> 'intakeOn'`,
  conference_on: `figures ->> 'firstConferenceOn'`,
  decided_on: `coalesce(figures ->> 'admissionOn', figures ->> 'refusedOn')`,
  admitted_on: `figures ->> 'admittedOn'`,
  refused_on: `figures ->> 'refusedOn'`,
  sheltered_from: `figures ->> 'shelteredFrom'`,
  shelter_ended_on: `figures ->> 'shelterEndedOn'`,
  left_on: `case when figures ? 'outcome' then coalesce(figures ->> 'outcomeOn', figures ->> 'closedOn') end`,
  closed_on: `figures ->> 'closedOn'`,
  evidence: `figures ->> 'evidence'`,
  investigating: `figures ->> 'investigating'`,
  stay_until: `figures ->> 'stayUntil'`,
  escalated_since: `figures ->> 'escalatedSince'`,
  objection_since: `figures ->> 'objectionOpenSince'`,
  municipality: `figures ->> 'municipality'`,
  outcome: `figures ->> 'outcome'`,
  direction: `figures ->> 'direction'`,
};
const columns = Object.entries(days)
  .map(([name, expression]) => `${expression} as ${name}`)
  .join(', ');
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

/** What of a case has ended on or before a day. */
const ended = (day: string): string => `coalesce(least(k.left_on, k.closed_on) <= ${day}, false)`;
/** Began and had not ended on a day. */
const goesOn = (day: string): string =>
  `(coalesce(k.referred_on <= ${day}, false) or coalesce(k.admitted_on <= ${day}, false)) and not ${ended(day)}`;
const within = (column: string) => `coalesce(k.${column} between $2 and $3, false)`;
const timed = (from: string, to: string) => `${within(to)} and coalesce(k.${from} <= k.${to}, false)`;
/** Had been admitted, and left; a refusal at admission is no outflow. */
const leftOut = `k.admitted_on is not null and k.outcome is not null and k.outcome <> 'REFUSED_AT_ADMISSION'`;

const profileColumns = `municipality, state, sheltered, stage, direction, investigating, stay, escalated, objection, referred,
  returned, admitted, refused, "leftBefore", outcome, evidence, "intakeTimed", "conferenceTimed", "admissionTimed", "stayTimed"`;

const periodProfiles = asKnown(
  'period-profiles',
  7,
  (asOf) => `
    with cases as (
      select k.*, ${goesOn('$4')} as goes_on,
        case when coalesce(k.admitted_on <= $4, false) then 'participant'
          when not coalesce(k.decided_on <= $4, false) and k.referred_on <= $4 then 'waiting' end as state
      from (${known(asOf)}) k where k.municipality = any($1)
    ),
    profiles as (
      select k.municipality,
        case when k.goes_on then k.state end as state,
        k.goes_on and coalesce(k.sheltered_from <= $4, false) and not coalesce(k.shelter_ended_on <= $4, false)
          and not coalesce(k.admitted_on <= $4, false) as sheltered,
        case when not k.goes_on or k.state is distinct from 'waiting' then null
          when not coalesce(k.intake_on <= $4, false) then 'intake'
          when not coalesce(k.conference_on <= $4, false) then 'conference'
          else 'decision' end as stage,
        case when k.state = 'participant' then s.direction end as direction,
        case when k.state = 'participant' and s.direction = 'UNDER_INVESTIGATION' then s.investigating end as investigating,
        case when not k.goes_on or k.state is distinct from 'participant' then null
          when s.stay_until is null then 'no-maximum'
          when s.stay_until < $4 then 'passed'
          when s.stay_until <= $6 then 'within-30-days'
          when s.stay_until <= $7 then 'within-91-days'
          else 'later' end as stay,
        s.escalated_since is not null as escalated,
        s.objection_since is not null as objection,
        ${within('referred_on')} as referred,
        k.episode > 1 and ${within('referred_on')} and exists (
          select from (${known(asOf)}) p where p.person_ref = k.person_ref and p.episode = k.episode - 1
            and ${leftOut.replaceAll('k.', 'p.')}
            and p.left_on between (k.referred_on::date - interval '12 months')::date::text and k.referred_on) as returned,
        ${within('admitted_on')} as admitted,
        ${within('refused_on')} and k.admitted_on is null as refused,
        ${within('left_on')} and k.admitted_on is null and k.outcome <> 'REFUSED_AT_ADMISSION' as "leftBefore",
        case when ${within('left_on')} and ${leftOut} then k.outcome end as outcome,
        ${within('left_on')} and ${leftOut} and k.evidence is not null as evidence,
        ${timed('referred_on', 'intake_on')} as "intakeTimed",
        ${timed('referred_on', 'conference_on')} as "conferenceTimed",
        ${timed('referred_on', 'decided_on')} and k.admitted_on is not null as "admissionTimed",
        ${timed('admitted_on', 'left_on')} and ${leftOut} as "stayTimed"
      from cases k
      -- One look for each case that goes on, and none where it stands as known.
      left join lateral (
        select k.direction, k.investigating, k.stay_until, k.escalated_since, k.objection_since
        where k.goes_on and $5::timestamptz is null
        union all
        (select direction, investigating, stay_until, escalated_since, objection_since from ${versions} v
        where k.goes_on and $5::timestamptz is not null and v.trajectory_id = k.id and v.at <= $5::timestamptz
        order by v.sequence desc limit 1)
      ) s on true
    )
    select ${profileColumns}, count(*)::integer as n from profiles group by ${profileColumns}`,
);

/** What the figures of a period count, but for what happened in it more than once. */
export function countPeriod(database: Database, question: Question): Promise<PeriodProfile[]> {
  const { municipalities, from, to, on, asOf, standingAt } = question;
  const values = [municipalities, from, to, on, standingAt, addDays(on, 30), addDays(on, 91)];
  return periodProfiles<PeriodProfile>(database, values, asOf);
}

const cohortProfiles = asKnown(
  'cohort-profiles',
  4,
  (asOf) => `
    select municipality, month, ended, outcome, stage, count(*)::integer as n
    from (
      select k.municipality,
        case when ${within('admitted_on')} then substr(k.admitted_on, 1, 7) end as month,
        ${within('admitted_on')} and ${ended('$4')} as ended,
        case when ${within('admitted_on')} and coalesce(k.left_on <= $4, false) and ${leftOut} then k.outcome end as outcome,
        case when not ${within('referred_on')} then null
          when k.admitted_on is not null and coalesce(k.decided_on <= $4, false) then 'admitted'
          when coalesce(k.decided_on <= $4, false) then 'refused'
          when ${ended('$4')} then 'ended'
          else 'undecided' end as stage
      from (${known(asOf)}) k
      where k.municipality = any($1) and (${within('admitted_on')} or ${within('referred_on')})
    ) profiles
    group by 1, 2, 3, 4, 5`,
);

/** What had come on the reference date of who was admitted or referred in the window. */
export function countCohort(database: Database, question: Question): Promise<CohortProfile[]> {
  const { municipalities, from, to, on, asOf } = question;
  return cohortProfiles<CohortProfile>(database, [municipalities, from, to, on], asOf);
}

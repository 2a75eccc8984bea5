import type { Database } from '../../../src/register/database/database.js';
import type { OpenWait, Question, Spread } from '../../../src/statistics/counting/tallies.js';
import { asKnown, known, whereOn } from './cases.js';
import type { MarkCount } from './profiles.js';

/** How long things took, what happened and what is waited for: the part of the figures that is no sum of cases. */

/** Of this many days half, and nine in ten, took no more. */
const spread = (duration: string) => `count(*)::integer as n,
  percentile_disc(0.5) within group (order by ${duration})::integer as median,
  percentile_disc(0.9) within group (order by ${duration})::integer as p90`;

const leadTimes = asKnown(
  'lead-times',
  3,
  (asOf) => `
    select name, municipality, ${spread('days')}
    from (
      select l.name, ${whereOn('l.until')} as municipality, l.until::date - l.since::date as days
      from (${known(asOf)}) k
      cross join lateral (values
        ('referral-to-intake', k.referred_on, k.intake_on),
        ('referral-to-conference', k.referred_on, k.conference_on),
        ('referral-to-admission', k.referred_on, case when k.admitted_on is not null then k.decided_on end),
        ('admission-to-outcome', k.admitted_on, case when k.outcome <> 'REFUSED_AT_ADMISSION' then k.left_on end)
      ) l (name, since, until)
      where l.until between $2 and $3 and l.since <= l.until
    ) taken where municipality = any($1)
    group by grouping sets ((name, municipality), (name))`,
);

/** From one day to another, of all for whom the second is in the period. */
export function readLeadTimes(database: Database, question: Question): Promise<Spread[]> {
  const { municipalities, from, to, asOf } = question;
  return leadTimes<Spread>(database, [municipalities, from, to], asOf);
}

/** What goes on in another trajectory, as it was known. */
const duplicates = (asOf: string | null) =>
  asOf === null
    ? `select id from trajectories where figures ->> 'outcome' = 'DUPLICATE'`
    : `select t.id from trajectories t where 'DUPLICATE' = (select figures ->> 'outcome' from case_versions v
        where v.trajectory_id = t.id and v.at <= ${asOf} order by v.sequence desc limit 1)`;

const marksIn = (asOf: string | null) => `marks m
  where m.municipality = any($1) and m.on_day between $2 and $3 
    and ${asOf === null ? 'm.until is null' : `m.at <= ${asOf} and (m.until is null or m.until > ${asOf})`}
    and m.trajectory_id not in (${duplicates(asOf)})`;

const waited = asKnown(
  'waited',
  3,
  (asOf) => `
    select m.value as name, m.municipality, ${spread('m.days')}
    from ${marksIn(asOf)} and m.name = 'step-done'
    group by grouping sets ((m.value, m.municipality), (m.value))`,
);

/** How long each agency was waited for, of the steps done in the period. */
export function readWaited(database: Database, question: Question): Promise<Spread[]> {
  const { municipalities, from, to, asOf } = question;
  return waited<Spread>(database, [municipalities, from, to], asOf);
}

const marks = asKnown(
  'count-marks',
  4,
  (asOf) => `
    select municipality, name, value, count(*)::integer as n from (
      select ${whereOn('m.on_day')} as municipality, m.name, m.value
      from marks m join (${known(asOf)}) k on k.id = m.trajectory_id
      where m.on_day between $2 and $3 ${asOf === null ? '' : `and m.at <= ${asOf}`} and m.name = any($4)
    ) happened
    where municipality = any($1)
    group by 1, 2, 3`,
);

/** What happened in the period, each time. */
export function countMarks(database: Database, question: Question, names: readonly string[]): Promise<MarkCount[]> {
  const { municipalities, from, to, asOf } = question;
  return marks<MarkCount>(database, [municipalities, from, to, names], asOf);
}

const openWaits = asKnown(
  'open-waits',
  3,
  (asOf) => `
    select municipality, agency, count(*)::integer as n, max($2::date - since::date) as oldest
    from (
      select ${whereOn('$2::text')} as municipality, w.responsible as agency, w.since
      from waits w join (${known(asOf)}) k on k.id = w.trajectory_id
      where w.at <= $3::timestamptz and (w.until is null or w.until > $3::timestamptz)
        and not coalesce(k.closed_on <= $2::text, false)
        and not (k.closed_on is not null and coalesce(k.left_on <= $2::text and w.since < k.left_on, false))
    ) waiting
    where municipality = any($1)
    group by 1, 2`,
);

/** The steps that were open at the end of the reference date, by the agency that they wait for. */
export function countOpenWaits(database: Database, question: Question): Promise<OpenWait[]> {
  const { municipalities, on, standingAt, asOf } = question;
  return openWaits<OpenWait>(database, [municipalities, on, standingAt ?? asOf ?? 'infinity'], asOf);
}

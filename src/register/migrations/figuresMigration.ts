/**
 * Migration 4: what the figures are made from. Every event that changes what counts of a trajectory leaves a version of
 * all that counts after it, so that a table can be asked as it was known at a moment. Days are text, `YYYY-MM-DD`: they
 * compare as days do, and a generated column may be made of them.
 */

/** What the figures ask most, by name of the column. */
const columns: Record<string, string> = {
  // A trajectory of before the day of receipt was counted has the day on which it was registered.
  referred_on: `coalesce(figures ->> 'referredOn', figures ->> 'openedOn')`,
  intake_on: `figures ->> 'intakeOn'`,
  conference_on: `figures ->> 'firstConferenceOn'`,
  decided_on: `coalesce(figures ->> 'admissionOn', figures ->> 'refusedOn')`,
  admitted_on: `figures ->> 'admittedOn'`,
  refused_on: `figures ->> 'refusedOn'`,
  sheltered_from: `figures ->> 'shelteredFrom'`,
  shelter_ended_on: `figures ->> 'shelterEndedOn'`,
  // An outcome that came with the end, such as at someone's own request, has no other day.
  left_on: `case when figures ? 'outcome' then coalesce(figures ->> 'outcomeOn', figures ->> 'closedOn') end`,
  closed_on: `figures ->> 'closedOn'`,
  evidence: `figures ->> 'evidence'`,
  investigating: `figures ->> 'investigating'`,
  stay_until: `figures ->> 'stayUntil'`,
  escalated_since: `figures ->> 'escalatedSince'`,
  objection_since: `figures ->> 'objectionOpenSince'`,
};
/** The row of a trajectory has these already. */
const ownColumns: Record<string, string> = {
  municipality: `figures ->> 'municipality'`,
  direction: `figures ->> 'direction'`,
  outcome: `figures ->> 'outcome'`,
};

const generated = (named: Record<string, string>) =>
  Object.entries(named)
    .map(([name, expression]) => `add column ${name} text generated always as (${expression}) stored`)
    .join(', ');

export const figuresMigration = `
  alter table events add column figures jsonb, add column marks jsonb, add column tells_in text;

  create table case_versions (
    trajectory_id text not null,
    sequence integer not null,
    at timestamptz not null,
    figures jsonb not null,
    primary key (trajectory_id, sequence)
  );
  alter table case_versions ${generated({ ...ownColumns, ...columns })};

  alter table trajectories add column figures jsonb not null default '{}';
  alter table trajectories ${generated(columns)};

  create table marks (
    trajectory_id text not null,
    sequence integer not null,
    position integer not null,
    name text not null,
    on_day text not null,
    value text,
    days integer,
    step text,
    municipality text,
    at timestamptz not null,
    primary key (trajectory_id, sequence, position)
  );
  create index marks_by_day on marks (name, on_day);
  create index trajectories_duplicate on trajectories (id) where outcome = 'DUPLICATE';
  create index case_versions_duplicate on case_versions (trajectory_id) where outcome = 'DUPLICATE';

  -- Which agency an open step waited for, from one moment to the next event that changed that or closed the step.
  create table waits (
    trajectory_id text not null,
    sequence integer not null,
    step text not null,
    responsible text not null,
    since text not null,
    at timestamptz not null,
    until timestamptz,
    primary key (trajectory_id, sequence)
  );
  create index waits_by_end on waits (until);

  create function day_of(moment timestamptz) returns text language sql stable as
    $$ select to_char(moment at time zone 'Europe/Amsterdam', 'YYYY-MM-DD') $$;

  -- Figures after more figures; null takes a key away. A figure is a scalar or a list.
  create function merge_figures(before jsonb, more jsonb) returns jsonb language sql immutable as
    $$ select jsonb_strip_nulls(before || more) $$;
  create aggregate merged_figures(jsonb) (sfunc = merge_figures, stype = jsonb, initcond = '{}');

  -- What an event counts that was made before events said so themselves.
  create function figures_of_older_event(type text, step text, data jsonb, effect jsonb, at timestamptz)
    returns jsonb language sql stable as
  $$
    select nullif(
      case when effect ? 'opened' then jsonb_strip_nulls(jsonb_build_object('municipality', effect #> '{opened,municipality}',
        'openedOn', day_of(at), 'referredOn', data -> 'receivedOn', 'channel', data -> 'channel')) else '{}' end
      || case when type = 'step-completed' and step = 'intake'
        then jsonb_build_object('intakeOn', data -> 'heldOn') else '{}' end
      || case when type = 'step-completed' and step = 'admission' and data ->> 'decision' = 'admitted'
        then jsonb_build_object('admission', 'admitted', 'admissionOn', data -> 'decidedOn', 'admittedOn', data -> 'decidedOn')
        else '{}' end
      || case when type = 'step-completed' and step = 'admission' and data ->> 'decision' = 'refused'
        then jsonb_build_object('admission', 'refused', 'admissionOn', data -> 'decidedOn', 'refusedOn', data -> 'decidedOn')
        else '{}' end
      || case when type = 'step-completed' and step = 'outcome-registration'
        then jsonb_build_object('outcomeOn', data -> 'occurredOn', 'evidence', data -> 'evidenceKind') else '{}' end
      || case when effect ? 'direction' then jsonb_build_object('direction', effect -> 'direction') else '{}' end
      || case when effect ? 'outcome' then jsonb_build_object('outcome', effect -> 'outcome') else '{}' end
      || case when effect ? 'transferred' then jsonb_build_object('municipality', effect #> '{transferred,municipality}',
        'transferredOn', day_of(at)) else '{}' end
      || case when effect ? 'closed' then jsonb_build_object('closedOn', day_of(at)) else '{}' end,
      '{}')
  $$;

  -- What an event says of a step that is waited for: that it is open, for whom and since when, or that it no longer is.
  create function wait_of(effect jsonb, out step text, out responsible text, out since text)
    returns record language sql stable as
  $$
    select coalesce(effect #>> '{open,step}', effect ->> 'close'), effect #>> '{open,responsible}',
      day_of((effect #>> '{open,openedAt}')::timestamptz)
  $$;

  insert into waits (trajectory_id, sequence, step, responsible, since, at, until)
  select * from (
    select e.trajectory_id, e.sequence, w.step, w.responsible, w.since, e.at,
      lead(e.at) over (partition by e.trajectory_id, w.step order by e.sequence)
    from events e, wait_of(e.effect) w where w.step is not null
  ) changes where responsible is not null;

  insert into case_versions (trajectory_id, sequence, at, figures)
  select trajectory_id, sequence, at, merged_figures(counted) over (partition by trajectory_id order by sequence)
  from events, figures_of_older_event(type, step, data, effect, at) counted
  where counted is not null;

  update trajectories t set figures = v.figures
  from (select distinct on (trajectory_id) trajectory_id, figures from case_versions order by trajectory_id, sequence desc) v
  where v.trajectory_id = t.id;

  -- How long each agency was waited for. Days on which the clock stood still are in it: the older events do not tell them.
  insert into marks (trajectory_id, sequence, position, name, on_day, value, days, step, municipality, at)
  select e.trajectory_id, e.sequence, 0, 'step-done', day_of(e.at), w.responsible, day_of(e.at)::date - w.since::date,
    e.step, v.municipality, e.at
  from events e
  cross join lateral (select responsible, since from waits
    where trajectory_id = e.trajectory_id and step = e.step and sequence < e.sequence order by sequence desc limit 1) w
  cross join lateral (select municipality from case_versions
    where trajectory_id = e.trajectory_id and sequence < e.sequence order by sequence desc limit 1) v
  where e.type = 'step-completed';
`;

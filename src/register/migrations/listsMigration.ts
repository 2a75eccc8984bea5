/**
 * Migration 10: lists and figures at a hundred thousand trajectories. An index for each order of a list, within one
 * municipality and over all, and for the few rows that a coordinator looks for among many.
 */
export const listsMigration = `
  -- Whether the clock stands still, for lists and counts; why it does is sealed. Of before this was kept it is known by the
  -- dates: every step has a fatal date, but while the clock stands still.
  update trajectories t set agenda = agenda || '{"suspended": true}'
  where status = 'open' and exists (select from open_steps s where s.trajectory_id = t.id and s.version = t.version)
    and not exists (select from open_steps s
      where s.trajectory_id = t.id and s.version = t.version and s.fatal_date is not null);
  alter table trajectories add column suspended boolean
    generated always as (coalesce((agenda ->> 'suspended')::boolean, false)) stored;

  drop index trajectories_by_change;
  drop index trajectories_all_by_change;
  create index trajectories_by_change on trajectories (municipality, updated_at, id) where erased_on is null;
  create index trajectories_all_by_change on trajectories (updated_at, id) where erased_on is null;
  create index trajectories_by_opening on trajectories (municipality, opened_at, id) where erased_on is null;
  create index trajectories_all_by_opening on trajectories (opened_at, id) where erased_on is null;
  create index trajectories_by_deadline on trajectories (municipality, coalesce(next_deadline, 'infinity'::date), id)
    where erased_on is null;
  create index trajectories_all_by_deadline on trajectories (coalesce(next_deadline, 'infinity'::date), id)
    where erased_on is null;
  create index trajectories_by_id on trajectories (municipality, id) where erased_on is null;
  create index trajectories_by_closing on trajectories (municipality, closed_at) where closed_at is not null;
  -- The work of now: an eighth of all after some years.
  create index trajectories_open on trajectories (municipality, updated_at, id) where status = 'open' and erased_on is null;
  create index trajectories_overdue on trajectories (municipality) where overdue;
  create index trajectories_suspended on trajectories (municipality) where suspended;
  create index trajectories_by_outcome on trajectories (outcome, municipality, updated_at, id) where outcome is not null;
  create index trajectories_by_party on trajectories using gin (parties);
  -- What was over before some days, the figures of those days pass over.
  create index trajectories_by_last_day on trajectories ((case when least(left_on, closed_on) is null then '9999-12-31'
    else greatest(referred_on, intake_on, conference_on, decided_on, admitted_on, refused_on, left_on, closed_on) end));
  create index open_steps_by_deadline on open_steps (coalesce(fatal_date, 'infinity'::date),
    (trajectory_id || '/' || step));
  create index open_steps_by_agency_and_deadline on open_steps (responsible, coalesce(fatal_date, 'infinity'::date),
    (trajectory_id || '/' || step));
  create index open_steps_by_name on open_steps (step, responsible);
  create index open_steps_hidden on open_steps (trajectory_id) where known_to is not null;
  create index waits_open on waits (responsible) where until is null;
  create index notifications_by_agency on notifications (agency, created_at, id);
  create index notifications_by_municipality on notifications (municipality, created_at, id);
`;

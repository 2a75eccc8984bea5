/** What is kept from being erased, what is proposed for it, and what is left of a person who has been erased. */
export const erasureTables = `
  -- The reason and the reference are sealed with the person's own key.
  create table holds (
    id text primary key,
    trajectory_id text not null,
    position integer not null,
    kind text not null check (kind in ('placed', 'released')),
    at timestamptz not null,
    key_id text not null,
    sealed text not null,
    unique (trajectory_id, position)
  );
  create function refuse_change_of_hold() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' and not exists (select from trajectories where id = old.trajectory_id and held) then
        return old;
      end if;
      raise exception 'holds are append-only; those of a trajectory that is held stay';
    end $$;
  create trigger holds_append_only before update or delete on holds for each row execute function refuse_change_of_hold();

  -- The chains of events of erased persons, and how many events each has: so that none can be taken away unseen.
  create table erased_chains (chain text primary key, version integer not null);

  create table erasures (
    id text primary key,
    -- Null: proposed for the whole country.
    municipality text,
    status text not null check (status in ('proposed', 'approved', 'rejected', 'done')),
    proposed_by jsonb not null,
    proposed_at timestamptz not null,
    lapses_at timestamptz not null,
    -- The motivation and the reference of the proposal.
    key_id text not null,
    sealed text not null,
    decided_by jsonb,
    decided_at timestamptz,
    -- The reason of the decision.
    decision_key_id text,
    decision_sealed text,
    declaration_key_id text,
    declaration_sealed text,
    declaration_hash text,
    constraint sealed_with_a_key check ((decision_sealed is null) = (decision_key_id is null)
      and (declaration_sealed is null) = (declaration_key_id is null))
  );
  create index erasures_by_time on erasures (proposed_at desc, id);

  -- The persons of an erasure, as long as it goes on: at its end nothing here leads to one.
  create table erasure_persons (
    erasure_id text not null references erasures on delete cascade,
    position integer not null,
    refs text[] not null,
    trajectories text[] not null,
    key_ids text[],
    stage text not null check (stage in ('proposed', 'retired', 'going', 'erased', 'left-out')),
    left_out text,
    -- A deed has a hash of whom it is about; this is in it, so that the hash leads to no one when the row is gone.
    salt text not null default gen_random_uuid()::text,
    primary key (erasure_id, position)
  );
  create index erasure_persons_by_trajectory on erasure_persons using gin (trajectories);

  -- All trajectories of the person who has this reference: also those under a number that became known later.
  create function person_of(reference text) returns setof trajectories language sql stable as $$
    with recursive refs(ref) as (
      select reference
      union
      select linked.ref from refs join trajectories t on t.person_ref = refs.ref or t.known_as = refs.ref
        cross join lateral (values (t.person_ref), (t.known_as)) linked(ref) where linked.ref is not null
    )
    select t.* from trajectories t where t.person_ref in (select ref from refs) and t.erased_on is null
  $$;

  -- Whether a rule of retention is for a trajectory, and whether it is due by these rules.
  create function is_of_rule(t trajectories, r jsonb) returns boolean language sql stable as $$
    select t.status = 'closed' and t.municipality = r ->> 'municipality'
      and t.closed_at >= coalesce((r ->> 'from')::timestamptz, '-infinity')
      and t.closed_at < coalesce((r ->> 'until')::timestamptz, 'infinity')
      and case when r ->> 'only' is null then not r -> 'except' ? coalesce(t.outcome, '')
        else t.outcome is not distinct from r ->> 'only' end
  $$;
  create function is_due(t trajectories, rules jsonb) returns boolean language sql stable as $$
    select exists (select from jsonb_array_elements(rules) r
      where is_of_rule(t, r) and t.closed_at < (r ->> 'closedBefore')::timestamptz)
  $$;
`;

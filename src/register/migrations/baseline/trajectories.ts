/** The trajectories as they stand: what lists, work lists and counts of now are asked of. */
export const trajectoryTables = `
  create table trajectories (
    id text primary key,
    person_ref text not null,
    -- Which trajectory of this person it is, from 1.
    episode integer not null,
    -- The pseudonym of an identifying number that became known after it was opened.
    known_as text,
    -- By which the figures, which are counted in memory, know it whatever it is called (countedCases.ts).
    number bigint generated always as identity,
    municipality text not null,
    version integer not null,
    status text not null check (status in ('open', 'closed')),
    direction text,
    outcome text,
    parties text[] not null,
    overdue boolean not null,
    next_deadline date,
    opened_at timestamptz not null,
    updated_at timestamptz not null,
    closed_at timestamptz,

    -- What counts of it now; case_versions has what counted at any moment. Days in it are text, YYYY-MM-DD, which compares as
    -- days do. Lists are asked by it, by what the domain declares (flags.ts).
    figures jsonb not null default '{}',
    -- What a queue shows of it in clear, and sealed in it why someone goes first (queueFacts.ts).
    queue jsonb not null default '{}',
    -- Whom it is about, each fact sealed by itself (described.ts).
    person jsonb not null default '{}',
    -- Whether the clock stands still; why it does is sealed.
    suspended boolean not null default false,

    -- Held: a hold keeps the record. Erasing: from the first check of an erasure until its end, nothing may happen to it.
    -- Both are on the row itself, so that of a hold and an erasure at the same moment one is refused.
    held boolean not null default false,
    erasing boolean not null default false,
    erased_on date,

    -- The transaction of the latest change, so that screens hear of it (changes.ts). The database gives these numbers out in
    -- order, and there is one for each row: nothing has to be cleared away, and a client that was away misses nothing.
    change xid8 not null default pg_current_xact_id(),
    unique (person_ref, episode)
  );
  create function stamp_change() returns trigger language plpgsql as $$ begin
    new.change := pg_current_xact_id();
    return new;
  end $$;
  create trigger trajectories_changed before insert or update on trajectories
    for each row execute function stamp_change();

  -- An index for each order of a list, within one municipality and over all: there may be a hundred thousand.
  create index trajectories_by_change on trajectories (municipality, updated_at, id) where erased_on is null;
  create index trajectories_all_by_change on trajectories (updated_at, id) where erased_on is null;
  create index trajectories_by_opening on trajectories (municipality, opened_at, id) where erased_on is null;
  create index trajectories_all_by_opening on trajectories (opened_at, id) where erased_on is null;
  create index trajectories_by_deadline on trajectories (municipality, coalesce(next_deadline, 'infinity'::date), id)
    where erased_on is null;
  create index trajectories_all_by_deadline on trajectories (coalesce(next_deadline, 'infinity'::date), id)
    where erased_on is null;
  create index trajectories_by_id on trajectories (municipality, id) where erased_on is null;
  -- And for the few rows that a coordinator looks for among many.
  create index trajectories_by_closing on trajectories (municipality, closed_at) where closed_at is not null;
  create index trajectories_ended on trajectories (closed_at, id) where status = 'closed' and erased_on is null;
  create index trajectories_overdue on trajectories (municipality) where overdue;
  create index trajectories_suspended on trajectories (municipality) where suspended;
  create index trajectories_by_outcome on trajectories (outcome, municipality, updated_at, id) where outcome is not null;
  create index trajectories_by_party on trajectories using gin (parties);
  create index trajectories_by_alias on trajectories (known_as) where known_as is not null;
  create index trajectories_by_latest on trajectories (change, id);
  -- The work of now: an eighth of all after some years.
  create index trajectories_open on trajectories (municipality, updated_at, id) where status = 'open' and erased_on is null;

  create table open_steps (
    trajectory_id text not null references trajectories,
    step text not null,
    -- The version of the trajectory that this row belongs to. Two versions that are recorded at once do not see each other's
    -- rows, so this tells which ones the older version left.
    version integer not null,
    responsible text not null,
    opened_at timestamptz not null,
    target_date date,
    fatal_date date,
    overdue boolean not null,
    -- The step's compartment: the agencies that may know that it is open; null for all parties.
    known_to text[],
    -- A claim names the subject of the provider, as delegations do.
    claimed_by text,
    claimed_agency text,
    claimed_at timestamptz,
    primary key (trajectory_id, step)
  );
  create index open_steps_by_agency on open_steps (responsible, fatal_date, trajectory_id, step);
  create index open_steps_by_deadline on open_steps (coalesce(fatal_date, 'infinity'::date),
    (trajectory_id || '/' || step));
  create index open_steps_by_agency_and_deadline on open_steps (responsible, coalesce(fatal_date, 'infinity'::date),
    (trajectory_id || '/' || step));
  create index open_steps_by_name on open_steps (step, responsible);
  create index open_steps_hidden on open_steps (trajectory_id) where known_to is not null;
  create index open_steps_by_claim on open_steps (claimed_by) where claimed_by is not null;

  -- What each agency but the municipality knows of a trajectory: lists, orders and streams for an agency are of this, so that
  -- what it may not know of moves nothing in them. One row for each agency that has a part, gone when its part ends.
  create table agency_views (
    trajectory_id text not null references trajectories on delete cascade,
    agency text not null,
    municipality text not null,
    -- The entries that it knows, as it counts them.
    version integer not null,
    updated_at timestamptz not null,
    parties text[] not null,
    -- The transaction in which something changed for it (changes.ts).
    change xid8 not null default pg_current_xact_id(),
    primary key (trajectory_id, agency)
  );
  create index agency_views_by_change on agency_views (agency, municipality, updated_at, trajectory_id);
  create index agency_views_by_latest on agency_views (agency, change);

  -- What each organisation calls a trajectory in its own files; no other one reads it. The row is sealed with the key of the person.
  create table own_references (
    trajectory_id text not null references trajectories on delete cascade,
    -- An agency and its municipality.
    organisation text not null,
    key_id text not null,
    sealed text not null,
    -- A keyed hash of the reference, under a key of the organisation; null when nothing of it can be searched.
    searched_by text,
    primary key (trajectory_id, organisation)
  );
  create index own_references_by_search on own_references (searched_by) where searched_by is not null;

  -- The trajectories of which the engine and the register tell different things.
  create table contradictions (
    trajectory_id text primary key,
    kind text not null check (kind in ('engine-away', 'engine-older', 'register-older')),
    -- Null when the engine has lost it, or it was not asked.
    engine_version integer,
    register_version integer not null,
    since timestamptz not null default now()
  );
`;

/** The record: every event, sealed and chained, and what is counted from the events. */
export const eventTables = `
  create table events (
    trajectory_id text not null,
    sequence integer not null,
    command_id text not null,
    -- What happened, sealed with the key of the person.
    key_id text not null,
    sealed bytea not null,
    -- The name of the trajectory's chain, and the hash that goes on from the event before; chain.ts says how.
    chain text not null,
    hash bytea not null,
    primary key (trajectory_id, sequence)
  );
  create index events_by_command on events (command_id);

  -- The event before is looked up when the row is added and not when the statement began: so of two recordings at once, what
  -- the second adds follows what the first did.
  create function chain_event() returns trigger language plpgsql as $$
    declare
      earlier events;
    begin
      if new.sequence > 1 then
        select * into earlier from events where trajectory_id = new.trajectory_id and sequence = new.sequence - 1;
        if earlier.hash is null then
          raise exception 'event % of this trajectory has no event before it in the chain', new.sequence;
        end if;
        -- A chain has one name, also when the person's key is of another generation by now.
        new.chain := earlier.chain;
      end if;
      new.hash := sha256(coalesce(earlier.hash, decode(repeat('00', 32), 'hex')) || sha256(int4send(new.sequence)
        || sha256(convert_to(new.chain, 'UTF8')) || sha256(convert_to(new.command_id, 'UTF8'))
        || sha256(convert_to(new.key_id, 'UTF8')) || sha256(new.sealed)));
      return new;
    end $$;
  create trigger events_chained before insert on events for each row execute function chain_event();

  -- For every table that is only added to.
  create function refuse_rewrite() returns trigger language plpgsql as $$
    begin raise exception '% are append-only', tg_table_name; end $$;

  -- An event never changes, but for one thing: erasure takes the trajectory's id away and leaves the name of the chain, which
  -- leads to no one.
  create function refuse_other_rewrite() returns trigger language plpgsql as $$
    begin
      if new.trajectory_id = old.chain
        and (new.sequence, new.command_id, new.key_id, new.sealed, new.chain, new.hash)
          = (old.sequence, old.command_id, old.key_id, old.sealed, old.chain, old.hash)
      then return new; end if;
      raise exception 'events are append-only';
    end $$;
  create trigger events_append_only before update on events for each row execute function refuse_other_rewrite();
  create trigger events_never_deleted before delete on events for each row execute function refuse_rewrite();
  create trigger events_never_emptied before truncate on events for each statement execute function refuse_rewrite();

  -- Every event that changes what counts of a trajectory leaves all that counts after it, so that a figure can be asked as it
  -- was known at a moment.
  create table case_versions (
    trajectory_id text not null,
    sequence integer not null,
    at timestamptz not null,
    figures jsonb not null,
    primary key (trajectory_id, sequence)
  );
  -- Figures after more figures; null takes a key away. A figure is a scalar or a list.
  create function merge_figures(before jsonb, more jsonb) returns jsonb language sql immutable as
    $$ select jsonb_strip_nulls(before || more) $$;
  create aggregate merged_figures(jsonb) (sfunc = merge_figures, stype = jsonb, initcond = '{}');

  -- What happened on a day and is counted as often as it happens, such as a step that was done.
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
    -- A mark that a correction took back does not count from then on; as it was known before, it does.
    until timestamptz,
    primary key (trajectory_id, sequence, position)
  );

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

  create function day_of(moment timestamptz) returns text language sql stable as
    $$ select to_char(moment at time zone 'Europe/Amsterdam', 'YYYY-MM-DD') $$;
  create function start_of_day(moment timestamptz) returns timestamptz language sql stable as
    $$ select date_trunc('day', moment at time zone 'Europe/Amsterdam') at time zone 'Europe/Amsterdam' $$;
`;

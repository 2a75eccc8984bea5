/** What the register keeps of itself: the chain of deeds, and what was read of the configuration. */
export const upkeepTables = `
  -- What was decided beside trajectories (who acts for whom, what is held, what is to be erased, which session has ended) leaves
  -- a sealed entry here, so that "audit verify" finds what was changed afterwards.
  create table deeds (
    sequence integer primary key,
    -- What it is about, such as a delegation, and which entry of it this is, from 1.
    place text not null,
    round integer not null,
    key_id text not null,
    sealed bytea not null,
    hash bytea not null,
    unique (place, round)
  );
  -- One chain for all: they are few, and so wait for one another. The last one is looked up when the row is added and not
  -- when the statement began, after any other that is being added. chain.ts says how the hash is made.
  create function chain_deed() returns trigger language plpgsql as $$
    declare
      earlier deeds;
    begin
      perform pg_advisory_xact_lock(7236152);
      select * into earlier from deeds order by sequence desc limit 1;
      new.sequence := coalesce(earlier.sequence, 0) + 1;
      new.hash := sha256(coalesce(earlier.hash, decode(repeat('00', 32), 'hex')) || sha256(int4send(new.sequence)
        || sha256(convert_to('deeds', 'UTF8')) || sha256(convert_to(new.place || '/' || new.round, 'UTF8'))
        || sha256(convert_to(new.key_id, 'UTF8')) || sha256(new.sealed)));
      return new;
    end $$;
  create trigger deeds_chained before insert on deeds for each row execute function chain_deed();
  create trigger deeds_append_only before update or delete on deeds for each row execute function refuse_rewrite();
  create trigger deeds_never_emptied before truncate on deeds for each statement execute function refuse_rewrite();

  -- What was read of the configuration at a start, whenever it differed from before. There is nothing of persons in it and no
  -- secret, so it is not sealed; and it is only ever added to.
  create table configuration_readings (
    id bigint generated always as identity primary key,
    -- The reading before it; 0 for the first. Of two processes that start at once, one writes it.
    previous bigint not null unique,
    read_at timestamptz not null default now(),
    digest text not null,
    snapshot jsonb not null
  );
  create trigger configuration_readings_append_only before update or delete on configuration_readings
    for each row execute function refuse_rewrite();
`;

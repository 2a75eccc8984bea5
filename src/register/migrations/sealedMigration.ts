/**
 * Migration 5: what is kept of a person is sealed with the person's key, and the sealed events of a trajectory are a chain.
 * What was recorded before stays readable in `unsealed` until a process that has the keys has sealed it (`sealOlder.ts`).
 */
export const sealedMigration = `
  drop trigger events_append_only on events;
  alter table events add column key_id text, add column sealed bytea, add column chain text, add column hash bytea,
    add column unsealed jsonb;
  update events set unsealed = jsonb_strip_nulls(jsonb_build_object('type', type,
    'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'bodyHash', body_hash, 'step', step,
    'reason', reason, 'tells', to_jsonb(tells), 'tellsIn', tells_in))
    -- Nulls inside these are the trajectory's own.
    || case when actor is null then '{}' else jsonb_build_object('actor', actor) end
    || case when data is null then '{}' else jsonb_build_object('data', data) end
    || case when effect is null then '{}' else jsonb_build_object('effect', effect) end
    || case when figures is null then '{}' else jsonb_build_object('figures', figures) end
    || case when marks is null then '{}' else jsonb_build_object('marks', marks) end;
  alter table events drop column type, drop column at, drop column body_hash, drop column actor, drop column step,
    drop column reason, drop column data, drop column tells, drop column tells_in, drop column effect,
    drop column figures, drop column marks;
  alter table events add constraint sealed_or_not check (
    (unsealed is null and key_id is not null and sealed is not null and chain is not null and hash is not null)
    or (unsealed is not null and key_id is null and sealed is null and chain is null and hash is null));
  create index events_unsealed on events (trajectory_id) where unsealed is not null;

  -- Each event has the hash of the one before in its own; chain.ts says how. The one before is looked up when the row is
  -- added and not when the statement began: so of two recordings at once, what the second adds follows what the first did.
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
  create trigger events_chained before insert on events for each row when (new.unsealed is null)
    execute function chain_event();

  -- An event never changes, but for two things: it is sealed once when it was not, and erasure takes the trajectory's id
  -- away and leaves the name of the chain, which leads to no one.
  create function refuse_other_rewrite() returns trigger language plpgsql as $$
    begin
      if old.unsealed is not null and new.unsealed is null
        and (new.trajectory_id, new.sequence, new.command_id) = (old.trajectory_id, old.sequence, old.command_id)
      then return new; end if;
      if old.unsealed is null and new.unsealed is null and new.trajectory_id = old.chain
        and (new.sequence, new.command_id, new.key_id, new.sealed, new.chain, new.hash)
          = (old.sequence, old.command_id, old.key_id, old.sealed, old.chain, old.hash)
      then return new; end if;
      raise exception 'events are append-only';
    end $$;
  create trigger events_append_only before update on events for each row execute function refuse_other_rewrite();
  create trigger events_never_deleted before delete on events for each row execute function refuse_rewrite();

  alter table notifications add column key_id text, add column sealed bytea, add column error_key_id text,
    add column error_sealed bytea, add column unsealed jsonb;
  update notifications set unsealed = jsonb_build_object('eventType', event_type, 'step', step, 'subject', subject,
    'lastError', last_error);
  alter table notifications drop column event_type, drop column step, drop column subject, drop column last_error;
  alter table notifications add constraint sealed_or_not check ((unsealed is null) = (sealed is not null)
    and (sealed is null) = (key_id is null) and (error_sealed is null) = (error_key_id is null));
  create index notifications_unsealed on notifications (id) where unsealed is not null;

  -- What the agenda of the case conference needs in clear, and sealed in it why someone goes first: see agendaFacts.ts.
  alter table trajectories add column agenda jsonb not null default '{}';

  -- They read what is sealed now; recording does it before it seals.
  drop function figures_of_older_event(text, text, jsonb, jsonb, timestamptz);
  drop function wait_of(jsonb);
`;

/**
 * The migration of deeds: what was decided beside trajectories (who acts for whom, what is held, what is to be erased,
 * which session has ended) leaves a sealed entry in one chain, so that `audit verify` finds what was changed afterwards. And
 * what was typed there is sealed; what was recorded before stays readable in `unsealed` until a process that has the keys has
 * sealed it (`sealOlder.ts`).
 */
export const deedsMigration = `
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
  -- when the statement began, after whoever is adding one is done. chain.ts says how the hash is made.
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

  alter table delegations add column key_id text, add column sealed text, add column unsealed jsonb;
  update delegations set unsealed = jsonb_build_object('reason', reason);
  alter table delegations drop column reason;
  alter table delegations add constraint sealed_or_not check ((unsealed is null) = (sealed is not null)
    and (sealed is null) = (key_id is null));
  create index delegations_unsealed on delegations (id) where unsealed is not null;

  alter table erasures add column key_id text, add column sealed text, add column decision_key_id text,
    add column decision_sealed text, add column declaration_key_id text, add column declaration_sealed text,
    add column unsealed jsonb;
  update erasures set unsealed = jsonb_build_object('motivation', motivation, 'reference', reference,
    'decisionReason', decision_reason, 'declaration', declaration);
  alter table erasures drop column motivation, drop column reference, drop column decision_reason, drop column declaration;
  alter table erasures add constraint sealed_or_not check ((unsealed is null) = (sealed is not null)
    and (sealed is null) = (key_id is null) and (decision_sealed is null) = (decision_key_id is null)
    and (declaration_sealed is null) = (declaration_key_id is null));
  create index erasures_unsealed on erasures (id) where unsealed is not null;

  -- A deed has a hash of whom it is about; this is in it, so that the hash leads to no one when the row is gone.
  alter table erasure_persons add column salt text not null default gen_random_uuid()::text;
`;

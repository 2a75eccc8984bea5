/**
 * Migration 12: who has claimed an open step, and what people who work here keep for themselves. A claim names the subject
 * of the provider, as delegations do; what someone calls a saved view is their own text, and is sealed.
 */
export const settingsMigration = `
  alter table open_steps add column claimed_by text, add column claimed_agency text, add column claimed_at timestamptz;
  create index open_steps_by_claim on open_steps (claimed_by) where claimed_by is not null;

  create table settings (
    subject text primary key,
    version integer not null default 0,
    key_id text,
    sealed text,
    -- When they were here last, and when before the visit that is going on.
    seen_at timestamptz,
    previous_at timestamptz,
    constraint sealed_with_a_key check ((sealed is null) = (key_id is null))
  );
`;

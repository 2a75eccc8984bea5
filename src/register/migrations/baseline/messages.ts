/** What agencies are told, and how far each message is. */
export const messageTables = `
  create table notifications (
    id text primary key,
    trajectory_id text not null,
    municipality text not null,
    sequence integer not null,
    agency text not null,
    channel text not null check (channel in ('mail', 'webhook', 'inbox')),
    -- What it says, sealed with the key of the person.
    key_id text not null,
    sealed bytea not null,
    status text not null check (status in ('pending', 'sent', 'failed')),
    attempts integer not null default 0,
    -- What went wrong at the last attempt: what a server answers may name the person, so it is sealed too.
    error_key_id text,
    error_sealed bytea,
    created_at timestamptz not null,
    retry_until timestamptz not null,
    sent_at timestamptz,
    claimed_until timestamptz,
    -- The transaction of the latest change (changes.ts).
    change xid8 not null default pg_current_xact_id(),
    constraint sealed_with_a_key check ((error_sealed is null) = (error_key_id is null))
  );
  create trigger notifications_changed before insert or update on notifications
    for each row execute function stamp_change();
  create index notifications_by_trajectory on notifications (trajectory_id, sequence);
  create index notifications_by_time on notifications (created_at desc, id);
  create index notifications_by_agency on notifications (agency, created_at, id);
  create index notifications_by_municipality on notifications (municipality, created_at, id);
  create index notifications_unsent on notifications (status, created_at) where status <> 'sent';
  create index notifications_by_latest on notifications (change, id);
`;

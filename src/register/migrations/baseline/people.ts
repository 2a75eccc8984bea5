/** What people who work here did and keep: the access log, delegations, sessions and their own settings. */
export const peopleTables = `
  -- Every read and every decision. A record is kept as the text that was hashed; what is asked of it are columns made from that
  -- text, so that neither can say something else than the other.
  create table access_log (
    writer text not null,
    sequence integer not null,
    record text not null,
    hash text not null,
    started_at text not null generated always as (record::jsonb ->> 'startedAt') stored,
    subject text not null generated always as (record::jsonb #>> '{actor,subject}') stored,
    outcome text not null generated always as (record::jsonb ->> 'outcome') stored,
    concerns jsonb not null generated always as (record::jsonb -> 'concerns') stored,
    subjects jsonb not null generated always as (record::jsonb -> 'subjects') stored,
    primary key (writer, sequence)
  );
  create index access_log_by_time on access_log (started_at desc);
  create index access_log_by_subject on access_log (subject, started_at desc);
  create index access_log_by_concern on access_log using gin (concerns jsonb_path_ops);
  create index access_log_by_person on access_log using gin (subjects jsonb_path_ops);

  create function refuse_other_log() returns trigger language plpgsql as $$
    begin raise exception 'the access log is append-only'; end $$;
  create trigger access_log_append_only before update or delete on access_log
    for each row execute function refuse_other_log();
  create trigger access_log_never_emptied before truncate on access_log
    for each statement execute function refuse_other_log();

  -- The last record of each writer, so that a chain that was cut short is found.
  create table access_log_heads (
    writer text primary key,
    sequence integer not null,
    hash text not null
  );
  create function refuse_earlier_head() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' then
        if new.writer = old.writer and new.sequence > old.sequence then return new; end if;
      end if;
      raise exception 'the heads of the access log only go forward';
    end $$;
  create trigger access_log_heads_forward before update or delete on access_log_heads
    for each row execute function refuse_earlier_head();
  create trigger access_log_heads_never_emptied before truncate on access_log_heads
    for each statement execute function refuse_other_log();

  -- Who acts for whom, and until when.
  create table delegations (
    id text primary key,
    giver text not null,
    receiver text not null,
    agency text not null,
    municipality text,
    roles text[] not null,
    created_at timestamptz not null,
    -- The last day on which it holds.
    until date not null,
    ended_at timestamptz,
    ended_by text,
    -- What the giver typed, and with it what they gave.
    key_id text not null,
    sealed text not null
  );
  create index delegations_by_time on delegations (created_at desc, id);

  -- The sessions that were ended before their time.
  create table ended_sessions (
    -- The hash of its id, so that this table cannot be used to find a session that still lives elsewhere.
    id_hash text primary key,
    -- When it would have ended by itself.
    until timestamptz not null
  );

  -- What someone keeps for themselves. The name of a saved view is their own text, and is sealed.
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

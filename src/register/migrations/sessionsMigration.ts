/** Migration 8: who lets whom act for them and until when, and the sessions that were ended before their time. */
export const sessionsMigration = `
  create table delegations (
    id text primary key,
    giver text not null,
    receiver text not null,
    agency text not null,
    municipality text,
    roles text[] not null,
    reason text not null,
    created_at timestamptz not null,
    -- The last day on which it holds.
    until date not null,
    ended_at timestamptz,
    ended_by text
  );
  create index delegations_by_time on delegations (created_at desc, id);

  create table ended_sessions (
    -- The hash of its id, so that who reads this table can not find out a session that still lives elsewhere.
    id_hash text primary key,
    -- When it would have ended by itself.
    until timestamptz not null
  );
`;

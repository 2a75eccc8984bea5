/** Makes each party know all that there is of a trajectory, until something is recorded that says otherwise. */
export const partiesKnowAll = `
  insert into agency_views (trajectory_id, agency, municipality, version, updated_at, parties)
  select t.id, party, t.municipality, t.version, t.updated_at, t.parties
  from trajectories t, unnest(t.parties) party where party <> 'municipality' and t.erased_on is null;
`;

/**
 * What each agency but the municipality knows of a trajectory: lists, orders and streams for an agency are of this, so that
 * what it may not know of moves nothing in them. One row for each agency that has a part, gone when its part ends. Of
 * trajectories from before this was kept each party knows all that there is until something happens.
 */
export const agencyViewsMigration = `
  create table agency_views (
    trajectory_id text not null references trajectories on delete cascade,
    agency text not null,
    municipality text not null,
    -- The entries that it knows, as it counts them.
    version integer not null,
    updated_at timestamptz not null,
    parties text[] not null,
    -- The transaction in which something changed for it, as changes.ts reads it.
    change xid8 not null default pg_current_xact_id(),
    primary key (trajectory_id, agency)
  );
  create index agency_views_by_change on agency_views (agency, municipality, updated_at, trajectory_id);
  create index agency_views_by_latest on agency_views (agency, change);
  ${partiesKnowAll}
`;

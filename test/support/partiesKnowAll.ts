/** SQL that lets each party know all that there is of every trajectory, for rows that no event recorded. */
export const partiesKnowAll = `
  insert into agency_views (trajectory_id, agency, municipality, version, updated_at, parties)
  select t.id, party, t.municipality, t.version, t.updated_at, t.parties
  from trajectories t, unnest(t.parties) party where party <> 'municipality' and t.erased_on is null;
`;

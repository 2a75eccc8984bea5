/**
 * Migration 14: the figures are counted in memory (`countedCases.ts`), so a trajectory has a number by which it is known
 * there, whatever it is called; what only the counting in the database needed goes, and need not be kept any more.
 */
export const countingMigration = `
  alter table trajectories add column number bigint generated always as identity;

  drop index trajectories_by_last_day;
  drop index trajectories_duplicate;
  drop index case_versions_duplicate;
  drop index marks_by_day;
  drop index waits_by_end;
  drop index waits_open;
  alter table trajectories ${['referred_on', 'intake_on', 'conference_on', 'decided_on', 'refused_on', 'sheltered_from', 'shelter_ended_on', 'evidence', 'investigating', 'stay_until', 'escalated_since', 'objection_since'].map((column) => `drop column ${column}`).join(', ')};
  alter table case_versions ${['municipality', 'direction', 'outcome', 'referred_on', 'intake_on', 'conference_on', 'decided_on', 'admitted_on', 'refused_on', 'sheltered_from', 'shelter_ended_on', 'left_on', 'closed_on', 'evidence', 'investigating', 'stay_until', 'escalated_since', 'objection_since'].map((column) => `drop column ${column}`).join(', ')};
`;

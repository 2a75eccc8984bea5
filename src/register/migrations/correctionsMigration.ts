/**
 * Migration 18: a mark that a correction took back does not count from then on; as it was known before, it does.
 */
export const correctionsMigration = `
  alter table marks add column until timestamptz;
`;

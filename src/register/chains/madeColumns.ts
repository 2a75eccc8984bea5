/**
 * Columns that the database makes of others in the same row, as the tables say it. Lists and the access log are asked by
 * them, and whoever may change the schema can have them say something else; so what they should be is worked out again.
 */
const madeColumns = {
  access_log: {
    started_at: `record::jsonb ->> 'startedAt'`,
    subject: `record::jsonb #>> '{actor,subject}'`,
    outcome: `record::jsonb ->> 'outcome'`,
    concerns: `record::jsonb -> 'concerns'`,
    subjects: `record::jsonb -> 'subjects'`,
  },
} as const;

export const namesOfMade = (table: keyof typeof madeColumns): readonly string[] => Object.keys(madeColumns[table]);

/** An expression for a row of the table: the names of those that are not what the others make them, as a list. */
export function madeOtherwise(table: keyof typeof madeColumns): string {
  const each = Object.entries(madeColumns[table]).map(
    ([name, expression]) => `case when ${name} is distinct from (${expression}) then '${name}' end`,
  );
  return `array_remove(array[${each.join(', ')}], null)`;
}

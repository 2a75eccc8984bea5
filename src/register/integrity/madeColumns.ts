import type { Database } from '../database/database.js';

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
  trajectories: {
    admitted_on: `figures ->> 'admittedOn'`,
    left_on: `case when figures ? 'outcome' then coalesce(figures ->> 'outcomeOn', figures ->> 'closedOn') end`,
    closed_on: `figures ->> 'closedOn'`,
    suspended: `coalesce((agenda ->> 'suspended')::boolean, false)`,
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

const atOnce = 1_000;

/** Compares these columns of all trajectories; needs no keys. @returns how many trajectories there are with others */
export async function verifyMadeColumns(
  database: Database,
  onFault: (fault: { trajectory: string; sequence: null; fault: string }) => void,
): Promise<number> {
  const text = `select id, ${madeOtherwise('trajectories')} as others from trajectories where id > $1 order by id limit ${atOnce}`;
  let faults = 0;
  for (let after = ''; ;) {
    const page = await database.query<{ id: string; others: string[] }>({ name: 'made-columns', text }, [after]);
    for (const { id, others } of page.filter((one) => one.others.length > 0)) {
      faults += 1;
      const fault = `in the table trajectories, not what the database makes of other columns: ${others.join(', ')}`;
      onFault({ trajectory: id, sequence: null, fault });
    }
    if (page.length < atOnce) return faults;
    after = page.at(-1)!.id;
  }
}

import { lineOf } from '../../src/cli/audit.js';
import type { Checkpoint, Head } from '../../src/register/checkpoint.js';
import type { Database } from '../../src/register/database.js';
import { verifyEvents } from '../../src/register/verifyEvents.js';

/** Verifies, and gives the faults as `audit verify` prints them. */
export async function faultsIn(register: Database, against?: Checkpoint): Promise<string[]> {
  const lines: string[] = [];
  await verifyEvents(register, { onFault: (fault) => lines.push(lineOf(fault)), ...(against && { against }) });
  return lines;
}

/** A checkpoint of a register that has no fault. */
export async function checkpointOf(register: Database): Promise<Checkpoint> {
  const heads: Head[] = [];
  const onFault = (fault: Parameters<typeof lineOf>[0]) => {
    throw new Error(lineOf(fault));
  };
  await verifyEvents(register, { onFault, onHead: (head) => heads.push(head) });
  return { at: new Date().toISOString(), heads };
}

/** Does to the register what its triggers forbid, as who has the database in their hands can. */
export async function tamper(register: Database, sql: string): Promise<void> {
  await register.execute(
    `begin; alter table events disable trigger user; ${sql}; alter table events enable trigger user; commit`,
  );
}

/** Does something to the register, looks at it, and puts everything back as it was. */
export type Tampered = <T>(sql: string, look: () => Promise<T>) => Promise<T>;

/** While `work` runs, no trigger guards the events. */
export async function tampering(register: Database, work: (tampered: Tampered) => Promise<void>): Promise<void> {
  const tables = ['events', 'notifications', 'case_versions', 'trajectories', 'open_steps'];
  const keys = { events: 'trajectory_id, sequence', notifications: 'id', case_versions: 'trajectory_id, sequence' };
  await register.execute(`alter table events disable trigger user;
    ${tables.map((name) => `create table kept_${name} as select * from ${name}`).join(';')}`);
  // Columns that the database makes itself are left to it.
  const given = 'id, person_ref, episode, municipality, version, status, parties, overdue, opened_at, updated_at';
  const back = `
    ${Object.entries(keys)
      .map(
        ([table, key]) =>
          `delete from ${table} where (${key}) in (select ${key} from (select * from ${table} except select * from kept_${table}) o)`,
      )
      .join(';')};
    insert into events select * from kept_events except select * from events;
    insert into notifications select * from kept_notifications except select * from notifications;
    insert into case_versions (trajectory_id, sequence, at, figures)
      select trajectory_id, sequence, at, figures from kept_case_versions on conflict do nothing;
    insert into trajectories (${given}) select ${given} from kept_trajectories
      on conflict (id) do update set version = excluded.version where trajectories.version <> excluded.version;
    insert into open_steps select * from kept_open_steps on conflict do nothing`;
  try {
    await work(async (sql, look) => {
      await register.execute(`begin; ${sql}; commit`);
      try {
        return await look();
      } finally {
        await register.execute(back);
      }
    });
  } finally {
    await register.execute(`alter table events enable trigger user;
      ${tables.map((name) => `drop table kept_${name}`).join(';')}`);
  }
}

import { accessLineOf, deedLineOf, lineOf } from '../../src/cli/audit.js';
import type { Checkpoint, Head } from '../../src/register/integrity/checkpoint.js';
import type { Database } from '../../src/register/database/database.js';
import { verifyEvents } from '../../src/register/integrity/verifyEvents.js';
import { verifyRegister } from '../../src/register/integrity/verifyRegister.js';

/** Verifies, and gives the faults as `audit verify` prints them. */
export async function faultsIn(register: Database, against?: Checkpoint): Promise<string[]> {
  const lines: string[] = [];
  await verifyEvents(register, { onFault: (fault) => lines.push(lineOf(fault)), ...(against && { against }) });
  return lines;
}

/** Verifies all that can be, with keys or without, and gives the faults as `audit verify` prints them. */
export async function allFaultsIn(register: Database, hasKeys = true): Promise<string[]> {
  const lines: string[] = [];
  await verifyRegister(register, {
    hasKeys,
    onFault: (fault) => lines.push(lineOf(fault)),
    onAccessFault: (fault) => lines.push(accessLineOf(fault)),
    onDeedFault: (fault) => lines.push(deedLineOf(fault)),
  });
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
  const others = ['open_steps', 'agency_views', 'marks', 'waits'];
  const tables = ['events', 'notifications', 'case_versions', 'trajectories', ...others];
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
    ${others.map((table) => `insert into ${table} select * from kept_${table} on conflict do nothing`).join(';')}`;
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

/** Changes a table by SQL, looks, and puts back all rows of it. */
export type Changing = <T>(tables: string[], sql: string, look: () => Promise<T>) => Promise<T>;

/** While `work` runs, neither triggers nor references guard what is changed. */
export async function keptAside(register: Database, work: (changing: Changing) => Promise<void>): Promise<void> {
  const unguarded = async (sql: string) => {
    try {
      await register.execute(`begin; set local session_replication_role = replica; ${sql}; commit`);
    } catch (error) {
      await register.execute('rollback');
      throw new Error(sql, { cause: error });
    }
  };
  await work(async (tables, sql, look) => {
    const given = await Promise.all(tables.map((table) => givenColumns(register, table)));
    await register.execute(tables.map((table) => `create table kept_${table} as select * from ${table}`).join(';'));
    try {
      await unguarded(sql);
      return await look();
    } finally {
      const back = tables.map(
        (table, i) => `delete from ${table};
          insert into ${table} (${given[i]}) overriding system value select ${given[i]} from kept_${table};
          drop table kept_${table}`,
      );
      await unguarded(back.join(';'));
    }
  });
}

/** The columns that the database does not make itself. */
async function givenColumns(register: Database, table: string): Promise<string> {
  const columns = await register.query<{ name: string }>({
    text: `select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = '${table}' and is_generated = 'NEVER' order by ordinal_position`,
  });
  return columns.map(({ name }) => name).join(', ');
}

import type { Database } from '../database/database.js';
import { erasureTables } from './baseline/erasure.js';
import { eventTables } from './baseline/events.js';
import { messageTables } from './baseline/messages.js';
import { peopleTables } from './baseline/people.js';
import { trajectoryTables } from './baseline/trajectories.js';
import { upkeepTables } from './baseline/upkeep.js';

/**
 * The tables of version 0.2.0. The numbers before this one are of versions before it, whose tables are not carried along.
 * From 0.2.0 on, tables stay readable for good (docs/decisions/0035).
 */
const baseline = {
  id: 20,
  sql: [trajectoryTables, eventTables, messageTables, peopleTables, erasureTables, upkeepTables].join('\n'),
};

/** In order, and never changed once 0.2.0 is released: a correction is a new migration. */
const migrations: readonly { id: number; sql: string }[] = [baseline];

/** The version that this code needs. */
export const latestMigration = Math.max(...migrations.map(({ id }) => id));

/** The tables are of a later version of Bestendig, and code that does not know them would spoil them. */
export class RegisterTooNew extends Error {
  override name = 'RegisterTooNew';

  constructor(found: number) {
    super(
      `The register has schema version ${found}, and this version of Bestendig knows up to ${latestMigration}. ` +
        'Run the version that brought it there, or put back a backup from before; nothing has been changed.',
    );
  }
}

/** The tables are of a version of Bestendig that was never released, and there is no way from them to these. */
export class RegisterTooEarly extends Error {
  override name = 'RegisterTooEarly';

  constructor() {
    super(
      'The register was made by a version of Bestendig before 0.2.0, and its tables are not carried along. Nothing has been ' +
        'changed. Start with an empty register: another DATABASE_URL, or another folder in BESTENDIG_DATA.',
    );
  }
}

/**
 * Brings the register's tables up to date. Safe to run from many processes at once, and again.
 * @param last stops after this one, to see what the next does with what is there.
 * @throws RegisterTooNew, RegisterTooEarly
 */
export async function migrate(database: Database, last = latestMigration): Promise<void> {
  await mustBeKnown(database);
  for (const { id, sql } of migrations.filter((migration) => migration.id <= last)) {
    // The lock makes the second process wait, then see that the migration has been done.
    await database.execute(`
      begin;
      select pg_advisory_xact_lock(7236151);
      create table if not exists migrations (id integer primary key, at timestamptz not null default now());
      do $migrate$ begin
        if not exists (select from migrations where id = ${id}) then
          ${sql.replaceAll('$$', '$body$')}
          insert into migrations (id) values (${id});
        end if;
      end $migrate$;
      commit;
    `);
  }
}

/** The version of the register's tables; 0 where there are none yet. Changes nothing. */
export async function versionOf(database: Database): Promise<number> {
  const [table] = await database.query<{ there: boolean }>({
    text: `select to_regclass('migrations') is not null as there`,
  });
  if (!table?.there) return 0;
  const [row] = await database.query<{ id: number }>({ text: 'select coalesce(max(id), 0) as id from migrations' });
  return row!.id;
}

/** The tables are of an earlier version of Bestendig, and what is asked may not change them. */
export class RegisterTooOld extends Error {
  override name = 'RegisterTooOld';

  constructor(found: number) {
    super(
      `The register has schema version ${found}, and this version of Bestendig needs ${latestMigration}. Nothing has been changed. ` +
        'Ask the version of Bestendig that is running, or start this one first: it brings the tables up to date.',
    );
  }
}

/** For what only reads. @throws RegisterTooNew, RegisterTooEarly, RegisterTooOld */
export async function mustBeThisVersion(database: Database): Promise<void> {
  const found = await mustBeKnown(database);
  if (found < latestMigration) throw new RegisterTooOld(found);
}

/** @returns the version of the tables; 0 where there are none yet @throws RegisterTooNew, RegisterTooEarly */
export async function mustBeKnown(database: Database): Promise<number> {
  const found = await versionOf(database);
  if (found > latestMigration) throw new RegisterTooNew(found);
  if (found > 0 && found < baseline.id) throw new RegisterTooEarly();
  return found;
}

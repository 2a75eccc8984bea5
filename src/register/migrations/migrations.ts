import { accessLogMigration } from './accessLogMigration.js';
import { agencyViewsMigration } from './agencyViewsMigration.js';
import { changesMigration } from './changesMigration.js';
import { compartmentsMigration } from './compartmentsMigration.js';
import { configurationMigration } from './configurationMigration.js';
import { contradictionsMigration } from './contradictionsMigration.js';
import { correctionsMigration } from './correctionsMigration.js';
import { countingMigration } from './countingMigration.js';
import type { Database } from '../database/database.js';
import { deedsMigration } from './deedsMigration.js';
import { erasureMigration } from './erasureMigration.js';
import { figuresMigration } from './figuresMigration.js';
import { listsMigration } from './listsMigration.js';
import { sealedMigration } from './sealedMigration.js';
import { settingsMigration } from './settingsMigration.js';
import { sessionsMigration } from './sessionsMigration.js';

/** In order, and never changed once they have run somewhere: a correction is a new migration. */
const migrations: readonly { id: number; sql: string }[] = [
  {
    id: 1,
    sql: `
      create table trajectories (
        id text primary key,
        person_ref text not null,
        episode integer not null,
        municipality text not null,
        version integer not null,
        status text not null check (status in ('open', 'closed')),
        direction text,
        outcome text,
        parties text[] not null,
        overdue boolean not null,
        next_deadline date,
        opened_at timestamptz not null,
        updated_at timestamptz not null,
        closed_at timestamptz,
        unique (person_ref, episode)
      );
      create index trajectories_by_change on trajectories (municipality, updated_at desc, id);
      create index trajectories_all_by_change on trajectories (updated_at desc, id);

      create table open_steps (
        trajectory_id text not null references trajectories,
        step text not null,
        responsible text not null,
        opened_at timestamptz not null,
        target_date date,
        fatal_date date,
        overdue boolean not null,
        primary key (trajectory_id, step)
      );
      create index open_steps_by_agency on open_steps (responsible, fatal_date, trajectory_id, step);

      -- Append-only: a trigger refuses what would rewrite history.
      create table events (
        trajectory_id text not null,
        sequence integer not null,
        type text not null,
        at timestamptz not null,
        command_id text not null,
        body_hash text not null,
        actor jsonb,
        step text,
        reason text,
        data jsonb,
        tells text[] not null,
        effect jsonb,
        primary key (trajectory_id, sequence)
      );
      create index events_by_command on events (command_id);
      create function refuse_rewrite() returns trigger language plpgsql as $$
        begin raise exception 'events are append-only'; end $$;
      create trigger events_append_only before update or delete on events
        for each row execute function refuse_rewrite();

      create table notifications (
        id text primary key,
        trajectory_id text not null,
        municipality text not null,
        sequence integer not null,
        event_type text not null,
        step text,
        agency text not null,
        channel text not null check (channel in ('mail', 'webhook', 'inbox')),
        subject text not null,
        status text not null check (status in ('pending', 'sent', 'failed')),
        attempts integer not null default 0,
        last_error text,
        created_at timestamptz not null,
        retry_until timestamptz not null,
        sent_at timestamptz,
        claimed_until timestamptz
      );
      create index notifications_by_trajectory on notifications (trajectory_id, sequence);
      create index notifications_by_time on notifications (created_at desc, id);
      create index notifications_unsent on notifications (status, created_at) where status <> 'sent';
    `,
  },
  {
    id: 2,
    sql: `
      -- The version of the trajectory that a row belongs to. Two versions recorded at once do not see each other's
      -- rows, so what the older one leaves is told apart by this.
      alter table open_steps add column version integer not null default 0;
      update open_steps s set version = t.version from trajectories t where t.id = s.trajectory_id;

      create trigger events_never_emptied before truncate on events
        for each statement execute function refuse_rewrite();
    `,
  },
  {
    id: 3,
    sql: `
      -- The pseudonym of a V-number that became known after the referral.
      alter table trajectories add column known_as text;
      create index trajectories_by_alias on trajectories (known_as) where known_as is not null;
    `,
  },
  { id: 4, sql: figuresMigration },
  { id: 5, sql: sealedMigration },
  { id: 6, sql: accessLogMigration },
  { id: 7, sql: compartmentsMigration },
  { id: 8, sql: sessionsMigration },
  { id: 9, sql: erasureMigration },
  { id: 10, sql: listsMigration },
  { id: 11, sql: changesMigration },
  { id: 12, sql: settingsMigration },
  { id: 13, sql: configurationMigration },
  { id: 14, sql: countingMigration },
  { id: 15, sql: agencyViewsMigration },
  { id: 16, sql: deedsMigration },
  { id: 17, sql: contradictionsMigration },
  { id: 18, sql: correctionsMigration },
];

/** The version that this code needs. */
export const latestMigration = Math.max(...migrations.map(({ id }) => id));

/** The tables are of a later version of Bestendig, and who does not know them would spoil them. */
export class RegisterTooNew extends Error {
  override name = 'RegisterTooNew';

  constructor(found: number) {
    super(
      `The register has schema version ${found}, and this version of Bestendig knows up to ${latestMigration}. ` +
        'Run the version that brought it there, or put back a backup from before; nothing has been changed.',
    );
  }
}

/**
 * Brings the register's tables up to date. Safe to run from many processes at once, and again.
 * @param last stops after this one, to see what the next does with what is there.
 * @throws RegisterTooNew
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

/** For what only reads. @throws RegisterTooNew, RegisterTooOld */
export async function mustBeThisVersion(database: Database): Promise<void> {
  const found = await mustBeKnown(database);
  if (found < latestMigration) throw new RegisterTooOld(found);
}

/** @returns the version of the tables @throws RegisterTooNew when it is one that this code does not know */
export async function mustBeKnown(database: Database): Promise<number> {
  const found = await versionOf(database);
  if (found > latestMigration) throw new RegisterTooNew(found);
  return found;
}

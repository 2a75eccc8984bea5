import type { Batch } from '../trajectory/events.js';
import type { TrajectorySummary } from '../trajectory/state.js';
import type { Database, Statement } from './database.js';
import type { NewNotification } from './notifications.js';

/** Another command's events stand where these should go: two trajectories would share an id. Needs a person. */
export class RecordConflict extends Error {
  override name = 'RecordConflict';
}

/** The events before these are not recorded yet. They are on their way, so this passes by itself. */
export class RegisterBehind extends Error {
  override name = 'RegisterBehind';
}

/** What one run of the notify activity records. */
export interface Recording {
  summary: TrajectorySummary;
  personRef: string;
  episode: number;
  batches: Batch[];
  notifications: NewNotification[];
}

/**
 * Records events, the trajectory's row, its open steps and the messages it causes, all or nothing, in one statement.
 * Idempotent by sequence and message id, and never puts an older version over a newer one. New messages are claimed
 * for the caller for `claimSeconds`, so that no other run sends them meanwhile.
 * Events are taken in their order only, so that a timeline never has a gap.
 * @throws RegisterBehind when earlier events are not there yet; RecordConflict
 * @returns the ids of the messages that are new, and thereby the caller's to deliver.
 */
export async function record(database: Database, recording: Recording, claimSeconds: number): Promise<string[]> {
  const { summary, personRef, episode, batches, notifications } = recording;
  const events = batches.flatMap((batch) =>
    batch.events.map((event, i) => ({
      sequence: batch.from + i,
      type: event.type,
      at: batch.at,
      command_id: batch.commandId,
      body_hash: batch.bodyHash,
      actor: batch.actor,
      step: event.step ?? null,
      reason: event.reason ?? null,
      data: event.data ?? null,
      tells: event.tells ?? [],
      tells_in: event.tellsIn ?? null,
      effect: event.effect ?? null,
      figures: event.figures ?? null,
      marks: event.marks ?? null,
    })),
  );
  const [row] = await database.query<{ fresh: string[]; conflicts: number; behind: boolean }>(statement, [
    summary.id,
    JSON.stringify({
      ...summary,
      personRef,
      episode,
      overdue: summary.openSteps.some(({ overdue }) => overdue),
      knownAs: aliasIn(batches),
    }),
    JSON.stringify(events),
    JSON.stringify(summary.openSteps),
    JSON.stringify(notifications),
    claimSeconds,
    events[0]?.sequence ?? 1,
  ]);
  if (row?.behind) throw new RegisterBehind(`The register waits for earlier events of trajectory ${summary.id}.`);
  if (!row || row.conflicts > 0) {
    throw new RecordConflict(`The register holds other events of trajectory ${summary.id} under the same sequence.`);
  }
  return row.fresh;
}

/** The pseudonym that these events make a trajectory known by, if they do. */
function aliasIn(batches: Batch[]): string | null {
  const facts = batches.flatMap(({ events }) => events.map(({ effect }) => effect?.facts?.['knownAs']));
  return facts.findLast((fact): fact is string => typeof fact === 'string') ?? null;
}

const statement: Statement = {
  name: 'record',
  text: `
    with new_events as (
      select * from jsonb_to_recordset($3::jsonb) as e(
        sequence integer, type text, at timestamptz, command_id text, body_hash text, actor jsonb, step text,
        reason text, data jsonb, tells text[], tells_in text, effect jsonb, figures jsonb, marks jsonb)
    ), behind as (
      select where $7 > 1 and not exists (select from events where trajectory_id = $1 and sequence = $7 - 1)
    ), conflicts as (
      select from events join new_events using (sequence)
      where events.trajectory_id = $1 and events.command_id <> new_events.command_id
    ), refused as (
      select from behind union all select from conflicts
    ), inserted_events as (
      insert into events (trajectory_id, sequence, type, at, command_id, body_hash, actor, step, reason, data, tells,
        tells_in, effect, figures, marks)
      select $1, sequence, type, at, command_id, body_hash, nullif(actor, 'null'), step, reason, nullif(data, 'null'), tells,
        tells_in, nullif(effect, 'null'), nullif(figures, 'null'), nullif(marks, 'null')
      from new_events where not exists (select from refused)
      on conflict do nothing
      returning sequence
    ), counted as (
      select sequence, at, step, nullif(effect, 'null') as effect, nullif(marks, 'null') as marks,
        coalesce(nullif(figures, 'null'), case when nullif(marks, 'null') is null
          then figures_of_older_event(type, step, nullif(data, 'null'), nullif(effect, 'null'), at) end) as figures
      -- The events first: so of two that record the same, one waits here and holds nothing that the other needs.
      from new_events where not exists (select from refused) and (select count(*) from inserted_events) >= 0
      union all
      -- What counted before these events: whoever has them wrote that too, and nothing changes it.
      select 0, null, null, null, null, (select figures from case_versions
        where trajectory_id = $1 and sequence < $7 order by sequence desc limit 1)
    ), versions as (
      select sequence, at, step, effect, marks, figures is not null as changes,
        merged_figures(coalesce(figures, '{}')) over (order by sequence) as figures
      from counted
    ), inserted_versions as (
      insert into case_versions (trajectory_id, sequence, at, figures)
      select $1, sequence, at, figures from versions where changes and sequence > 0 order by sequence
      on conflict do nothing
    ), inserted_marks as (
      insert into marks (trajectory_id, sequence, position, name, on_day, value, days, step, municipality, at)
      select $1, sequence, position, mark ->> 'name', mark ->> 'on', mark ->> 'value', (mark ->> 'days')::integer, step,
        figures ->> 'municipality', at
      from versions cross join lateral jsonb_array_elements(marks) with ordinality as m(mark, position)
      order by sequence, position
      on conflict do nothing
    ), wait_changes as (
      select sequence, w.step, responsible, since, at, lead(at) over (partition by w.step order by sequence) as until
      from versions, wait_of(effect) w where w.step is not null
    ), ended_waits as (
      update waits set until = ending.at
      from (select distinct on (step) step, at from wait_changes order by step, sequence) ending
      where waits.trajectory_id = $1 and waits.step = ending.step and waits.until is null and waits.sequence < $7
    ), inserted_waits as (
      insert into waits (trajectory_id, sequence, step, responsible, since, at, until)
      select $1, sequence, step, responsible, since, at, until from wait_changes
      where responsible is not null order by sequence
      on conflict (trajectory_id, sequence) do update set until = excluded.until
      where waits.until is null and excluded.until is not null
    ), changed as (
      insert into trajectories (id, person_ref, episode, municipality, version, status, direction, outcome, parties, overdue,
        next_deadline, opened_at, updated_at, closed_at, known_as, figures)
      select id, "personRef", episode, municipality, version, status, direction, outcome, parties, overdue,
        "nextDeadline", "openedAt", "updatedAt", "closedAt", "knownAs",
        (select figures from versions order by sequence desc limit 1)
      from jsonb_to_record($2::jsonb) as t(
        id text, "personRef" text, episode integer, municipality text, version integer, status text, direction text,
        outcome text, parties text[], overdue boolean, "nextDeadline" date, "openedAt" timestamptz,
        "updatedAt" timestamptz, "closedAt" timestamptz, "knownAs" text)
      where not exists (select from refused)
      on conflict (id) do update set
        municipality = excluded.municipality, version = excluded.version, status = excluded.status, direction = excluded.direction, outcome = excluded.outcome,
        parties = excluded.parties, overdue = excluded.overdue, next_deadline = excluded.next_deadline,
        updated_at = excluded.updated_at, closed_at = excluded.closed_at, figures = excluded.figures,
        known_as = coalesce(excluded.known_as, trajectories.known_as)
      where trajectories.version < excluded.version
      returning id, version
    ), new_steps as (
      select * from jsonb_to_recordset($4::jsonb) as s(
        step text, responsible text, "openedAt" timestamptz, "targetDate" date, "fatalDate" date, overdue boolean,
        "knownTo" text[])
    ), closed_steps as (
      delete from open_steps using changed
      where open_steps.trajectory_id = changed.id and open_steps.step not in (select step from new_steps)
    ), opened_steps as (
      insert into open_steps (trajectory_id, step, responsible, opened_at, target_date, fatal_date, overdue, known_to,
        version)
      select $1, step, responsible, "openedAt", "targetDate", "fatalDate", overdue, "knownTo",
        changed.version from new_steps, changed
      on conflict (trajectory_id, step) do update set
        responsible = excluded.responsible, opened_at = excluded.opened_at, target_date = excluded.target_date,
        fatal_date = excluded.fatal_date, overdue = excluded.overdue, known_to = excluded.known_to,
        version = excluded.version
      where open_steps.version < excluded.version
    ), messages as (
      insert into notifications (id, trajectory_id, municipality, sequence, event_type, step, agency, channel, subject,
        status, last_error, created_at, retry_until, sent_at, claimed_until)
      select id, $1, municipality, sequence, "eventType", step, agency, channel, subject,
        status, "lastError", "createdAt", "retryUntil", case when status = 'sent' then "createdAt" end,
        case when status = 'pending' then now() + make_interval(secs => $6) end
      from jsonb_to_recordset($5::jsonb) as n(
        id text, municipality text, sequence integer, "eventType" text, step text, agency text, channel text,
        subject text, status text, "lastError" text, "createdAt" timestamptz, "retryUntil" timestamptz)
      where not exists (select from refused)
      on conflict do nothing
      returning id, status
    )
    select coalesce((select array_agg(id) from messages where status = 'pending'), '{}') as fresh,
      (select count(*)::integer from conflicts) as conflicts, exists (select from behind) as behind
  `,
};

import type { Batch } from '../../trajectory/replayed/events.js';
import { agencyView, allKnown } from '../../trajectory/access/knowledge.js';
import { stoppedAfter } from '../../trajectory/terms/clock.js';
import { knownNumberAfter } from '../../trajectory/terms/numbers.js';
import { claimIn, lastClaims, type Claims } from '../../trajectory/access/claims.js';
import type { TrajectorySummary } from '../../trajectory/replayed/state.js';
import { queueFactsOf, reasonsOf, type QueueFacts, type Reasons } from './queueFacts.js';
import type { Database, Statement } from '../database/database.js';
import { recordedMessages, type NewNotification } from '../messages/notifications.js';
import { sealedPerson } from './described.js';
import { recordedEvents } from './recordedEvents.js';

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
 * @throws RegisterBehind when earlier events are not there yet; RecordConflict; KeysUnavailable
 * @returns the ids of the messages that are new, and thereby the caller's to deliver.
 */
export async function record(database: Database, recording: Recording, claimSeconds: number): Promise<string[]> {
  const { personRef, episode, notifications } = recording;
  const batches = sinceLastGap(recording.batches);
  const { knowledge, ...summary } = recording.summary;
  const first = batches[0]?.from ?? 1;
  const { sealer, listing } = database;
  const effects = batches.flatMap(({ events }) => events.map(({ effect }) => effect));
  const queue = await queueFactsOf(sealer, listing.queue, summary.id, effects, () =>
    first === 1 ? Promise.resolve({}) : reasonsBefore(database, summary.id, first),
  );
  const claims = lastClaims(effects);
  const knownAs = knownNumberAfter(batches);
  const [row] = await database.query<{ fresh: string[]; conflicts: number; behind: boolean }>(statement, [
    summary.id,
    JSON.stringify({
      ...summary,
      personRef,
      episode,
      overdue: summary.openSteps.some(({ overdue }) => overdue),
      knownAs: knownAs ?? null,
      queue,
      person: await sealedPerson(sealer, listing, summary.id, effects),
    }),
    JSON.stringify(await recordedEvents(sealer, summary.id, batches)),
    JSON.stringify(claimed(summary.openSteps, claims)),
    JSON.stringify(await recordedMessages(sealer, summary.id, notifications)),
    claimSeconds,
    first,
    claims !== undefined,
    JSON.stringify(agencyViews(summary, knowledge)),
    knownAs !== undefined,
    stoppedAfter(effects) ?? null,
  ]);
  if (row?.behind) throw behind(summary.id);
  if (!row || row.conflicts > 0) {
    throw new RecordConflict(`The register holds other events of trajectory ${summary.id} under the same sequence.`);
  }
  return row.fresh;
}

/**
 * The batches after the last gap between them. A delivery that goes on for long is carried along by later ones, while those in
 * between have ended: so what is missing was recorded, and all that came before it as well. Counted from there, nothing that was
 * recorded in between is lost, and nothing earlier is put over it.
 */
export function sinceLastGap(batches: readonly Batch[]): Batch[] {
  const last = batches.findLastIndex(({ from }, i) => {
    const before = batches[i - 1];
    return before !== undefined && before.from + before.events.length !== from;
  });
  return batches.slice(Math.max(0, last));
}

/** What each agency that has a part knows of it now, beside the municipality, which knows all. */
export function agencyViews(summary: TrajectorySummary, knowledge = allKnown) {
  return summary.parties
    .filter((agency) => agency !== 'municipality')
    .map((agency) => ({ agency, ...agencyView(knowledge, agency, summary) }));
}

const behind = (trajectoryId: string) =>
  new RegisterBehind(`The register waits for earlier events of trajectory ${trajectoryId}.`);

/** Why the person went first in the queue before the event of this sequence, or as it is by a later one. */
async function reasonsBefore(database: Database, trajectoryId: string, first: number): Promise<Reasons> {
  const [row] = await database.query<{ version: number; queue: QueueFacts }>(
    { name: 'read-queue-facts', text: 'select version, queue from trajectories where id = $1' },
    [trajectoryId],
  );
  if (!row || row.version < first - 1) throw behind(trajectoryId);
  return reasonsOf(database.sealer, database.listing.queue, trajectoryId, row.queue);
}

/** The open steps with who has claimed them, as far as these events say. */
function claimed(openSteps: TrajectorySummary['openSteps'], claims: Claims = {}) {
  return openSteps.map((open) => {
    const claim = claimIn(claims, open);
    return claim ? { ...open, claimedBy: claim.by, claimedAgency: claim.agency, claimedAt: claim.at } : open;
  });
}

/** A claim stays as long as nothing says otherwise and the step waits as it did: see claims.ts. */
const keptClaim = (column: string) => `${column} = case when $8::boolean then excluded.${column}
          when open_steps.opened_at = excluded.opened_at and open_steps.responsible = excluded.responsible
          then open_steps.${column} end`;

const statement: Statement = {
  name: 'record',
  text: `
    with new_events as (
      select * from jsonb_to_recordset($3::jsonb) as e(
        sequence integer, command_id text, key_id text, sealed text, chain text, at timestamptz, step text,
        figures jsonb, marks jsonb, wait_step text, responsible text, since text, wait_ended text)
    ), behind as (
      select where $7 > 1 and not exists (select from events where trajectory_id = $1 and sequence = $7 - 1)
    ), conflicts as (
      select from events join new_events using (sequence)
      where events.trajectory_id = $1 and events.command_id <> new_events.command_id
    ), refused as (
      select from behind union all select from conflicts
    ), inserted_events as (
      insert into events (trajectory_id, sequence, command_id, key_id, sealed, chain)
      select $1, sequence, command_id, key_id, decode(sealed, 'base64'), chain
      from new_events where not exists (select from refused) order by sequence
      on conflict do nothing
      returning sequence
    ), counted as (
      select sequence, at, step, wait_step, responsible, since, wait_ended, marks, figures
      -- The events first: so of two that record the same, one waits here and holds nothing that the other needs.
      from new_events where not exists (select from refused) and (select count(*) from inserted_events) >= 0
      union all
      -- What counted before these events: whoever has them wrote that too, and nothing changes it.
      select 0, null, null, null, null, null, null, null, (select figures from case_versions
        where trajectory_id = $1 and sequence < $7 order by sequence desc limit 1)
    ), versions as (
      select sequence, at, step, wait_step, responsible, since, wait_ended, marks, figures is not null as changes,
        merged_figures(coalesce(figures, '{}')) over (order by sequence) as figures
      from counted
    ), inserted_versions as (
      insert into case_versions (trajectory_id, sequence, at, figures)
      select $1, sequence, at, figures from versions where changes and sequence > 0 order by sequence
      on conflict do nothing
    ), inserted_marks as (
      insert into marks (trajectory_id, sequence, position, name, on_day, value, days, step, municipality, at)
      select $1, sequence, position, mark ->> 'name', mark ->> 'on', mark ->> 'value', (mark ->> 'days')::integer,
        coalesce(mark ->> 'step', step), coalesce(mark ->> 'municipality', figures ->> 'municipality'), at
      from versions cross join lateral jsonb_array_elements(marks) with ordinality as m(mark, position)
      where mark -> 'retracts' is null
      order by sequence, position
      on conflict do nothing
    ), ended_marks as (
      -- What a correction takes back was recorded before: a correction rests on what is recorded.
      update marks set until = retracting.at
      from (select at, (mark -> 'retracts' ->> 'sequence')::integer as sequence,
          (mark -> 'retracts' ->> 'position')::integer as position
        from versions cross join lateral jsonb_array_elements(marks) as m(mark) where mark -> 'retracts' is not null
      ) retracting
      where marks.trajectory_id = $1 and marks.sequence = retracting.sequence and marks.position = retracting.position
        and marks.until is null
    ), wait_changes as (
      select sequence, step, responsible, since, at, lead(at) over (partition by step order by sequence) as until
      from (
        select sequence, wait_step as step, responsible, since, at from versions where wait_step is not null
        union all select sequence, wait_ended, null, null, at from versions where wait_ended is not null
      ) changes
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
        next_deadline, opened_at, updated_at, closed_at, known_as, queue, person, suspended, figures)
      select id, "personRef", episode, municipality, version, status, direction, outcome, parties, overdue,
        "nextDeadline", "openedAt", "updatedAt", "closedAt", "knownAs", queue, person, coalesce($11::boolean, false),
        (select figures from versions order by sequence desc limit 1)
      from jsonb_to_record($2::jsonb) as t(
        id text, "personRef" text, episode integer, municipality text, version integer, status text, direction text,
        outcome text, parties text[], overdue boolean, "nextDeadline" date, "openedAt" timestamptz,
        "updatedAt" timestamptz, "closedAt" timestamptz, "knownAs" text, queue jsonb, person jsonb)
      where not exists (select from refused)
      on conflict (id) do update set
        municipality = excluded.municipality, version = excluded.version, status = excluded.status, direction = excluded.direction, outcome = excluded.outcome,
        parties = excluded.parties, overdue = excluded.overdue, next_deadline = excluded.next_deadline,
        updated_at = excluded.updated_at, closed_at = excluded.closed_at, figures = excluded.figures,
        known_as = case when $10::boolean then excluded.known_as else trajectories.known_as end,
        queue = trajectories.queue || excluded.queue, person = trajectories.person || excluded.person, suspended = coalesce($11::boolean, trajectories.suspended)
      where trajectories.version < excluded.version
      returning id, municipality, version
    ), new_views as (
      select * from jsonb_to_recordset($9::jsonb) as v(agency text, version integer, "updatedAt" timestamptz, parties text[])
    ), ended_views as (
      delete from agency_views using changed
      where agency_views.trajectory_id = changed.id and agency_views.agency not in (select agency from new_views)
    ), changed_views as (
      insert into agency_views (trajectory_id, agency, municipality, version, updated_at, parties)
      select changed.id, agency, changed.municipality, new_views.version, "updatedAt", parties from new_views, changed
      on conflict (trajectory_id, agency) do update set
        municipality = excluded.municipality, version = excluded.version, updated_at = excluded.updated_at,
        parties = excluded.parties, change = pg_current_xact_id()
      where (agency_views.municipality, agency_views.version, agency_views.updated_at, agency_views.parties)
        is distinct from (excluded.municipality, excluded.version, excluded.updated_at, excluded.parties)
    ), new_steps as (
      select * from jsonb_to_recordset($4::jsonb) as s(
        step text, responsible text, "openedAt" timestamptz, "targetDate" date, "fatalDate" date, overdue boolean,
        "knownTo" text[], "claimedBy" text, "claimedAgency" text, "claimedAt" timestamptz)
    ), closed_steps as (
      delete from open_steps using changed
      where open_steps.trajectory_id = changed.id and open_steps.step not in (select step from new_steps)
    ), opened_steps as (
      insert into open_steps (trajectory_id, step, responsible, opened_at, target_date, fatal_date, overdue, known_to,
        claimed_by, claimed_agency, claimed_at, version)
      select $1, step, responsible, "openedAt", "targetDate", "fatalDate", overdue, "knownTo",
        "claimedBy", "claimedAgency", "claimedAt", changed.version from new_steps, changed
      on conflict (trajectory_id, step) do update set
        responsible = excluded.responsible, opened_at = excluded.opened_at, target_date = excluded.target_date,
        fatal_date = excluded.fatal_date, overdue = excluded.overdue, known_to = excluded.known_to,
        ${['claimed_by', 'claimed_agency', 'claimed_at'].map(keptClaim).join(', ')},
        version = excluded.version
      where open_steps.version < excluded.version
    ), messages as (
      insert into notifications (id, trajectory_id, municipality, sequence, agency, channel, key_id, sealed, error_key_id,
        error_sealed, status, created_at, retry_until, sent_at, claimed_until)
      select id, $1, municipality, sequence, agency, channel, "keyId", decode(sealed, 'base64'), "errorKeyId",
        decode("errorSealed", 'base64'), status, "createdAt", "retryUntil", case when status = 'sent' then "createdAt" end,
        case when status = 'pending' then now() + make_interval(secs => $6) end
      from jsonb_to_recordset($5::jsonb) as n(
        id text, municipality text, sequence integer, agency text, channel text, "keyId" text, sealed text,
        "errorKeyId" text, "errorSealed" text, status text, "createdAt" timestamptz, "retryUntil" timestamptz)
      where not exists (select from refused)
      on conflict do nothing
      returning id, status
    )
    select coalesce((select array_agg(id) from messages where status = 'pending'), '{}') as fresh,
      (select count(*)::integer from conflicts) as conflicts, exists (select from behind) as behind
  `,
};

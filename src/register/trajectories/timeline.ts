import type { Reason } from '../../trajectory/replayed/reason.js';
import type { Sealed } from '../../privacy/sealer.js';
import type { Ask, Batch, Effect, Mark, SeenBy, TrajectoryEvent } from '../../trajectory/replayed/events.js';
import type { Actor, Agency, Json } from '../../trajectory/replayed/state.js';
import type { Database } from '../database/database.js';
import { open, places, type EventContent } from '../database/sealing.js';

/** One event as it was recorded. */
export interface EventRow {
  sequence: number;
  type: string;
  at: Date;
  commandId: string;
  bodyHash: string;
  actor: Actor | null;
  step: string | null;
  reason: Reason | null;
  data: Json;
  seenBy: SeenBy | null;
  tells: Agency[];
  tellsIn: string | null;
  numbers: TrajectoryEvent['numbers'] | null;
  effect: Effect | null;
  figures: Record<string, Json> | null;
  marks: Mark[] | null;
  asks: Ask[] | null;
}

/** Those of these commands that any trajectory has recorded, by their ids. */
export async function commandsRecorded(database: Database, commandIds: readonly string[]): Promise<Set<string>> {
  if (commandIds.length === 0) return new Set();
  const rows = await database.query<{ id: string }>(
    { name: 'commands-recorded', text: 'select distinct command_id as id from events where command_id = any($1)' },
    [commandIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** As the register holds it. */
export type StoredEvent = Sealed & { sequence: number; commandId: string };

export const storedColumns = `sequence, command_id as "commandId", key_id as "keyId", encode(sealed, 'base64') as sealed`;

/**
 * A trajectory's events by sequence, after `after`.
 * @throws KeyDestroyed when nothing of this person can be read any more; Undecipherable, KeysUnavailable
 */
export async function readTimeline(
  database: Database,
  trajectoryId: string,
  after: number,
  limit: number,
): Promise<EventRow[]> {
  const stored = await database.query<StoredEvent>(
    {
      name: 'read-timeline',
      text: `select ${storedColumns} from events where trajectory_id = $1 and sequence > $2 order by sequence limit $3`,
    },
    [trajectoryId, after, limit],
  );
  const rows: EventRow[] = [];
  for (const event of stored) rows.push(await openedEvent(database, trajectoryId, event));
  return rows;
}

export async function openedEvent(database: Database, trajectoryId: string, event: StoredEvent): Promise<EventRow> {
  const { sequence, commandId } = event;
  const content = await open<EventContent>(database.sealer, places.event(trajectoryId, sequence), event);
  return {
    sequence,
    type: content.type,
    at: new Date(content.at),
    commandId,
    bodyHash: content.bodyHash,
    actor: content.actor ?? null,
    step: content.step ?? null,
    reason: content.reason ?? null,
    data: content.data ?? null,
    seenBy: content.seenBy ?? null,
    tells: content.tells ?? [],
    tellsIn: content.tellsIn ?? null,
    numbers: content.numbers ?? null,
    effect: content.effect ?? null,
    figures: content.figures ?? null,
    marks: content.marks ?? null,
    asks: content.asks ?? null,
  };
}

/** More than any trajectory has. */
const allOfThem = 100_000;

/** All of a trajectory's events, by sequence. @throws as `readTimeline` */
export function readEvents(database: Database, trajectoryId: string): Promise<EventRow[]> {
  return readTimeline(database, trajectoryId, 0, allOfThem);
}

/** The same as batches, to fold them with `evolve`. */
export async function readBatches(database: Database, trajectoryId: string): Promise<Batch[]> {
  return batchesOf(await readEvents(database, trajectoryId));
}

/** The command that was recorded under this id in this trajectory, if any: for a repeat after the trajectory closed. */
export async function findCommand(
  database: Database,
  trajectoryId: string,
  commandId: string,
): Promise<{ bodyHash: string; version: number } | undefined> {
  const [row] = await database.query<StoredEvent & { version: number }>(
    {
      name: 'find-command',
      text: `select ${storedColumns}, max(sequence) over () as version from events
        where trajectory_id = $1 and command_id = $2 order by sequence limit 1`,
    },
    [trajectoryId, commandId],
  );
  return row && { bodyHash: (await openedEvent(database, trajectoryId, row)).bodyHash, version: row.version };
}

/** The events as batches again, to fold them with `evolve`. */
export function batchesOf(rows: EventRow[]): Batch[] {
  const batches: Batch[] = [];
  for (const row of rows) {
    let batch = batches.at(-1);
    if (!batch || batch.commandId !== row.commandId) {
      const { commandId, bodyHash, actor } = row;
      batch = { from: row.sequence, commandId, bodyHash, at: row.at.toISOString(), actor, events: [] };
      batches.push(batch);
    }
    batch.events.push({
      type: row.type,
      ...(row.step === null ? {} : { step: row.step }),
      ...(row.reason === null ? {} : { reason: row.reason }),
      ...(row.data === null ? {} : { data: row.data }),
      ...(row.seenBy === null ? {} : { seenBy: row.seenBy }),
      ...(row.tells.length === 0 ? {} : { tells: row.tells }),
      ...(row.tellsIn === null ? {} : { tellsIn: row.tellsIn }),
      ...(row.numbers === null ? {} : { numbers: row.numbers }),
      ...(row.effect === null ? {} : { effect: row.effect }),
      ...(row.figures === null ? {} : { figures: row.figures }),
      ...(row.marks === null ? {} : { marks: row.marks }),
      ...(row.asks === null ? {} : { asks: row.asks }),
    });
  }
  return batches;
}

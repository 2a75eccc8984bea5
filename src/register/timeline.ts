import type { Batch, Effect, Mark } from '../trajectory/events.js';
import type { Actor, Agency, Json } from '../trajectory/state.js';
import type { Database } from './database.js';

/** One event as it was recorded. */
export interface EventRow {
  sequence: number;
  type: string;
  at: Date;
  commandId: string;
  bodyHash: string;
  actor: Actor | null;
  step: string | null;
  reason: string | null;
  data: Json;
  tells: Agency[];
  tellsIn: string | null;
  effect: Effect | null;
  figures: Record<string, Json> | null;
  marks: Mark[] | null;
}

const columns = `sequence, type, at, command_id as "commandId", body_hash as "bodyHash", actor, step, reason, data, tells,
  tells_in as "tellsIn", effect, figures, marks`;

/** A trajectory's events by sequence, after `after`. */
export function readTimeline(
  database: Database,
  trajectoryId: string,
  after: number,
  limit: number,
): Promise<EventRow[]> {
  return database.query<EventRow>(
    {
      name: 'read-timeline',
      text: `select ${columns} from events where trajectory_id = $1 and sequence > $2 order by sequence limit $3`,
    },
    [trajectoryId, after, limit],
  );
}

/** More than any trajectory has. */
const allOfThem = 100_000;

/** All of a trajectory's events, by sequence. */
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
  const [row] = await database.query<{ bodyHash: string; version: number }>(
    {
      name: 'find-command',
      text: `select body_hash as "bodyHash", max(sequence) as version from events
        where trajectory_id = $1 and command_id = $2 group by body_hash`,
    },
    [trajectoryId, commandId],
  );
  return row;
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
      ...(row.tells.length === 0 ? {} : { tells: row.tells }),
      ...(row.tellsIn === null ? {} : { tellsIn: row.tellsIn }),
      ...(row.effect === null ? {} : { effect: row.effect }),
      ...(row.figures === null ? {} : { figures: row.figures }),
      ...(row.marks === null ? {} : { marks: row.marks }),
    });
  }
  return batches;
}

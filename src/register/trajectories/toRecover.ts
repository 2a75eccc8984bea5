import type { Batch } from '../../trajectory/replayed/events.js';
import type { Database } from '../database/database.js';
import { batchesOf, openedEvent, storedColumns, type EventRow, type StoredEvent } from './timeline.js';

/** A trajectory that the register has as open. */
export interface OpenRow {
  id: string;
  municipality: string;
  /** The first sequence of which a message is not delivered; null: all are. */
  pendingFrom: number | null;
  /** The person has a later trajectory that is open as well: this one can't be started again beside it. */
  isFollowed: boolean;
}

const openColumns = `t.id, t.municipality,
  (select min(n.sequence) from notifications n where n.trajectory_id = t.id and n.status = 'pending') as "pendingFrom",
  exists (select from trajectories l where l.person_ref = t.person_ref and l.episode > t.episode and l.status = 'open')
    as "isFollowed"`;

/** The open trajectories by id, a page after `after`. */
export function openPage(database: Database, after: string, limit: number): Promise<OpenRow[]> {
  return database.query<OpenRow>(
    {
      name: 'open-to-recover',
      text: `select ${openColumns} from trajectories t
        where t.status = 'open' and t.erased_on is null and t.id > $1 order by t.id limit $2`,
    },
    [after, limit],
  );
}

/** One trajectory as it is now, open or closed; undefined when the register does not have it, or it was erased. */
export async function findToRecover(
  database: Database,
  id: string,
): Promise<(OpenRow & { isOpen: boolean }) | undefined> {
  const [row] = await database.query<OpenRow & { isOpen: boolean }>(
    {
      name: 'find-to-recover',
      text: `select ${openColumns}, t.status = 'open' as "isOpen" from trajectories t
        where t.erased_on is null and t.id = $1`,
    },
    [id],
  );
  return row;
}

export async function countOpen(database: Database): Promise<number> {
  const [row] = await database.query<{ count: number }>({
    name: 'count-open',
    text: `select count(*)::integer as count from trajectories where status = 'open' and erased_on is null`,
  });
  return row?.count ?? 0;
}

/**
 * The events of many trajectories as batches, by the trajectory's id, with one question to the database.
 * @throws as `readTimeline`
 */
export async function batchesOfMany(database: Database, ids: readonly string[]): Promise<Map<string, Batch[]>> {
  const stored = await database.query<StoredEvent & { trajectoryId: string }>(
    {
      name: 'batches-of-many',
      text: `select trajectory_id as "trajectoryId", ${storedColumns} from events
        where trajectory_id = any($1) order by trajectory_id, sequence`,
    },
    [ids],
  );
  const rows = new Map<string, EventRow[]>(ids.map((id) => [id, []]));
  for (const event of stored) {
    rows.get(event.trajectoryId)?.push(await openedEvent(database, event.trajectoryId, event));
  }
  return new Map([...rows].map(([id, own]) => [id, batchesOf(own)]));
}

/** Trajectories that ended since the work goes on in another one: each says so to that one. By id. */
export async function closedIntoOthers(database: Database): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    {
      name: 'closed-into-others',
      text: `select id from trajectories
        where status = 'closed' and outcome = any($1) and erased_on is null order by id`,
    },
    [database.listing.continuing],
  );
  return rows.map(({ id }) => id);
}

/** A closed trajectory that has messages that are not delivered. */
export interface Undelivered {
  id: string;
  pendingFrom: number;
  messages: string[];
}

/** Closed trajectories with messages that wait to be delivered, by id. */
export function closedUndelivered(database: Database): Promise<Undelivered[]> {
  return database.query<Undelivered>({
    name: 'closed-undelivered',
    text: `select t.id, min(n.sequence) as "pendingFrom", array_agg(n.id order by n.id) as messages
      from notifications n join trajectories t on t.id = n.trajectory_id
      where n.status = 'pending' and t.status = 'closed' and t.erased_on is null
      group by t.id order by t.id`,
  });
}

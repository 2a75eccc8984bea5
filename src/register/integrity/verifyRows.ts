import { KeyDestroyed, Undecipherable } from '../../privacy/errors.js';
import * as compare from './compareRows.js';
import type { Found, Tell } from './compareRows.js';
import type { Database } from '../database/database.js';
import { expectedRows, type Columns } from './expectedRows.js';
import { batchesOf, openedEvent, type EventRow } from '../trajectories/timeline.js';
import type { ChainFault } from './verifyEvents.js';

export interface RowsVerified {
  /** The trajectories whose rows were compared with their events. */
  trajectories: number;
  /** Those of which the key has been destroyed, and that are not anonymous yet: nothing can be read of these. */
  unreadable: number;
  faults: number;
}

export interface VerifyingRows {
  onFault(fault: ChainFault): void;
  /** After each page, with the number of trajectories that were read. */
  onProgress?(trajectories: number): void;
}

const atOnce = 50;

/**
 * Makes the rows of each trajectory again from its events, and compares: who is a party, where it is, what is open and who
 * may know of it, who is told. Needs keys. A trajectory is read with all its rows in one statement, so as they are at one
 * moment, also while the system runs; a page of them is held at a time.
 * @throws RegisterUnavailable, KeysUnavailable
 */
export async function verifyRows(database: Database, { onFault, onProgress }: VerifyingRows): Promise<RowsVerified> {
  const verified: RowsVerified = { trajectories: 0, unreadable: 0, faults: 0 };
  const tell = (trajectory: string, sequence: number | null, fault: string): void => {
    verified.faults += 1;
    onFault({ trajectory, sequence, fault });
  };
  let looked = 0;
  for (let after = ''; ;) {
    const page = await database.query<Found>({ name: 'rows-to-verify', text: rowsOf }, [after]);
    for (const found of page) {
      if (found.isErased) verifyErased(found, tell);
      else {
        const came = await verifyTrajectory(database, found, tell);
        if (came === 'compared') verified.trajectories += 1;
        if (came === 'key-destroyed') verified.unreadable += 1;
      }
    }
    looked += page.length;
    onProgress?.(looked);
    if (page.length < atOnce) return verified;
    after = page.at(-1)!.id;
  }
}

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`;
const listOf = (fields: Record<string, string>, from: string, order: string): string => {
  const pairs = Object.entries(fields).map(([name, expression]) => `'${name}', ${expression}`);
  return `coalesce((select json_agg(json_build_object(${pairs.join(', ')}) order by ${order}) from ${from}
    where x.trajectory_id = t.id), '[]')`;
};
const same = (...columns: string[]) => Object.fromEntries(columns.map((column) => [column, `x.${column}`]));
const rowsOf = `
  with page as (select * from trajectories where id > $1 order by id limit ${atOnce})
  select t.id, t.erased_on is not null as "isErased", t.held, t.erasing, t.queue, t.person,
    (t.id like 'erased-%' and t.person_ref like 'erased-%' and t.version = 0 and t.parties = '{}' and t.known_as is null and t.person = '{}'
      and not t.held and not t.erasing and t.status = 'closed'
      and not exists (select from open_steps x where x.trajectory_id = t.id)
      and not exists (select from agency_views x where x.trajectory_id = t.id)
      and not exists (select from notifications x where x.trajectory_id = t.id)) as "isAnonymous",
    to_jsonb(t) || jsonb_build_object('opened_at', ${instant('t.opened_at')}, 'updated_at', ${instant('t.updated_at')},
      'closed_at', ${instant('t.closed_at')}) as row,
    ${listOf({ sequence: 'x.sequence', commandId: 'x.command_id', keyId: 'x.key_id', sealed: `encode(x.sealed, 'base64')` }, 'events x', 'x.sequence')} as events,
    ${listOf(
      {
        ...same('step', 'responsible', 'target_date', 'fatal_date', 'overdue', 'known_to', 'version'),
        ...same('claimed_by', 'claimed_agency'),
        opened_at: instant('x.opened_at'),
        claimed_at: instant('x.claimed_at'),
      },
      'open_steps x',
      'x.step',
    )} as steps,
    ${listOf({ ...same('agency', 'municipality', 'version', 'parties'), updated_at: instant('x.updated_at') }, 'agency_views x', 'x.agency')} as views,
    ${listOf(
      {
        ...same('id', 'municipality', 'sequence', 'agency', 'channel'),
        at: instant('x.created_at'),
        keyId: 'x.key_id',
        sealed: `encode(x.sealed, 'base64')`,
      },
      'notifications x',
      'x.id',
    )} as messages,
    ${listOf(same('position', 'kind'), 'holds x', 'x.position')} as holds,
    ${listOf({ ...same('sequence', 'figures'), at: instant('x.at') }, 'case_versions x', 'x.sequence')} as versions,
    (select s.stage from erasure_persons s join erasures e on e.id = s.erasure_id and e.status = 'approved'
      where s.trajectories @> array[t.id] and s.stage <> 'left-out' limit 1) as stage
  from page t order by t.id`;

type Came = 'compared' | 'key-destroyed' | 'not-compared';

/** @returns whether there was something to compare with that could be read */
async function verifyTrajectory(database: Database, found: Found, tell: Tell): Promise<Came> {
  const { id, events } = found;
  // There is nothing to compare with, and the chain tells of it.
  if (events.length === 0) return 'not-compared';
  const rows: EventRow[] = [];
  for (const event of events) {
    try {
      rows.push(await openedEvent(database, id, event));
    } catch (error) {
      if (error instanceof KeyDestroyed) return 'key-destroyed';
      if (!(error instanceof Undecipherable)) throw error;
      tell(id, event.sequence, `the event cannot be read in this place with these keys: ${error.message}`);
      return 'not-compared';
    }
  }
  const versions = versionsAfter(rows);
  const expected = expectedRows(batchesOf(rows), versions.at(-1)?.figures ?? {}, database.listing);
  compare.compareTrajectory(found, expected, tell);
  compare.compareVersions(found, versions, tell);
  await compare.compareReasons(database, found, expected, tell);
  await compare.comparePerson(database, found, expected, tell);
  compare.compareSteps(found, expected, tell);
  compare.compareViews(found, expected, tell);
  await compare.compareMessages(database, found, expected, tell);
  compare.compareHolds(found, tell);
  return 'compared';
}

/** What counts after each event that changes it, as recording keeps it. */
function versionsAfter(rows: EventRow[]): compare.Version[] {
  const versions: compare.Version[] = [];
  let known: Columns = {};
  for (const { sequence, at, figures } of rows) {
    if (figures === null) continue;
    const merged = Object.entries({ ...known, ...figures }).filter(([, value]) => value !== null);
    known = Object.fromEntries(merged);
    versions.push({ sequence, at: at.toISOString(), figures: known });
  }
  return versions;
}

function verifyErased({ id, isAnonymous, events }: Found, tell: Tell): void {
  if (isAnonymous && events.length === 0) return;
  tell(id, null, 'in the table trajectories it is marked as erased, and is not what erasure leaves: erased_on');
}

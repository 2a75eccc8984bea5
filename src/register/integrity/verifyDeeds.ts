import { KeyDestroyed, Undecipherable } from '../../privacy/errors.js';
import type { Sealed } from '../../privacy/sealer.js';
import { canonical } from '../../trajectory/replayed/canonical.js';
import type { Json } from '../../trajectory/replayed/state.js';
import { chainStart, hashAfter } from '../chains/chain.js';
import type { Head } from './checkpoint.js';
import type { Database } from '../database/database.js';
import { comparedTables, isThereIn, placeIn, type ComparedTable } from './deedRows.js';
import { follow, type Before } from '../chains/following.js';
import { places } from '../database/sealing.js';

/** A deed, or what it is about, that is not as it was recorded. */
export interface DeedFault {
  /** Such as `delegation/<id>`; the name of the chain for the chain as a whole. */
  place: string;
  /** In the chain; null when it is not one deed. */
  sequence: number | null;
  fault: string;
}

export interface DeedsVerified {
  deeds: number;
  faults: number;
  /** The rows that were compared; null when there were no keys to do it with. */
  rows: number | null;
}

export interface VerifyingDeeds {
  onFault(fault: DeedFault): void;
  /** The last deed. */
  onHead?(head: Head): void;
  /** The head that must be there still. */
  against?: Head | undefined;
  /** Whether there are keys, so that rows can be compared with what deeds say. */
  hasKeys: boolean;
}

/** The name of the chain of deeds, as in a checkpoint. */
export const deedsChain = 'deeds';

interface StoredDeed {
  sequence: number;
  place: string;
  round: number;
  keyId: string;
  sealed: Uint8Array;
  hash: Uint8Array;
}

const atOnce = 1_000;

/**
 * Makes the chain of deeds again, which needs no key; and with keys, compares each row that was decided beside
 * trajectories with what its deeds say. Reads each deed and each row once, by page.
 * @throws RegisterUnavailable, KeysUnavailable
 */
export async function verifyDeeds(database: Database, options: VerifyingDeeds): Promise<DeedsVerified> {
  const verified: DeedsVerified = { deeds: 0, faults: 0, rows: null };
  const tell = (place: string, sequence: number | null, fault: string): void => {
    verified.faults += 1;
    options.onFault({ place, sequence, fault });
  };
  await verifyChain(database, options, verified, tell);
  await verifyRounds(database, tell);
  if (!options.hasKeys) return verified;
  verified.rows = 0;
  for (const table of comparedTables) verified.rows += await compareTable(database, table, tell);
  await findLost(database, tell);
  return verified;
}

type Tell = (place: string, sequence: number | null, fault: string) => void;

async function verifyChain(
  database: Database,
  { against, onHead }: VerifyingDeeds,
  verified: DeedsVerified,
  tell: Tell,
): Promise<void> {
  const text = `select sequence, place, round, key_id as "keyId", sealed, hash from deeds where sequence > $1
    order by sequence limit ${atOnce}`;
  let before: Before<Uint8Array> = [chainStart];
  let last: StoredDeed | undefined;
  let isAgainst = false;
  for (let after = 0; ;) {
    const page = await database.query<StoredDeed>({ name: 'deeds-to-verify', text }, [after]);
    for (const deed of page) {
      if (deed.sequence !== after + 1) {
        tell(deedsChain, deed.sequence, `before this one, deeds ${after + 1} to ${deed.sequence - 1} should be`);
        before = [];
      }
      const { sequence, place, round, keyId, sealed } = deed;
      const link = { chain: deedsChain, sequence, commandId: `${place}/${round}`, keyId, sealed };
      const { fits, next } = follow(
        before,
        deed.hash,
        (hash) => hashAfter(hash, link),
        (a, b) => Buffer.compare(a, b) === 0,
      );
      if (before.length > 0 && !fits) tell(place, sequence, 'the deed or its hash has been changed');
      before = next;
      after = sequence;
      last = deed;
      if (against?.sequence === sequence) {
        isAgainst = true;
        const isOther = against.hash !== hexadecimal(deed.hash);
        if (isOther) tell(deedsChain, sequence, 'the history up to this deed is another than at the checkpoint');
      }
    }
    verified.deeds += page.length;
    if (page.length < atOnce) break;
  }
  if (against && !isAgainst) tell(deedsChain, against.sequence, 'the deed was there at the checkpoint, and is gone');
  if (last) onHead?.({ chain: deedsChain, sequence: last.sequence, hash: hexadecimal(last.hash) });
}

const hexadecimal = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');

/** At each place the rounds are 1, 2, 3, … */
async function verifyRounds(database: Database, tell: Tell): Promise<void> {
  const rows = await database.query<{ place: string }>({
    text: `select place from deeds group by place having min(round) <> 1 or max(round) <> count(*) order by place`,
  });
  for (const { place } of rows) tell(place, null, 'a deed of this is missing');
}

/** A row and its deeds as they are at one moment. */
interface Row {
  place: string;
  key: string;
  number: number;
  deeds: PlacedDeed[];
}

/** @returns how many rows there were */
async function compareTable(database: Database, table: ComparedTable, tell: Tell): Promise<number> {
  const { name, columns, key } = table;
  const [text, number] = key;
  // So that the index of the key gives the order.
  const beyond =
    number === undefined ? `${text} > $1 and $2::integer is not null` : `(${text}, ${number}) > ($1, $2::integer)`;
  const statement = {
    name: `deeds-of-${name}`,
    text: `with page as (
        select ${placeIn(table)} as place, ${text} as key, ${number ?? '0'} as number, ${columns} from ${name}
        where ${beyond} order by ${key.join(', ')} limit ${atOnce}
      )
      select page.*, ${deedsOf('page.place')} as deeds from page order by key, number`,
  };
  let rows = 0;
  for (let after: [string, number] = ['', -1]; ;) {
    const page = await database.query<Row>(statement, after);
    for (const row of page) {
      const fault = await faultOf(database, table, row);
      if (fault !== null) tell(row.place, null, fault);
    }
    rows += page.length;
    const last = page.at(-1);
    if (!last || page.length < atOnce) return rows;
    after = [last.key, last.number];
  }
}

const deedsOf = (
  place: string,
): string => `coalesce((select json_agg(json_build_object('place', d.place, 'round', d.round,
    'keyId', d.key_id, 'sealed', encode(d.sealed, 'base64')) order by d.round) from deeds d where d.place = ${place}), '[]')`;

interface PlacedDeed extends Sealed {
  place: string;
  round: number;
}

async function faultOf(database: Database, table: ComparedTable, row: Row): Promise<string | null> {
  const { name, mayLackDeeds } = table;
  if (row.deeds.length === 0) return mayLackDeeds ? null : `it is in the table ${name}, and there is no deed of it`;
  const says = await saidBy(database, row.deeds);
  if (typeof says === 'string') return says;
  if ('gone' in says) return `it is in the table ${name}, and by its deeds it is gone`;
  const is = table.is(row as never);
  const others = Object.keys({ ...says, ...is }).filter(
    (field) => canonical(says[field] ?? null) !== canonical(is[field] ?? null),
  );
  if (others.length > 0) return `in the table ${name} it is not what its deeds say: ${others.join(', ')}`;
  return table.alsoWrong?.(row as never) ?? null;
}

/** What deeds say together, each over those before; or why they can't be read. */
async function saidBy(database: Database, deeds: readonly PlacedDeed[]): Promise<Record<string, Json> | string> {
  const says: Record<string, Json> = {};
  for (const { place, round, ...sealed } of deeds) {
    try {
      Object.assign(says, await database.sealer.unseal(places.deed(place, round), sealed));
    } catch (error) {
      if (!(error instanceof Undecipherable || error instanceof KeyDestroyed)) throw error;
      return `its deed ${round} cannot be read: ${error.message}`;
    }
  }
  return says;
}

/** Tells what is gone and should not be: its deeds are there, and do not say that. */
async function findLost(database: Database, tell: Tell): Promise<void> {
  const isThere = comparedTables.map(isThereIn).join(' or ');
  const text = `with page as (select place from deeds where round = 1 and place > $1 order by place limit ${atOnce})
    select place, (${isThere}) as "isThere", now() as now,
      ${deedsOf('page.place')} as deeds, ${parentOf} as parent
    from page order by place`;
  for (let after = ''; ;) {
    const page = await database.query<Lost>({ name: 'deeds-without-row', text }, [after]);
    for (const lost of page) {
      if (lost.isThere) continue;
      const says = await saidBy(database, lost.deeds);
      if (typeof says === 'string') tell(lost.place, null, says);
      else if (!mayBeGone(lost, says)) tell(lost.place, null, 'by its deeds this is there, and its row is gone');
    }
    if (page.length < atOnce) return;
    after = page.at(-1)!.place;
  }
}

/** Of a person in an erasure, whether that erasure is over or has lapsed: then nothing is kept of whom it was about. */
const parentOf = `(select case when e.status in ('rejected', 'done') or (e.status = 'proposed' and e.lapses_at <= now())
  then 'over' else 'going' end from erasures e
  where place like 'erasure-person/%' and e.id = split_part(place, '/', 2))`;

interface Lost {
  place: string;
  isThere: boolean;
  now: Date;
  deeds: PlacedDeed[];
  parent: 'over' | 'going' | null;
}

function mayBeGone({ now, parent }: Lost, says: Record<string, Json>): boolean {
  if ('gone' in says) return true;
  // A session that would have ended by itself by now is forgotten.
  if (typeof says['until'] === 'string' && Object.keys(says).length === 1) return new Date(says['until']) <= now;
  return parent === 'over';
}

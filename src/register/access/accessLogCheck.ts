import { beforeTheFirst, hashOf, type ChainedAccess } from './accessRecord.js';
import type { Database } from '../database/database.js';
import { follow, type Before } from '../chains/following.js';
import { madeOtherwise } from '../chains/madeColumns.js';

/** Something in the access log that is not as it was written. */
export interface AccessLogFault {
  writer: string;
  sequence: number;
  /** Of what is missing, the last one of a row of them; otherwise the same. */
  until: number;
  fault: 'changed' | 'missing' | 'unexpected-head' | 'listed-otherwise';
}

export interface AccessLogVerified {
  records: number;
  writers: number;
  faults: number;
}

export interface AccessLogVerifying {
  onFault(fault: AccessLogFault): void;
  /** After each page, with the number of records that were verified. */
  onProgress?(records: number): void;
}

interface Head {
  writer: string;
  sequence: number;
  hash: string;
}

/** How far a writer's records were followed. */
interface Chain {
  sequence: number;
  hashes: Before<string>;
}

const atOnce = 2_000;

/**
 * Reads the whole access log once, in order, and tells what was changed, removed or put elsewhere, with its place. Needs
 * no keys, and can be done while records are added. Holds a page of records, and of each writer one place. A writer of
 * whom everything is gone, the head as well, leaves no trace here: keep the totals elsewhere.
 * @throws RegisterUnavailable
 */
export async function verifyAccessLog(database: Database, options: AccessLogVerifying): Promise<AccessLogVerified> {
  const verified: AccessLogVerified = { records: 0, writers: 0, faults: 0 };
  const tell = (writer: string, fault: AccessLogFault['fault'], sequence: number, until = sequence): void => {
    verified.faults += 1;
    options.onFault({ writer, sequence, until, fault });
  };
  const ends = new Map<string, number>();
  // What these say must be there; what is there must be said by those that are read afterwards.
  const before = await headsOf(database);
  let writer: string | undefined;
  let chain: Chain = { sequence: 0, hashes: [] };
  for await (const rows of pagesOf(database)) {
    for (const row of rows) {
      if (row.writer !== writer) chain = { sequence: 0, hashes: [beforeTheFirst] };
      writer = row.writer;
      chain = next(chain, row, (fault, sequence, until) => tell(row.writer, fault, sequence, until));
      ends.set(writer, chain.sequence);
      if (row.madeOtherwise.length > 0) tell(writer, 'listed-otherwise', row.sequence);
      const head = before.get(writer);
      if (head?.sequence === row.sequence && !chain.hashes.includes(head.hash)) {
        tell(writer, 'unexpected-head', row.sequence);
      }
    }
    verified.records += rows.length;
    options.onProgress?.(verified.records);
  }
  for (const { writer: one, sequence } of before.values()) {
    const end = ends.get(one) ?? 0;
    if (end < sequence) tell(one, 'missing', end + 1, sequence);
  }
  const after = await headsOf(database);
  for (const [one, sequence] of ends) {
    const isSaid = (after.get(one)?.sequence ?? 0) >= sequence;
    if (!isSaid) tell(one, 'unexpected-head', sequence);
  }
  verified.writers = ends.size;
  return verified;
}

async function headsOf(database: Database): Promise<Map<string, Head>> {
  const heads = new Map<string, Head>();
  const text = `select writer, sequence, hash from access_log_heads where writer > $1 order by writer limit ${atOnce}`;
  for (let after = ''; ;) {
    const page = await database.query<Head>({ name: 'check-heads', text }, [after]);
    for (const head of page) heads.set(head.writer, head);
    if (page.length < atOnce) return heads;
    after = page.at(-1)!.writer;
  }
}

/** With the columns by which the log is searched that do not say what the record says. */
type Checked = ChainedAccess & { madeOtherwise: string[] };

async function* pagesOf(database: Database): AsyncIterable<Checked[]> {
  const text = `select writer, sequence, record, hash, ${madeOtherwise('access_log')} as "madeOtherwise" from access_log where (writer, sequence) > ($1, $2)
    order by writer, sequence limit ${atOnce}`;
  // What stands before the first number, should someone have put a record there.
  let after: [string, number] = ['', -(2 ** 31)];
  for (;;) {
    const rows = await database.query<Checked>({ name: 'check-access', text }, after);
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < atOnce) return;
    after = [last.writer, last.sequence];
  }
}

function next(
  { sequence, hashes }: Chain,
  row: ChainedAccess,
  tell: (fault: AccessLogFault['fault'], sequence: number, until?: number) => void,
): Chain {
  const isWhole = row.sequence === sequence + 1;
  if (row.sequence > sequence + 1) tell('missing', sequence + 1, row.sequence - 1);
  // Records are numbered from 1.
  if (row.sequence < 1) tell('changed', row.sequence);
  // After a gap nothing is known to build on: it is told of, and the chain goes on from what is there.
  const followed = follow(isWhole ? hashes : [], row.hash, (previous) => hashOf(previous, row), Object.is);
  if (isWhole && hashes.length > 0 && !followed.fits) tell('changed', row.sequence);
  return { sequence: row.sequence, hashes: followed.next };
}

import { beforeTheFirst, hashOf, type ChainedAccess } from './accessRecord.js';
import type { Database } from './database.js';

/** Something in the access log that is not as it was written. */
export interface AccessLogFault {
  writer: string;
  sequence: number;
  fault: 'changed' | 'missing' | 'unexpected-head';
}

export interface AccessLogVerified {
  records: number;
  writers: number;
  faults: AccessLogFault[];
}

const atOnce = 2_000;

/**
 * Reads the whole access log, and tells what was changed, removed or put elsewhere, with its place. Needs no keys. A
 * writer of whom everything is gone, the head as well, leaves no trace here: keep the totals elsewhere.
 */
export async function verifyAccessLog(database: Database): Promise<AccessLogVerified> {
  const heads = await database.query<{ writer: string; sequence: number; hash: string }>({
    text: 'select writer, sequence, hash from access_log_heads order by writer',
  });
  const faults: AccessLogFault[] = [];
  const ends = new Map<string, Chain>();
  let records = 0;
  let after: [string, number] = ['', 0];
  for (;;) {
    const rows = await database.query<ChainedAccess>(
      {
        name: 'check-access',
        text: `select writer, sequence, record, hash from access_log where (writer, sequence) > ($1, $2)
          order by writer, sequence limit ${atOnce}`,
      },
      after,
    );
    for (const row of rows) {
      const chain = ends.get(row.writer) ?? { sequence: 0, hashes: [beforeTheFirst] };
      ends.set(row.writer, next(chain, row, faults));
    }
    records += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < atOnce) break;
    after = [last.writer, last.sequence];
  }
  for (const [writer, { sequence }] of ends) {
    if (!heads.some((head) => head.writer === writer)) faults.push({ writer, sequence, fault: 'unexpected-head' });
  }
  for (const head of heads) faults.push(...faultsAtTheEnd(head, ends.get(head.writer)));
  return { records, writers: ends.size, faults };
}

interface Chain {
  sequence: number;
  /** What the next record may build on: as stored and as worked out, so that one fault is told of once. */
  hashes: string[];
}

function next({ sequence, hashes }: Chain, row: ChainedAccess, faults: AccessLogFault[]): Chain {
  for (let missing = sequence + 1; missing < row.sequence; missing += 1) {
    faults.push({ writer: row.writer, sequence: missing, fault: 'missing' });
  }
  // After a gap nothing is known to build on: it is told of, and the chain goes on from what is there.
  const whole = row.sequence === sequence + 1;
  const workedOut = hashes.map((previous) => hashOf(previous, row));
  if (whole && !workedOut.includes(row.hash)) {
    faults.push({ writer: row.writer, sequence: row.sequence, fault: 'changed' });
  }
  return { sequence: row.sequence, hashes: [row.hash, ...(whole ? workedOut : [])] };
}

function faultsAtTheEnd(
  head: { writer: string; sequence: number; hash: string },
  end: Chain = { sequence: 0, hashes: [] },
): AccessLogFault[] {
  const { writer } = head;
  const faults: AccessLogFault[] = [];
  for (let sequence = end.sequence + 1; sequence <= head.sequence; sequence += 1) {
    faults.push({ writer, sequence, fault: 'missing' });
  }
  if (head.sequence < end.sequence || (head.sequence === end.sequence && !end.hashes.includes(head.hash))) {
    faults.push({ writer, sequence: end.sequence, fault: 'unexpected-head' });
  }
  return faults;
}

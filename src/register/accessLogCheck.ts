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

interface Head {
  writer: string;
  sequence: number;
  hash: string;
}

/** How far a writer's records were followed. */
interface Chain {
  sequence: number;
  /** What the next record may build on: as stored and as worked out, so that one fault is told of once. */
  hashes: string[];
}

const atOnce = 2_000;

/**
 * Reads the whole access log, and tells what was changed, removed or put elsewhere, with its place. Needs no keys, and
 * can be done while records are added. A writer of whom everything is gone, the head as well, leaves no trace here: keep
 * the totals elsewhere.
 */
export async function verifyAccessLog(database: Database): Promise<AccessLogVerified> {
  const faults: AccessLogFault[] = [];
  const chains = new Map<string, Chain>();
  // What these say must be there; what is there must be said by those that are read afterwards.
  const before = await headsOf(database);
  let records = 0;
  for await (const row of rowsOf(database)) {
    records += 1;
    const chain = next(chains.get(row.writer) ?? { sequence: 0, hashes: [beforeTheFirst] }, row, faults);
    chains.set(row.writer, chain);
    const head = before.get(row.writer);
    if (head?.sequence === row.sequence && !chain.hashes.includes(head.hash)) {
      faults.push({ writer: row.writer, sequence: row.sequence, fault: 'unexpected-head' });
    }
  }
  for (const { writer, sequence } of before.values()) {
    const end = chains.get(writer)?.sequence ?? 0;
    for (let missing = end + 1; missing <= sequence; missing += 1) {
      faults.push({ writer, sequence: missing, fault: 'missing' });
    }
  }
  const after = await headsOf(database);
  for (const [writer, { sequence }] of chains) {
    const isSaid = (after.get(writer)?.sequence ?? 0) >= sequence;
    if (!isSaid) faults.push({ writer, sequence, fault: 'unexpected-head' });
  }
  return { records, writers: chains.size, faults };
}

async function headsOf(database: Database): Promise<Map<string, Head>> {
  const text = 'select writer, sequence, hash from access_log_heads order by writer';
  const heads = await database.query<Head>({ text });
  return new Map(heads.map((head) => [head.writer, head]));
}

async function* rowsOf(database: Database): AsyncIterable<ChainedAccess> {
  const text = `select writer, sequence, record, hash from access_log where (writer, sequence) > ($1, $2)
    order by writer, sequence limit ${atOnce}`;
  let after: [string, number] = ['', 0];
  for (;;) {
    const rows = await database.query<ChainedAccess>({ name: 'check-access', text }, after);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < atOnce) return;
    after = [last.writer, last.sequence];
  }
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

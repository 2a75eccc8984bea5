import { verifyAccessLog, type AccessLogFault, type AccessLogVerified } from '../access/accessLogCheck.js';
import type { Checkpoint, Head } from './checkpoint.js';
import type { Database } from '../database/database.js';
import { deedsChain, verifyDeeds, type DeedFault, type DeedsVerified } from './verifyDeeds.js';
import { verifyEvents, type ChainFault, type Verified } from './verifyEvents.js';
import { verifyRows, type RowsVerified } from './verifyRows.js';

/** What is verified, one after the other. */
export type Part = 'events' | 'access-log' | 'deeds' | 'rows';

export interface RegisterVerified {
  events: Verified;
  accessLog: AccessLogVerified;
  deeds: DeedsVerified;
  /** Null when there were no keys to compare rows with events. */
  rows: RowsVerified | null;
}

export interface VerifyingRegister {
  /** Whether there are keys: without them the chains are verified, and nothing is compared with them. */
  hasKeys: boolean;
  /** An earlier state, which must still be there, however much has been added. */
  against?: Checkpoint;
  /** Of an event, or of the row of a trajectory. */
  onFault(fault: ChainFault): void;
  onAccessFault(fault: AccessLogFault): void;
  onDeedFault(fault: DeedFault): void;
  onProgress?(part: Part, done: number): void;
}

/**
 * Verifies all that `coverage.ts` says, each record once and by page; it may be done while the system runs.
 * @throws RegisterUnavailable, KeysUnavailable
 */
export async function verifyRegister(database: Database, options: VerifyingRegister): Promise<RegisterVerified> {
  const { hasKeys, against, onFault, onAccessFault, onDeedFault } = options;
  const progress = (part: Part) => (done: number) => options.onProgress?.(part, done);
  const events = await verifyEvents(database, {
    onFault,
    onProgress: progress('events'),
    ...(against && { against: { ...against, heads: against.heads.filter(({ chain }) => chain !== deedsChain) } }),
  });
  const accessLog = await verifyAccessLog(database, { onFault: onAccessFault, onProgress: progress('access-log') });
  const deeds = await verifyDeeds(database, {
    onFault: onDeedFault,
    hasKeys,
    against: against?.heads.find(({ chain }) => chain === deedsChain),
  });
  const rows = hasKeys ? await verifyRows(database, { onFault, onProgress: progress('rows') }) : null;
  return { events, accessLog, deeds, rows };
}

/** The last link of each chain, with whatever is wrong with the chains. Needs no keys. @throws RegisterUnavailable */
export async function headsOf(
  database: Database,
  options: Pick<VerifyingRegister, 'onFault' | 'onDeedFault' | 'onProgress'>,
): Promise<{ heads: Head[]; events: Verified; faults: number }> {
  const heads: Head[] = [];
  const onHead = (head: Head): void => void heads.push(head);
  const { onFault, onDeedFault, onProgress } = options;
  const events = await verifyEvents(database, { onFault, onHead, onProgress: (done) => onProgress?.('events', done) });
  const deeds = await verifyDeeds(database, { onFault: onDeedFault, onHead, hasKeys: false });
  return { heads, events, faults: events.faults + deeds.faults };
}

/** How many there are of each, about: for large tables as the database last counted them. @throws RegisterUnavailable */
export async function sizesOf(database: Database): Promise<Record<Part, number>> {
  const tables = { events: 'events', 'access-log': 'access_log', deeds: 'deeds', rows: 'trajectories' } as const;
  const sizes = Object.entries(tables).map(async ([part, table]) => {
    const [row] = await database.query<{ estimate: number }>({
      text: `select reltuples::float8 as estimate from pg_class where oid = '${table}'::regclass`,
    });
    if ((row?.estimate ?? 0) > 200_000) return [part, Math.round(row!.estimate)];
    const [counted] = await database.query<{ count: number }>({
      text: `select count(*)::float8 as count from ${table}`,
    });
    return [part, counted!.count];
  });
  return Object.fromEntries(await Promise.all(sizes)) as Record<Part, number>;
}

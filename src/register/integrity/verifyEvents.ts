import { chainStart, hashAfter, type ChainedEvent } from '../chains/chain.js';
import type { Database } from '../database/database.js';
import type { Checkpoint, Head } from './checkpoint.js';
import { follow, type Before } from '../chains/following.js';

/** Something in the register that is not as it was recorded, and where. */
export interface ChainFault {
  /** The trajectory's id as the register has it, or the name of its chain. */
  trajectory: string;
  /** The event; null when it is the trajectory as a whole. */
  sequence: number | null;
  fault: string;
}

export interface Verified {
  trajectories: number;
  events: number;
  faults: number;
}

export interface Verifying {
  onFault(fault: ChainFault): void;
  /** After each page, with the number of events that were verified. */
  onProgress?(events: number): void;
  /** The last event of each chain. */
  onHead?(head: Head): void;
  /** An earlier state, which must still be there, however much has been added. */
  against?: Checkpoint;
}

interface Row extends ChainedEvent {
  trajectoryId: string;
  sequence: number;
  commandId: string;
  keyId: string;
  sealed: Uint8Array;
  chain: string;
  hash: Uint8Array;
  /** Of the trajectory's own row; null when there is none. */
  version: number | null;
}

const atOnce = 2_000;

/**
 * Makes the chain of every trajectory again from its events, and compares. Needs no key, so it can be done by anyone, on
 * a backup, and after erasure. Reads each event once, in order, and holds no more than a page of them.
 * @throws RegisterUnavailable
 */
export async function verifyEvents(database: Database, options: Verifying): Promise<Verified> {
  const run = new Run(options);
  let after: [string, number] = ['', 0];
  for (;;) {
    const rows = await database.query<Row>(
      {
        name: 'events-to-verify',
        // What is recorded meanwhile is seen with its trajectory's row, or not at all: one statement sees one moment.
        text: `
          with page as (
            select trajectory_id, sequence, command_id, key_id, sealed, chain, hash from events
            where (trajectory_id, sequence) > ($1, $2) order by trajectory_id, sequence limit ${atOnce}
          )
          select trajectory_id as "trajectoryId", sequence, command_id as "commandId", key_id as "keyId", sealed, chain,
            hash, coalesce((select version from trajectories where id = trajectory_id),
              (select c.version from erased_chains c where c.chain = trajectory_id and c.chain = page.chain)) as version
          from page order by trajectory_id, sequence`,
      },
      after,
    );
    for (const row of rows) run.take(row);
    options.onProgress?.(run.verified.events);
    const last = rows.at(-1);
    if (!last || rows.length < atOnce) break;
    after = [last.trajectoryId, last.sequence];
  }
  run.end(await withoutEvents(database));
  return run.verified;
}

/** Where a trajectory or chain leaves a trace beside its events, each with the column that names it. */
const traces = [
  // What is left of erased people has a name of its own, and their chain another.
  { table: 'trajectories', column: 'id', where: 'erased_on is null' },
  { table: 'case_versions', column: 'trajectory_id', where: notOfErased('trajectory_id') },
  { table: 'notifications', column: 'trajectory_id', where: notOfErased('trajectory_id') },
  ...['open_steps', 'agency_views', 'marks', 'waits'].map((table) => ({
    table,
    column: 'trajectory_id',
    where: notOfErased('trajectory_id'),
  })),
  { table: 'erased_chains', column: 'chain', where: 'true' },
];

function notOfErased(column: string): string {
  return `not exists (select from trajectories t where t.id = page.${column} and t.erased_on is not null)`;
}

/** Trajectories that are there by some trace, and have no event. Reads each trace once, by page. */
async function withoutEvents(database: Database): Promise<string[]> {
  const lost = new Set<string>();
  for (const { table, column, where } of traces) {
    for (let after = ''; ;) {
      const [page] = await database.query<{ last: string | null; count: number; lost: string[] | null }>(
        {
          name: `traces-of-${table}`,
          text: `
            with page as materialized (
              select * from ${table} where ${column} > $1 order by ${column} limit ${atOnce}
            )
            select max(${column}) as last, count(*)::integer as count, array_agg(distinct ${column}) filter (where ${where}
              and not exists (select from events where trajectory_id = page.${column})) as lost from page`,
        },
        [after],
      );
      for (const id of page?.lost ?? []) lost.add(id);
      if (!page || page.last === null || page.count < atOnce) break;
      after = page.last;
    }
  }
  return [...lost].toSorted();
}

/** Follows the events in their order, trajectory by trajectory. */
class Run {
  readonly verified: Verified = { trajectories: 0, events: 0, faults: 0 };
  private readonly options: Verifying;
  private readonly expected: Map<string, Head>;
  private last: Row | undefined;
  /** With which the next event may go on: what is stored, and what should be. They differ where something was changed. */
  private before: Before<Uint8Array> = [chainStart];

  constructor(options: Verifying) {
    this.options = options;
    this.expected = new Map(options.against?.heads.map((head) => [head.chain, head]));
  }

  take(row: Row): void {
    const isNew = row.trajectoryId !== this.last?.trajectoryId;
    if (isNew) {
      this.endOfTrajectory();
      this.verified.trajectories += 1;
    }
    const previous = isNew ? 0 : this.last!.sequence;
    if (isNew) this.before = [chainStart];
    this.last = row;
    this.verified.events += 1;
    if (row.sequence !== previous + 1) {
      const missing =
        row.sequence === previous + 2 ? `event ${previous + 1}` : `events ${previous + 1} to ${row.sequence - 1}`;
      const fault = row.sequence < 1 ? 'an event of this number cannot be' : `before this one, ${missing} should be`;
      this.fault(row, row.sequence, fault);
      this.before = [];
    }
    this.link(row);
    this.compare(row);
  }

  end(lost: string[]): void {
    this.endOfTrajectory();
    for (const id of lost) {
      this.fault({ trajectoryId: id }, null, 'there are other traces of this trajectory, and none of its events');
    }
    for (const { chain, sequence } of this.expected.values()) {
      this.fault({ trajectoryId: chain }, sequence, 'the event was there at the checkpoint, and is gone');
    }
  }

  private link(row: Row): void {
    const { before } = this;
    const { fits, next } = follow(before, row.hash, (hash) => hashAfter(hash, row), isSame);
    // After a gap there is nothing to compare with; what follows can be compared with this again.
    if (before.length > 0 && !fits) this.fault(row, row.sequence, 'the event or its hash has been changed');
    this.before = next;
  }

  private compare({ chain, sequence, hash, trajectoryId }: Row): void {
    const head = this.expected.get(chain);
    if (head?.sequence !== sequence) return;
    this.expected.delete(chain);
    if (head.hash !== Buffer.from(hash).toString('hex')) {
      this.fault({ trajectoryId }, sequence, 'the history up to this event is another than at the checkpoint');
    }
  }

  private endOfTrajectory(): void {
    const { last } = this;
    if (!last) return;
    if (last.version === null) {
      this.fault(last, null, 'there are events, and the trajectory has no row of its own');
    } else if (last.version > last.sequence) {
      const missing = `events ${last.sequence + 1} to ${last.version} should be there`;
      this.fault(last, last.sequence, `this is the last event, and after it ${missing}`);
    } else if (last.version < last.sequence) {
      this.fault(last, last.sequence, `by its own row the trajectory ended with event ${last.version}`);
    }
    const { chain, sequence, hash } = last;
    this.options.onHead?.({ chain, sequence, hash: Buffer.from(hash).toString('hex') });
  }

  private fault({ trajectoryId }: { trajectoryId: string }, sequence: number | null, fault: string): void {
    this.verified.faults += 1;
    this.options.onFault({ trajectory: trajectoryId, sequence, fault });
  }
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

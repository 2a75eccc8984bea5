import { chainStart, hashAfter, type ChainedEvent } from './chain.js';
import type { Database } from './database.js';
import type { Checkpoint, Head } from './checkpoint.js';

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
  /** Now and then, with the number of events that were verified. */
  onProgress?(events: number): void;
  /** The last event of each chain. */
  onHead?(head: Head): void;
  /** An earlier state, which must still be there, however much has been added. */
  against?: Checkpoint;
}

interface Row {
  trajectoryId: string;
  sequence: number;
  commandId: string;
  keyId: string | null;
  sealed: Uint8Array | null;
  chain: string | null;
  hash: Uint8Array | null;
  /** Of the trajectory's own row; null when there is none. */
  version: number | null;
}

type SealedRow = Row & ChainedEvent & { hash: Uint8Array };

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

/** Trajectories that are there by some trace, and have no event. */
async function withoutEvents(database: Database): Promise<string[]> {
  const rows = await database.query<{ id: string }>({
    text: `select id from (select id from trajectories union select trajectory_id from case_versions
        union select trajectory_id from notifications union select chain from erased_chains) traces(id)
      where not exists (select from events where trajectory_id = traces.id)
        -- What is left of who was erased has a name of its own, and their chain another.
        and not exists (select from trajectories t where t.id = traces.id and t.erased_on is not null) order by id`,
  });
  return rows.map(({ id }) => id);
}

/** Follows the events in their order, trajectory by trajectory. */
class Run {
  readonly verified: Verified = { trajectories: 0, events: 0, faults: 0 };
  private readonly options: Verifying;
  private readonly expected: Map<string, Head>;
  private last: Row | undefined;
  /** With which the next event may go on: what is stored, and what should be. They differ where something was changed. */
  private before: Uint8Array[] = [chainStart];

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
      const fault = row.sequence < 1 ? 'an event of this number can not be' : `before this one, ${missing} should be`;
      this.fault(row, row.sequence, fault);
      this.before = [];
    }
    if (!isSealed(row)) {
      this.fault(row, row.sequence, 'the event is not sealed, so that nothing of it can be verified');
      this.before = [];
      return;
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

  private link(row: SealedRow): void {
    const { before } = this;
    const made = before.map((hash) => hashAfter(hash, row));
    const fits = made.some((hash) => hash.equals(row.hash));
    // After a gap there is nothing to compare with; what follows can be compared with this again.
    if (before.length > 0 && !fits) this.fault(row, row.sequence, 'the event or its hash has been changed');
    this.before = fits ? [row.hash] : [row.hash, ...made];
  }

  private compare({ chain, sequence, hash, trajectoryId }: SealedRow): void {
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
    if (isSealed(last)) {
      const { chain, sequence, hash } = last;
      this.options.onHead?.({ chain, sequence, hash: Buffer.from(hash).toString('hex') });
    }
  }

  private fault({ trajectoryId }: { trajectoryId: string }, sequence: number | null, fault: string): void {
    this.verified.faults += 1;
    this.options.onFault({ trajectory: trajectoryId, sequence, fault });
  }
}

function isSealed(row: Row): row is SealedRow {
  return row.keyId !== null && row.sealed !== null && row.chain !== null && row.hash !== null;
}

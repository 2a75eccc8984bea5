import type { CaseRecord } from '../../trajectory/definitions/caseRecord.js';
import { StillReading, type Database, type Statement } from '../database/database.js';

/** How many trajectories are read at a time: a few tens of milliseconds of work. */
const pageSize = 500;
/** Milliseconds that a question waits at most for the first reading, of a large register. */
const defaultPatience = 10_000;

/** Where trajectories are kept to be counted. */
export interface Counting {
  readonly count: number;
  /** Takes in a trajectory, in place of what was known of it. */
  put(record: CaseRecord): void;
}

/**
 * All trajectories as they are counted, in memory, and equal to the register at each question: what changed since the one
 * before is read first. What changed is known by the number of the transaction (see changes.ts); of one that is
 * not certain yet the trajectories are read again the next time, so nothing is missed.
 */
export class CountedCases<Cases extends Counting> {
  private cases: Cases;
  private position = '0';
  /** A reading that has begun; and the one after it, which sees all that was recorded before it was asked for. */
  private latest: Promise<Cases> | undefined;
  private following: Promise<Cases> | undefined;

  private readonly database: Database;
  private readonly none: () => Cases;
  private readonly patience: number;

  /** @param none where nothing is kept yet */
  constructor(database: Database, none: () => Cases, patience = defaultPatience) {
    this.database = database;
    this.none = none;
    this.cases = none();
    this.patience = patience;
  }

  /**
   * The trajectories as the register has them now, to be counted before anything else is awaited.
   * @throws RegisterUnavailable; StillReading when a large register has not been read in yet
   */
  async current(): Promise<Cases> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tooLong = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new StillReading(`The register is read in for the figures: ${this.cases.count} trajectories so far.`));
      }, this.patience);
    });
    try {
      return await Promise.race([this.read(), tooLong]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Reads what has changed, after the reading that is going on, if one is. */
  read(): Promise<Cases> {
    this.following ??= this.follow(this.latest);
    return this.following;
  }

  private async follow(before: Promise<Cases> | undefined): Promise<Cases> {
    await before?.catch(() => undefined);
    this.latest = this.following;
    this.following = undefined;
    try {
      await this.catchUp();
      return this.cases;
    } catch (error) {
      // What comes back after an outage may be a restored register, or one that lost its last moments: nothing is taken as read.
      this.forget();
      throw error;
    }
  }

  private async catchUp(): Promise<void> {
    let after: [change: string, id: string] = [this.position, ''];
    let certain: string | undefined;
    for (;;) {
      const rows = await this.database.query<Row>(changed, [...after, pageSize]);
      certain ??= rows[0]!.certain;
      if (BigInt(certain) < BigInt(this.position)) {
        // An earlier register has taken the place of this one.
        this.forget();
        return this.catchUp();
      }
      for (const row of rows) if (row.id !== null) this.cases.put(row);
      const last = rows.at(-1)!;
      if (rows.length < pageSize || last.id === null) break;
      after = [last.change, last.id];
    }
    this.position = certain;
  }

  private forget(): void {
    this.cases = this.none();
    this.position = '0';
  }
}

interface Row extends CaseRecord {
  /** All transactions before this one are certain. */
  certain: string;
  /** Null in the only row, when nothing has changed. */
  id: string | null;
  change: string;
}

const milliseconds = (instant: string) => `round(extract(epoch from ${instant}) * 1000)`;
const listOf = (items: string, from: string, order: string) =>
  `coalesce((select json_agg(json_build_array(${items}) order by ${order}) from ${from} where x.trajectory_id = t.id), '[]')`;

const changed: Statement = {
  name: 'changed-cases',
  text: `
    with page as (
      select * from trajectories where (change, id) > ($1::xid8, $2) order by change, id limit $3
    )
    select certain::text, t.id, t.change::text, t.number::float8, t.person_ref as "personRef", t.episode, t.municipality,
      t.status = 'open' as "isOpen", t.overdue as "isOverdue", t.suspended as "isSuspended",
      t.erased_on is not null as "isErased", day_of(t.opened_at) as "openedOn", day_of(t.closed_at) as "closedOn",
      ${listOf(`${milliseconds('x.at')}, x.figures`, 'case_versions x', 'x.sequence')} as versions,
      ${listOf(`${milliseconds('x.at')}, ${milliseconds('x.until')}, x.name, x.on_day, x.value, x.days, x.municipality`, 'marks x', 'x.sequence, x.position')} as marks,
      ${listOf(`${milliseconds('x.at')}, ${milliseconds('x.until')}, x.responsible, x.since`, 'waits x', 'x.sequence')} as waits,
      coalesce((select json_agg(json_build_array(s.step, s.responsible, s.overdue, day_of(s.opened_at), s.fatal_date))
        from open_steps s where s.trajectory_id = t.id and s.version = t.version and t.status = 'open'), '[]') as "openSteps"
    from (select pg_snapshot_xmin(pg_current_snapshot()) as certain) snapshot left join page t on true
    order by t.change, t.id`,
};

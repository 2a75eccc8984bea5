import type { Json } from '../../trajectory/replayed/state.js';
import type { CaseRecord } from '../../trajectory/definitions/caseRecord.js';
import { datedFigures } from './datedFigures.js';
import { datedIn } from './dated.js';
import { dayNumber, never } from './days.js';
import { Names } from './names.js';
import { Rows } from './rows.js';

/** Where the numbers of a row stand. Days that have not come are `never`; names that there are not are 0. */
export const version = {
  outcome: 0,
  referred: 1,
  intake: 2,
  conference: 3,
  decided: 4,
  admitted: 5,
  refused: 6,
  left: 7,
  closed: 8,
  hasEvidence: 9,
  /** Since when it goes on now. */
  escalatedSince: 10,
  objectionSince: 11,
} as const;
const versionFields = Object.keys(version) as (keyof typeof version)[];
/** What held from a day on: the figure by its place in `datedFigures`, and the value as a day for the end of a stay. */
export const dated = { figure: 0, from: 1, value: 2 } as const;
export const mark = { name: 0, on: 1, value: 2, days: 3, municipality: 4 } as const;
export const wait = { responsible: 0, since: 1 } as const;
export const now = {
  municipality: 0,
  isOpen: 1,
  isOverdue: 2,
  isSuspended: 3,
  isErased: 4,
  opened: 5,
  closed: 6,
} as const;
export const openStep = { step: 0, responsible: 1, isOverdue: 2, opened: 3, fatal: 4 } as const;

/**
 * Trajectories in memory, as far as they are counted: a hundred thousand take some tens of megabytes and one pass some
 * milliseconds. Whoever keeps them (`src/register/trajectories/countedCases.ts`) keeps them equal to the register.
 */
export class Cases {
  readonly names = new Names();
  readonly versions = new Rows(Object.keys(version).length, 1);
  /** Two instants: known from and known until. */
  readonly dated = new Rows(Object.keys(dated).length, 2);
  /** Two instants: from and until, infinite when it still counts. */
  readonly marks = new Rows(Object.keys(mark).length, 2);
  /** Two instants: from and until, infinite when it goes on. */
  readonly waits = new Rows(Object.keys(wait).length, 2);
  readonly now = new Rows(Object.keys(now).length, 0);
  readonly openSteps = new Rows(Object.keys(openStep).length, 0);
  readonly episodes: number[] = [];
  private readonly persons: string[] = [];
  private readonly byNumber = new Map<number, number>();
  private readonly byEpisode = new Map<string, number>();
  private readonly duplicate = this.names.numberOf('DUPLICATE');

  /** How many there are; each is meant by its place, from 0. */
  get count(): number {
    return this.persons.length;
  }

  /** Takes in a trajectory, in place of what was known of it. */
  put(record: CaseRecord): void {
    const place = this.byNumber.get(record.number) ?? this.count;
    const { personRef, episode } = record;
    const calledBefore = `${this.persons[place]} ${this.episodes[place]}`;
    if (this.byEpisode.get(calledBefore) === place) this.byEpisode.delete(calledBefore);
    this.byNumber.set(record.number, place);
    this.byEpisode.set(`${personRef} ${episode}`, place);
    this.persons[place] = personRef;
    this.episodes[place] = episode;
    this.fill(this.versions, place, record.versions, ([at, figures]) => [this.versionOf(figures), [at]]);
    this.fill(this.dated, place, datedIn(record.versions), ({ figure, from, value, knownFrom, knownUntil }) => [
      [datedFigures.indexOf(figure), from, figure === 'stayUntil' ? dayNumber(value) : this.name(value)],
      [knownFrom, knownUntil],
    ]);
    this.fill(this.marks, place, record.marks, ([at, until, name, on, value, days, municipality]) => [
      [this.name(name), dayNumber(on), this.name(value), days ?? 0, this.name(municipality)],
      [at, until ?? Infinity],
    ]);
    this.fill(this.waits, place, record.waits, ([at, until, responsible, since]) => [
      [this.name(responsible), dayNumber(since)],
      [at, until ?? Infinity],
    ]);
    this.fill(this.now, place, [record], (one) => [
      [
        this.name(one.municipality),
        Number(one.isOpen),
        Number(one.isOverdue),
        Number(one.isSuspended),
        Number(one.isErased),
        dayNumber(one.openedOn),
        dayNumber(one.closedOn),
      ],
      [],
    ]);
    this.fill(this.openSteps, place, record.openSteps, ([step, responsible, isOverdue, openedOn, fatalDate]) => [
      [this.name(step), this.name(responsible), Number(isOverdue), dayNumber(openedOn), dayNumber(fatalDate)],
      [],
    ]);
  }

  /** Where in `versions.numbers` that stands what was known at an instant; -1 when nothing was. */
  at(place: number, instant: number): number {
    const { starts, counts, instants, width } = this.versions;
    const start = starts[place]!;
    for (let row = start + counts[place]! - 1; row >= start; row -= 1) {
      if (instants[row]! <= instant) return row * width;
    }
    return -1;
  }

  /** What counted of it as it was known at an instant; -1 also when it goes on in another one, and is in no figure. */
  counted(place: number, instant: number): number {
    const at = this.at(place, instant);
    return this.isDuplicate(at) ? -1 : at;
  }

  /** Whether by what stands there it goes on in another one. */
  isDuplicate(at: number): boolean {
    return at >= 0 && this.versions.numbers[at + version.outcome] === this.duplicate;
  }

  /** The same person's episode before it, if it is known here. */
  before(place: number): number | undefined {
    return this.byEpisode.get(`${this.persons[place]} ${this.episodes[place]! - 1}`);
  }

  private name(name: string | null): number {
    return this.names.numberOf(name);
  }

  private versionOf(figures: Readonly<Record<string, Json>>): number[] {
    const day = (name: string) => dayNumber(figures[name]);
    const has = (name: string) => Number(figures[name] !== undefined && figures[name] !== null);
    const first = (...days: number[]) => days.find((one) => one !== never) ?? never;
    const { names } = this;
    // Where no day of receipt is counted there is the day on which it was registered; an outcome that came with the end, such
    // as at the person's own request, has no other day.
    const told: Record<keyof typeof version, number> = {
      outcome: names.numberOf(figures['outcome']),
      referred: first(day('referredOn'), day('openedOn')),
      intake: day('intakeOn'),
      conference: day('firstConferenceOn'),
      decided: first(day('admissionOn'), day('refusedOn')),
      admitted: day('admittedOn'),
      refused: day('refusedOn'),
      left: has('outcome') === 1 ? first(day('outcomeOn'), day('closedOn')) : never,
      closed: day('closedOn'),
      hasEvidence: has('evidence'),
      escalatedSince: day('escalatedSince'),
      objectionSince: day('objectionOpenSince'),
    };
    return versionFields.map((field) => told[field]);
  }

  private fill<One>(
    rows: Rows,
    place: number,
    all: readonly One[],
    told: (one: One) => [numbers: number[], instants: number[]],
  ): void {
    const start = rows.place(place, all.length);
    for (const [i, one] of all.entries()) {
      const [numbers, instants] = told(one);
      rows.numbers.set(numbers, (start + i) * rows.width);
      rows.instants.set(instants, (start + i) * rows.moments);
    }
  }
}

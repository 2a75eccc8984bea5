import type { Json } from '../../trajectory/replayed/state.js';
import type { CaseRecord } from '../../trajectory/definitions/caseRecord.js';
import type { Domain } from '../../trajectory/definitions/domain.js';
import { dayNumber, never } from '../../trajectory/figures/days.js';
import { heldBy, type FiguresDefinition } from '../../trajectory/figures/definition.js';
import { datedIn } from './dated.js';
import { Names } from './names.js';
import { Rows, type Row } from './rows.js';

/**
 * Where the numbers of a row stand that every trajectory has; those that a domain declares come after them. Days that have
 * not come are `never`; names that there are not are 0.
 */
export const version = { outcome: 0, opened: 1, left: 2, closed: 3 } as const;
/** What held from a day on: the figure by its place in `held` of the cases, and the value as a code or as a day. */
export const dated = { figure: 0, from: 1, value: 2 } as const;
export const mark = { name: 0, on: 1, value: 2, days: 3, municipality: 4 } as const;
export const wait = { responsible: 0, openedOn: 1 } as const;
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
  readonly figures: FiguresDefinition;
  /** What holds from a day on, the municipality first. */
  readonly held: readonly string[];
  /** Where the numbers of a row of `versions` stand, by name: the days and what is given. */
  readonly days: Readonly<Record<string, number>>;
  readonly given: Readonly<Record<string, number>>;
  readonly versions: Rows;
  /** Two instants: known from and known until. */
  readonly dated = new Rows(dated, 2);
  /** Two instants: from and until, infinite when it still counts. */
  readonly marks = new Rows(mark, 2);
  /** Two instants: from and until, infinite when it goes on. */
  readonly waits = new Rows(wait, 2);
  readonly now = new Rows(now, 0);
  readonly openSteps = new Rows(openStep, 0);
  readonly episodes: number[] = [];
  private readonly persons: string[] = [];
  private readonly byNumber = new Map<number, number>();
  private readonly byEpisode = new Map<string, number>();
  /** Whether the person goes on in another trajectory by such an outcome. */
  private readonly continues: (outcome: number) => boolean;

  constructor({ figures, listing }: Pick<Domain, 'figures' | 'listing'>) {
    this.figures = figures;
    this.held = heldBy(figures);
    const first = Object.keys(version).length;
    const days = Object.keys(figures.days);
    const given = Object.keys(figures.given);
    const { opened, left, closed } = version;
    this.days = { opened, left, closed, ...placesFrom(first, days) };
    this.given = placesFrom(first + days.length, given);
    this.versions = new Rows({ outcome: version.outcome, ...this.days, ...this.given }, 1);
    this.continues = this.names.among(listing.continuing);
  }

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
    this.versions.put(
      place,
      record.versions.map(([at, figures]) => ({ numbers: this.versionOf(figures), instants: [at] })),
    );
    this.dated.put(
      place,
      datedIn(this.held, record.versions).map(({ figure, from, value, knownFrom, knownUntil }) => {
        const number = this.figures.held[figure] === 'day' ? dayNumber(value) : this.name(value);
        return {
          numbers: { figure: this.held.indexOf(figure), from, value: number },
          instants: [knownFrom, knownUntil],
        };
      }),
    );
    this.marks.put(
      place,
      record.marks.map(([at, until, name, on, value, days, municipality]) => ({
        numbers: {
          name: this.name(name),
          on: dayNumber(on),
          value: this.name(value),
          days: days ?? 0,
          municipality: this.name(municipality),
        },
        instants: [at, until ?? Infinity],
      })),
    );
    this.waits.put(
      place,
      record.waits.map(([at, until, responsible, openedOn]) => ({
        numbers: { responsible: this.name(responsible), openedOn: dayNumber(openedOn) },
        instants: [at, until ?? Infinity],
      })),
    );
    this.now.put(place, [
      {
        numbers: {
          municipality: this.name(record.municipality),
          isOpen: Number(record.isOpen),
          isOverdue: Number(record.isOverdue),
          isSuspended: Number(record.isSuspended),
          isErased: Number(record.isErased),
          opened: dayNumber(record.openedOn),
          closed: dayNumber(record.closedOn),
        },
      },
    ]);
    this.openSteps.put(
      place,
      record.openSteps.map(([step, responsible, isOverdue, openedOn, fatalDate]) => ({
        numbers: {
          step: this.name(step),
          responsible: this.name(responsible),
          isOverdue: Number(isOverdue),
          opened: dayNumber(openedOn),
          fatal: dayNumber(fatalDate),
        },
      })),
    );
  }

  /**
   * Moves `row` to what was known of a trajectory at an instant. @returns the number of that row; -1 when nothing was known
   */
  versionAt(row: Row, place: number, instant: number): number {
    const first = this.versions.first(place);
    for (let at = this.versions.end(place) - 1; at >= first; at -= 1) {
      row.moveTo(at);
      if (row.since <= instant) return at;
    }
    return -1;
  }

  /** Whether by what is known of it a trajectory goes on in another one, and so is in no figure. */
  goesOnElsewhere(row: Row): boolean {
    return this.continues(row.get(version.outcome));
  }

  /** The same person's episode before it, if it is known here. */
  before(place: number): number | undefined {
    if (this.episodes[place]! <= 1) return undefined;
    return this.byEpisode.get(`${this.persons[place]} ${this.episodes[place]! - 1}`);
  }

  private name(name: string | null): number {
    return this.names.numberOf(name);
  }

  private versionOf(figures: Readonly<Record<string, Json>>): Record<string, number> {
    const day = (names: readonly string[]) => {
      for (const name of names) {
        const number = dayNumber(figures[name]);
        if (number !== never) return number;
      }
      return never;
    };
    const has = (name: string) => Number(figures[name] !== undefined && figures[name] !== null);
    const numbers: Record<string, number> = {
      outcome: this.names.numberOf(figures['outcome']),
      opened: day(['openedOn']),
      // An outcome that came with the end, such as at the person's own request, has no other day.
      left: has('outcome') === 1 ? day(['outcomeOn', 'closedOn']) : never,
      closed: day(['closedOn']),
    };
    for (const [name, of] of Object.entries(this.figures.days)) numbers[name] = day(of);
    for (const [name, figure] of Object.entries(this.figures.given)) numbers[name] = has(figure);
    return numbers;
  }
}

const placesFrom = (first: number, names: readonly string[]): Record<string, number> =>
  Object.fromEntries(names.map((name, i) => [name, first + i]));

import type { Attributes } from './figure.js';

/** A number of the trajectory at which a count stands: a day, or a code. */
export type Reading = () => number;

/** What is known of the trajectory at which a count stands. Ask once for each reading: it is read anew of each trajectory. */
export interface CaseReader {
  /** The reference date. */
  readonly on: number;
  /** A day by its name: one that the domain declares, or `opened`, `left` or `closed`. `never`: it has not come. */
  day(name: string): Reading;
  /** The outcome, as a code; 0: none. */
  outcome: Reading;
  /** Whether the figure that the domain declares as given stands: 1 or 0. */
  given(name: string): Reading;
  /** What held at the end of the reference date: a code, 0 for none; or a day, `never` for none. */
  held(name: string): Reading;
  /** The number of a code, to compare readings with. */
  code(code: string): number;
  /** The code of a number; null for none. */
  codeOf(number: number): string | null;
  /** The class that the class map of the table gives an outcome. */
  classOf(outcome: string): string;
  /** Moves `before` to the same person's trajectory before this one. @returns false when none is known that counts */
  hasBefore(): boolean;
  readonly before: Pick<CaseReader, 'day' | 'outcome'>;
}

/** What tells members of a population apart, in numbers. */
export type Parts = Readonly<Record<string, number>>;

/** Nothing tells members apart. */
export const member: Parts = {};

/**
 * Who are counted. Without `on` those who had not left by the end of the reference date, where they were then; with it
 * those to whom it happened on a day in the window, where they were at the end of that day.
 */
export interface Population {
  on?: Reading;
  /** What tells members apart: three things at most. */
  parts?: readonly string[];
  /** Null: the trajectory at which the count stands is not in it. */
  member(): Parts | null;
  /** What members are called by; null leaves them out. */
  attributes?(parts: Parts): Attributes | null;
}

/** The populations of a view by name. Made once for each table. */
export type Populations = (read: CaseReader) => Readonly<Record<string, Population>>;

/** How long it takes from one day to another, of those for whom the second is in the window and not before the first. */
export interface LeadTime {
  since: Reading;
  until: Reading;
  when?(): boolean;
}

/** What those who move to another municipality are, by the end of the day before. */
export interface Transfers {
  stages: readonly string[];
  /** The place of the stage among these, on the day of the move; null when it is not counted. */
  stage(day: number): number | null;
}

import type { Tally } from '../../trajectory/figures/figure.js';

/** What is asked: which municipalities, which days, and as it was known when. */
export interface Question {
  municipalities: readonly string[];
  from: string;
  to: string;
  on: string;
  /** UTC instant up to which events are known; null for all that there are. */
  asOf: string | null;
  /**
   * UTC instant: the end of the reference date, as what has no day of its own stood then; null when that is not past yet,
   * and it is as known.
   */
  standingAt: string | null;
}

/**
 * Members by population, as the figures count them. Any value of an attribute goes with any value of the others: the
 * hiding of small cells rests on that (see `suppression.ts`).
 */
export type Tallies = Readonly<Record<string, readonly Tally[]>>;

/** So many who went from one municipality to another; '' is one that the table is not about. */
export interface Transfer {
  from: string;
  to: string;
  stage: string;
  n: number;
}

/** Open steps on the reference date, by the agency that they wait for. */
export interface OpenWait {
  municipality: string;
  agency: string;
  n: number;
  /** Days since the oldest one opened. */
  oldest: number;
}

/** Days that something took; municipality null: in all of them together. */
export interface Spread {
  name: string;
  municipality: string | null;
  n: number;
  /** Half, and nine in ten, took no more. */
  median: number;
  p90: number;
}

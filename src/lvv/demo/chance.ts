import { addWorkingDays, dayOf, isWorkingDay, startOf } from '../../trajectory/terms/calendar.js';

export const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Chance that is the same each time: one for each person, so that who comes later changes nothing of who came before. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to 1. Mulberry32: small, quick, and the same everywhere. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  happens(chance: number): boolean {
    return this.next() < chance;
  }

  between(least: number, most: number): number {
    return Math.round(least + this.next() * (most - least));
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[Math.floor(this.next() * items.length)]!;
  }

  /**
   * One of these, each as often as it weighs.
   * @param at from 0 up to 1, for who spreads them evenly over many; otherwise chance
   */
  weighted<T extends string>(weights: Readonly<Record<T, number>>, at: number = this.next()): T {
    const items = Object.entries(weights) as [T, number][];
    let left = at * items.reduce((sum, [, weight]) => sum + weight, 0);
    return (items.find(([, weight]) => (left -= weight) < 0) ?? items.at(-1)!)[0];
  }

  /** A length that is mostly about the median, and now and then much longer: log-normal. */
  around(median: number, spread: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return median * Math.exp(spread * normal);
  }

  /** The first moment from this one on at which people are at work: a working day in Amsterdam, from half past eight. */
  atWork(moment: number): number {
    const day = dayOf(new Date(moment).toISOString());
    const within = (of: string): number => Date.parse(startOf(of)) + (8.5 + this.next() * 8.5) * hourMs;
    const first = isWorkingDay(day) ? within(day) : 0;
    return Math.floor(first >= moment ? first : within(addWorkingDays(day, 1)));
  }
}

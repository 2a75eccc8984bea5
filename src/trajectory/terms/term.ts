import { addDays, addMonths, addWorkingDays, dayOf, startOf, workingDayBefore } from './calendar.js';

/** A length of time after which something is due. `second` exists for tests and demonstrations. */
export interface Term {
  amount: number;
  /**
   * A week ends on the same day of the week. A month ends on the day with the same number, and where there is none on
   * the last day of the month: a month from 31 January ends on 28 or 29 February.
   */
  unit: 'working-day' | 'calendar-day' | 'week' | 'month' | 'second';
  /** Set by law, so that the Algemene termijnenwet lengthens it where need be. Nothing is taken to be so unless marked. */
  statutory?: true;
}

export const workingDays = (amount: number): Term => ({ amount, unit: 'working-day' });
export const calendarDays = (amount: number): Term => ({ amount, unit: 'calendar-day' });
export const weeks = (amount: number): Term => ({ amount, unit: 'week' });
export const months = (amount: number): Term => ({ amount, unit: 'month' });
export const seconds = (amount: number): Term => ({ amount, unit: 'second' });
/** The same term, set by law. */
export const statutory = (term: Term): Term => ({ ...term, statutory: true });

/**
 * The calendar day on which the count of a term is complete, from a UTC instant. The day on which it begins does not
 * count. What the law makes of that day is not in it (statutory.ts).
 */
export function countedTo(from: string, { amount, unit }: Term): string {
  if (unit === 'second') return dayOf(afterSeconds(from, amount));
  const start = dayOf(from);
  if (unit === 'working-day') return addWorkingDays(start, amount);
  return unit === 'month' ? addMonths(start, amount) : addDays(start, amount * (unit === 'week' ? 7 : 1));
}

/** The same the other way: the day that lies so far before `day`, which itself does not count. */
export function countedBack(day: string, { amount, unit }: Term): string {
  if (unit === 'second') return dayOf(afterSeconds(startOf(day), -amount));
  if (unit === 'working-day') return workingDayBefore(day, amount);
  return unit === 'month' ? addMonths(day, -amount) : addDays(day, -amount * (unit === 'week' ? 7 : 1));
}

export function afterSeconds(from: string, amount: number): string {
  return new Date(Date.parse(from) + amount * 1000).toISOString();
}

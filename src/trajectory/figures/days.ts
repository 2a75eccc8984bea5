import { addDays, monthOf } from '../terms/calendar.js';

/** Calendar days as whole days since 1 January 1970: numbers compare faster than text, and there are millions of them. */

/** After every day: what has not come. */
export const never = 0x7fff_ffff;

const perDay = 86_400_000;
const numbers = new Map<string, number>();

/** The number of a calendar day, `YYYY-MM-DD`; `never` for what is none. */
export function dayNumber(day: unknown): number {
  if (typeof day !== 'string') return never;
  const known = numbers.get(day);
  if (known !== undefined) return known;
  const number = Date.parse(`${day}T00:00:00Z`) / perDay;
  if (!Number.isInteger(number)) return never;
  numbers.set(day, number);
  return number;
}

/** The calendar day of a number. */
export const dayOfNumber = (number: number): string => addDays('1970-01-01', number);

/** Months as text by the number of a day, each worked out once: for one pass over many days. */
export function monthsOfDays(): (day: number) => string {
  const months = new Map<number, string>();
  return (day) => {
    const known = months.get(day);
    if (known !== undefined) return known;
    const month = monthOf(dayOfNumber(day));
    months.set(day, month);
    return month;
  };
}

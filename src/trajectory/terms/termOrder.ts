import { isUnderTheAct } from './statutory.js';
import type { Term } from './term.js';

/**
 * Whether a term is longer than another for sure, so that the two are in the wrong order. Of terms in the same unit the
 * amounts tell; of others the shortest that the one can be and the longest that the other can be, whenever they begin.
 */
export function isLongerForSure(term: Term, other: Term): boolean {
  return term.unit === other.unit ? term.amount > other.amount : shortest(term) > longest(other);
}

/** The least number of calendar days that a term takes. */
export function shortest({ amount, unit }: Term): number {
  switch (unit) {
    case 'second':
      // A day less, for the hour by which a day can be longer.
      return Math.max(Math.floor(amount / secondsInDay) - 1, 0);
    case 'calendar-day':
      return amount;
    case 'week':
      return amount * 7;
    case 'month':
      return Math.floor(amount / 12) * 365 + (amount % 12) * 28;
    case 'working-day':
      // From a Sunday, and no holiday in sight.
      return amount === 0 ? 0 : weekdaysFrom(amount, 1);
  }
}

/** The greatest number of calendar days that a term takes. */
export function longest(term: Term): number {
  return longestByCount(term) + (isUnderTheAct(term) ? mostLengthening : 0);
}

function longestByCount({ amount, unit }: Term): number {
  switch (unit) {
    case 'second':
      return Math.ceil(amount / secondsInDay) + 1;
    case 'calendar-day':
      return amount;
    case 'week':
      return amount * 7;
    case 'month':
      return Math.floor(amount / 12) * 366 + (amount % 12) * 31;
    case 'working-day':
      // From a Friday, with all holidays of its time in it.
      return amount === 0 ? 0 : weekdaysFrom(amount + mostHolidays(amount), 3);
  }
}

const secondsInDay = 86_400;

/** More days than the Act ever adds: it goes on to the second ordinary day, over a weekend with all that can adjoin it. */
const mostLengthening = 10;

/** So many Mondays to Fridays in a row, of which the first comes after so many days. */
function weekdaysFrom(weekdays: number, first: number): number {
  return first + Math.floor((weekdays - 1) / 5) * 7 + ((weekdays - 1) % 5);
}

/**
 * More days off than so many working days have between them. There are nine general holidays, and never were more than
 * two days a year put on a par with them; of the twenty weekdays of any four weeks at most five are off until 2119.
 */
function mostHolidays(workingDays: number): number {
  return workingDays <= 13 ? 7 : 12 * (1 + Math.floor(workingDays / 240));
}

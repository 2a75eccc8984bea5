import { noonOf } from '../../trajectory/terms/calendar.js';
import { dueDate, type Term } from '../../trajectory/terms/deadlines.js';

/** What steps do with the days that people fill in. */

/** The last day of a term that runs from a calendar day. */
export function lastDayFrom(day: string, term: Term): string {
  return dueDate(noonOf(day), term);
}

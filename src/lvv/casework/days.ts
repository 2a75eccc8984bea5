import { noonOf } from '../../trajectory/terms/calendar.js';
import { dueDate, type Term } from '../../trajectory/terms/deadlines.js';
import { Refusal } from '../../trajectory/replayed/refusal.js';

/** What steps do with the days that people fill in. */

/** The last day of a term that runs from a calendar day. */
export function lastDayFrom(day: string, term: Term): string {
  return dueDate(noonOf(day), term);
}

/** A refusal of one field of the input; `what` is the sentence for the whole, when the field's own does not say it. */
export function mistake(name: string, detail: string, what: string = detail): Refusal {
  return new Refusal('invalid-input', what, { errors: [{ pointer: `/${name}`, detail }] });
}

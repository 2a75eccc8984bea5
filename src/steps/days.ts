import { dueDate, type Term } from '../trajectory/deadlines.js';
import { Refusal } from '../trajectory/refusal.js';

/** What steps do with the days that people fill in. */

/** The last day of a term that runs from a calendar day. */
export function lastDayFrom(day: string, term: Term): string {
  return dueDate(`${day}T12:00:00.000Z`, term);
}

/** Calendar days from one day to another; negative when the other comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** A refusal of one field of the input; `what` is the sentence for the whole, when the field's own does not say it. */
export function mistake(name: string, detail: string, what: string = detail): Refusal {
  return new Refusal('invalid-input', what, { errors: [{ pointer: `/${name}`, detail }] });
}

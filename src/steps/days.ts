import { addDays, dayOf } from '../trajectory/calendar.js';
import { dueDate, type Term } from '../trajectory/deadlines.js';
import { Refusal } from '../trajectory/refusal.js';
import type { TrajectoryView } from '../trajectory/step.js';

/** What steps do with the days that people fill in. */

/** The last day of a term that runs from a calendar day. */
export function lastDayFrom(day: string, term: Term): string {
  return dueDate(`${day}T12:00:00.000Z`, term);
}

/**
 * The day from which a step's terms are counted when its last day was given by someone else, such as a court: so that
 * reminders come before that day and it is overdue after it. The latest such day, for terms that skip days.
 */
export function countedBackFrom(t: TrajectoryView, step: string, lastDay: string): string {
  const today = dayOf(t.now);
  const fatal = t.step(step)?.terms.fatal;
  if (!fatal) return today;
  let from = addDays(lastDay, daysBetween(lastDayFrom(today, fatal), today));
  while (lastDayFrom(from, fatal) > lastDay) from = addDays(from, -1);
  while (lastDayFrom(addDays(from, 1), fatal) <= lastDay) from = addDays(from, 1);
  return from;
}

/** Calendar days from one day to another; negative when the other comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** @throws Refusal for something that is said to have happened on a day that is still to come. */
export function notInTheFuture(name: string, date: string, now: string): void {
  if (date <= dayOf(now)) return;
  throw new Refusal('invalid-input', 'What has happened has a date that is not in the future.', {
    errors: [{ pointer: `/${name}`, detail: `${date} is still to come.` }],
  });
}

/** A refusal of one field of the input. */
export function mistake(name: string, detail: string): Refusal {
  return new Refusal('invalid-input', detail, { errors: [{ pointer: `/${name}`, detail }] });
}

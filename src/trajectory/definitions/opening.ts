import { noonOf } from '../terms/calendar.js';
import { endingOn } from '../terms/clock.js';
import { dueDate, plannedFor, termsOfGivenDay, wakeUps, type DatesOfStep, type Terms } from '../terms/deadlines.js';
import type { OpenAgain } from './step.js';

const none: DatesOfStep = { targetDate: null, fatalDate: null, wakeUps: [] };

/**
 * The dates of a step that opens: counted from now, from another day, or so that its last day is the one that was given. A
 * step without terms has only the day that someone named.
 */
export function datesOfOpening(
  found: Terms | null,
  { at, spreadBy }: { at: string; spreadBy: string },
  { target, from: since, until, untimed }: Partial<OpenAgain>,
): DatesOfStep {
  if (untimed) return none;
  if (found === null && until === undefined) return plannedFor(target, at, spreadBy);
  const terms = found ?? termsOfGivenDay;
  const counted = since === undefined ? at : noonOf(since);
  const from = target === undefined ? counted : laterOf(at, target);
  const usual = {
    targetDate: target ?? dueDate(counted, terms.target),
    fatalDate: dueDate(from, terms.fatal),
    wakeUps: wakeUps(from, terms, spreadBy),
  };
  const dates = until === undefined ? usual : endingOn(until, usual);
  if (since === undefined && until === undefined) return dates;
  return { ...dates, wakeUps: dates.wakeUps.filter(({ kind, at: due }) => kind !== 'reminder' || due > at) };
}

/** A later day than today, as the instant from which the fatal term of another round is counted. */
function laterOf(at: string, day: string): string {
  const noon = noonOf(day);
  return noon > at ? noon : at;
}

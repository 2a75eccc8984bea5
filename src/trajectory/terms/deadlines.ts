import { addDays, dayOf, startOf } from './calendar.js';
import type { OpenStep, WakeUp } from '../replayed/state.js';
import { lawfulEnd, lawfulLatest } from './statutory.js';
import { afterSeconds, calendarDays, countedBack, countedTo, type Term } from './term.js';

export { calendarDays, months, seconds, statutory, weeks, workingDays, type Term } from './term.js';

/** The terms of a step, all counted from the moment it opens. */
export interface Terms {
  /** When it should be done. */
  target: Term;
  /** When it must be done; after this it is overdue. */
  fatal: Term;
  /** When the responsible agency is reminded. */
  remind: Term[];
  /** When the coordinator is told that it is still not done. */
  escalate?: Term;
  /** No source has them: a programme uses them only when it says so. */
  assumed?: true;
}

/** Terms that were found in no source, and serve a municipality that has none of its own and wants some. */
export const assumed = (terms: Omit<Terms, 'assumed'>): Terms => ({ ...terms, assumed: true });

/**
 * How a day is watched that somebody named, for a step that has no terms: told two weeks and a day before, overdue when it
 * has passed, and told to the coordinator a week later. A programme that wants it otherwise gives the step terms.
 */
export const termsOfGivenDay: Terms = {
  target: calendarDays(28),
  fatal: calendarDays(28),
  remind: [calendarDays(14), calendarDays(27)],
  escalate: calendarDays(35),
};

export type DatesOfStep = Pick<OpenStep, 'targetDate' | 'fatalDate' | 'wakeUps'>;

/** The dates of a step without terms: none, or the day for which it was planned, on which its agency is reminded. */
export function plannedFor(target: string | undefined, at: string, spreadBy: string): DatesOfStep {
  if (target === undefined) return { targetDate: null, fatalDate: null, wakeUps: [] };
  const wakesAt = new Date(Date.parse(startOf(target, 7)) + spreadOf(spreadBy)).toISOString();
  return { targetDate: target, fatalDate: null, wakeUps: wakesAt > at ? [{ at: wakesAt, kind: 'reminder' }] : [] };
}

/** The calendar day on which a term ends, counted from a UTC instant. */
export function dueDate(from: string, term: Term): string {
  return lawfulEnd(term, dayOf(from), countedTo(from, term));
}

/**
 * The last day for what is to be done at the latest a term before `day`, such as "3 working days before the meeting".
 * `day` itself does not count: one calendar day before the 5th is the 4th. What is counted back is never moved because
 * it falls on a day off (art. 1(2) Algemene termijnenwet); count working days where that is not meant.
 *
 * @example latestDayBefore('2026-12-28', workingDays(2)) // '2026-12-23', as Christmas and the weekend do not count
 */
export function latestDayBefore(day: string, term: Term): string {
  return lawfulLatest(term, day, countedBack(day, term));
}

/**
 * The moments at which an open step is looked at again. A reminder comes in the morning (07:00) of its day; overdue
 * and escalation when the day has passed. The moments are spread over ten minutes by `spreadBy`, since a whole city's
 * terms end on the same midnight.
 */
export function wakeUps(from: string, terms: Terms, spreadBy: string): WakeUp[] {
  const spread = spreadOf(spreadBy);
  const wakes: WakeUp[] = terms.remind.map((term) => ({ at: moment(from, term, 'morning', spread), kind: 'reminder' }));
  wakes.push({ at: moment(from, terms.fatal, 'passed', spread), kind: 'overdue' });
  if (terms.escalate) wakes.push({ at: moment(from, terms.escalate, 'passed', spread), kind: 'escalation' });
  return wakes.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function moment(from: string, term: Term, when: 'morning' | 'passed', spreadMs: number): string {
  if (term.unit === 'second') return afterSeconds(from, term.amount);
  const day = dueDate(from, term);
  const start = when === 'morning' ? startOf(day, 7) : startOf(addDays(day, 1));
  return new Date(Date.parse(start) + spreadMs).toISOString();
}

/** The moment at which a term of grace is over that begins now, spread like all others. */
export function graceEnd(from: string, term: Term, spreadBy: string): string {
  return moment(from, term, 'passed', spreadOf(spreadBy));
}

/** The moment at which a step opens that was planned for a calendar day: at its beginning, spread like all others. */
export function opensAt(day: string, spreadBy: string): string {
  return new Date(Date.parse(startOf(day)) + spreadOf(spreadBy)).toISOString();
}

const spreadOverMs = 10 * 60_000;

/** FNV-1a: a stable, even spread from an id; nothing secret depends on it. */
function spreadOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash % spreadOverMs;
}

import { happened } from '../words/engine.js';
import type { Reason } from '../replayed/reason.js';
import { addDays, atSameTime, dayOf, daysBetween, startOf } from './calendar.js';
import { lastDay, shifted } from './termCalculation.js';
import type { Term, Terms } from './deadlines.js';
import type { Effect, TrajectoryEvent } from '../replayed/events.js';
import { extensionsOf } from './extensions.js';
import { fact } from '../replayed/fact.js';
import type { Json, OpenStep, TrajectoryState, WakeUp } from '../replayed/state.js';
import { toOrdinaryDay, toWorkedDay } from './statutory.js';
import { recounted, standstills, withoutPast, type Suspension } from './suspensions.js';

/**
 * Stopping and starting the clock of a trajectory. While it stands still an open step has no dates and no wake-ups;
 * what it had is kept, and when the clock runs again each date comes exactly as far ahead as it was: in working days
 * where the term counts working days, in calendar days where it counts those.
 */

/** Why a clock stands still: a code that the domain declares (definitions/stopCauses.ts). It runs again when no cause is left. */
export type StopCause = string;

/** A cause as the state keeps it. */
export interface Stop {
  /** UTC instant. */
  since: string;
  reason: Reason;
}

/** By cause. A suspension is known to every domain. */
export type Stops = Readonly<Partial<Record<StopCause, Stop>>> & { readonly suspension?: Stop };

/** What an open step had when the clock stopped, or would have had when it opened after that. */
interface Stopped {
  since: string;
  targetDate: string | null;
  fatalDate: string | null;
  wakeUps: WakeUp[];
}

const stopsKey = 'stops';
export const stopsFact = fact<Stops>(stopsKey, { reasons: ['reason'] });
const stoppedFact = fact<Record<string, Stopped>>('stopped', { about: (step) => ({ step }) });
export const suspensionsFact = fact<readonly Suspension[]>('suspensions', {
  recount: (periods, countFrom) => recounted(periods, countFrom),
});

export function stopsOf(state: TrajectoryState): Stops {
  return stopsFact.of(state.facts) ?? {};
}

/** Whether the clock stands still after these effects; undefined when they do not change that. */
export function stoppedAfter(effects: readonly (Effect | undefined)[]): boolean | undefined {
  const set = effects.map((effect) => effect?.facts?.[stopsKey]).findLast((stops) => stops !== undefined);
  return set === undefined ? undefined : Object.keys(set ?? {}).length > 0;
}

export function isStopped(state: TrajectoryState): boolean {
  return Object.keys(stopsOf(state)).length > 0;
}

function stoppedSteps(state: TrajectoryState): Record<string, Stopped> {
  return stoppedFact.of(state.facts) ?? {};
}

/** The periods of all causes. */
export function suspensionsOf(state: TrajectoryState): readonly Suspension[] {
  return suspensionsFact.of(state.facts) ?? [];
}

/** The fact, with what no date hangs on any more left out when there is much. */
function keptSuspensions(state: TrajectoryState, suspensions: Suspension[]): Record<string, Json> {
  const starts = state.openSteps.map(({ openedAt }) => dayOf(openedAt));
  return suspensionsFact.set(withoutPast(suspensions, starts));
}

/** Adds a cause, with a period of its own; the first one stops the clock of every open step. */
export function stopEvents(
  state: TrajectoryState,
  { cause, reason, at, by }: { cause: StopCause; reason: Reason; at: string; by: string },
): TrajectoryEvent[] {
  const stops = { ...stopsOf(state), [cause]: { since: at, reason } };
  const period: Suspension = { from: dayOf(at), to: null, reason: cause, by, began: state.version };
  const facts = { ...stopsFact.set(stops), ...keptSuspensions(state, [...suspensionsOf(state), period]) };
  const events: TrajectoryEvent[] = [{ type: happened['clock-stopped'], reason, effect: { facts } }];
  if (isStopped(state)) {
    // Another cause stopped it on a later day: since this one there is more left.
    const earlier = Object.entries(stoppedSteps(state)).map(([step, had]) => {
      const openedAt = state.openSteps.find((open) => open.step === step)?.openedAt ?? at;
      return [step, { ...had, since: earlierOf(had.since, laterOf(at, openedAt)) }] as const;
    });
    if (earlier.length > 0) Object.assign(facts, stoppedFact.set(Object.fromEntries(earlier)));
    return events;
  }
  const stopped: Record<string, Stopped> = {};
  for (const each of state.openSteps) {
    const open = notOverdueSince(each, dayOf(at));
    stopped[open.step] = kept(open, laterOf(at, open.openedAt));
    events.push({
      type: happened['term-stopped'],
      step: open.step,
      effect: { open: timeless(open), facts: stoppedFact.set({ ...stopped }) },
    });
  }
  return events;
}

/** Takes a cause away; when none is left, every open step goes on with what it had left. */
export function startEvents(
  state: TrajectoryState,
  { cause, reason, at }: { cause: StopCause; reason: Reason; at: string },
  termsOf: (step: string) => Terms | undefined,
): TrajectoryEvent[] {
  const { [cause]: _ended, ...left } = stopsOf(state);
  const goesOn = Object.keys(left).length > 0;
  const suspensions = suspensionsOf(state).map((period) =>
    period.to === null && period.reason === cause ? { ...period, to: dayOf(at), ended: state.version } : period,
  );
  const periods = keptSuspensions(state, suspensions);
  if (goesOn) {
    return [{ type: happened['clock-stop-lifted'], reason, effect: { facts: { ...stopsFact.set(left), ...periods } } }];
  }
  const events: TrajectoryEvent[] = [
    { type: happened['clock-started'], reason, effect: { facts: { ...stopsFact.set(null), ...periods } } },
  ];
  const stopped = stoppedSteps(state);
  for (const open of state.openSteps) {
    const had = stopped[open.step];
    if (!had) continue;
    events.push({
      type: happened['term-resumed'],
      step: open.step,
      effect: { open: { ...open, ...moved(had, at, termsOf(open.step), countedAgain(state, open, suspensions)) } },
    });
  }
  events[events.length - 1]!.effect!.facts = { ...events.at(-1)!.effect!.facts, ...stoppedFact.set(null) };
  return events;
}

/** A step that opens while the clock stands still: it gets its dates when the clock runs again. */
export function openedWhileStopped(
  state: TrajectoryState,
  open: OpenStep,
): { open: OpenStep; facts: Record<string, Json> } {
  const stopped = { ...stoppedSteps(state), [open.step]: kept(open, open.openedAt) };
  return { open: timeless(open), facts: stoppedFact.set(stopped) };
}

/**
 * Another fatal term for an open step, by so many calendar days, and all that hangs on it. A term that is set by law or
 * counts working days, and ends on a day off by it, runs on once more. What was overdue is so no longer when its new term is still to come.
 */
export function extendedStep(
  state: TrajectoryState,
  open: OpenStep,
  days: number,
  today: string,
  terms: Terms | undefined,
): { open: OpenStep; facts: Record<string, Json> } {
  const had = stoppedSteps(state)[open.step];
  const from = isStopped(state) && had ? had : open;
  const later = (day: string, of: readonly Term[]) => toWorkedDay(addDays(day, days), of[0]);
  const dates = withOtherDates(from, terms, later);
  const { fatalDate } = dates;
  const overdue = open.overdue && (fatalDate === null || fatalDate < today);
  if (open.overdue && !overdue) {
    dates.wakeUps.unshift({ at: startOf(addDays(fatalDate!, 1)), kind: 'overdue' });
  }
  dates.wakeUps.sort(byMoment);
  if (from === open) return { open: { ...open, ...dates, overdue }, facts: {} };
  const stopped = { ...stoppedSteps(state), [open.step]: { since: had!.since, ...dates } };
  return { open: { ...open, overdue }, facts: stoppedFact.set(stopped) };
}

/** The same dates, moved so that the last day is this one: what leads up to it and what follows keep their distance. */
export function endingOn(day: string, { fatalDate, wakeUps }: { fatalDate: string; wakeUps: WakeUp[] }): Dates {
  const days = daysBetween(fatalDate, day);
  const wakes = wakeUps.map((wake) => ({ ...wake, at: atOtherDay(wake.at, (other) => addDays(other, days)) }));
  return { targetDate: day, fatalDate: day, wakeUps: wakes };
}

/** The dates of an open step, also while its clock stands still. */
export function datesOf(state: TrajectoryState, open: OpenStep): Pick<OpenStep, 'targetDate' | 'fatalDate'> {
  return (isStopped(state) ? stoppedSteps(state)[open.step] : undefined) ?? open;
}

function kept({ targetDate, fatalDate, wakeUps }: OpenStep, since: string): Stopped {
  return { since, targetDate, fatalDate, wakeUps };
}

/** What became overdue after the day on which its clock stopped was not overdue, and is so again when the clock runs. */
function notOverdueSince(open: OpenStep, day: string): OpenStep {
  const { fatalDate } = open;
  if (!open.overdue || fatalDate === null || fatalDate < day) return open;
  const overdue: WakeUp = { at: startOf(addDays(fatalDate, 1)), kind: 'overdue' };
  return { ...open, overdue: false, wakeUps: [overdue, ...open.wakeUps].toSorted(byMoment) };
}

const laterOf = (a: string, b: string) => (a > b ? a : b);
const earlierOf = (a: string, b: string) => (a < b ? a : b);

function timeless(open: OpenStep): OpenStep {
  return { ...open, targetDate: null, fatalDate: null, wakeUps: [] };
}

/** The dates of a step when the clock runs again: as far ahead as they were when it stopped. */
function moved(
  had: Stopped,
  at: string,
  terms: Terms | undefined,
  again: (day: string, of: readonly Term[]) => string | null,
) {
  const from = dayOf(had.since);
  // A step that opened after the day on which the clock went on had all of its term left.
  const to = laterOf(dayOf(at), from);
  const asFarAhead = (day: string, of: readonly Term[]) => {
    const other = shifted(day, from, to, of[0]?.unit);
    // A day off that a person chose stays what it is until it has to move.
    return other === day ? day : toOrdinaryDay(other, of[0]);
  };
  const dates = withOtherDates(had, terms, (day, of) => again(day, of) ?? asFarAhead(day, of));
  const passed = Math.max(Date.parse(at) - Date.parse(had.since), 0);
  const inSeconds = ({ kind }: WakeUp) => termsOfKind(terms, kind)[0]?.unit === 'second';
  return {
    ...dates,
    wakeUps: dates.wakeUps.map((wake, i) =>
      inSeconds(wake) ? { ...wake, at: new Date(Date.parse(had.wakeUps[i]!.at) + passed).toISOString() } : wake,
    ),
  };
}

/**
 * Where a day that was given by a statutory term comes by counting it again. The day that people know may be later than
 * the count was complete, by art. 1; and it is the count that has so many days left, to which the law is then applied.
 * Null for a day that these terms did not give: what was left until then is all that is known of it.
 */
function countedAgain(state: TrajectoryState, open: OpenStep, suspensions: Suspension[]) {
  const start = dayOf(open.openedAt);
  const earlier = standstills(suspensionsOf(state), start).filter(({ to }) => to !== null);
  const counting = { from: open.openedAt, extensions: extensionsOf(state, open) };
  return (day: string, of: readonly Term[]): string | null => {
    const before = { ...counting, suspensions: earlier.flatMap(({ causes }) => causes) };
    const term = of.find((one) => one.statutory && lastDay({ ...before, term: one }) === day);
    return term ? lastDay({ ...counting, term, suspensions }) : null;
  };
}

type Dates = Pick<OpenStep, 'targetDate' | 'fatalDate' | 'wakeUps'>;

/** Other days for the dates and the moments that hang on them. `other` is told by which terms the day may be given. */
function withOtherDates(
  { targetDate, fatalDate, wakeUps }: Dates,
  terms: Terms | undefined,
  other: (day: string, of: readonly Term[]) => string,
): Dates {
  return {
    targetDate: targetDate === null ? null : other(targetDate, terms ? [terms.target] : []),
    fatalDate: fatalDate === null ? null : other(fatalDate, termsOfKind(terms, 'overdue')),
    wakeUps: wakeUps.map((wake): WakeUp => {
      // What comes after a day has passed moves with that day, not with the one on which it falls.
      const after = wake.kind === 'reminder' ? 0 : 1;
      const of = termsOfKind(terms, wake.kind);
      return { ...wake, at: atOtherDay(wake.at, (day) => addDays(other(addDays(day, -after), of), after)) };
    }),
  };
}

function termsOfKind(terms: Terms | undefined, kind: WakeUp['kind']): readonly Term[] {
  if (!terms) return [];
  if (kind === 'reminder') return terms.remind;
  return kind === 'overdue' ? [terms.fatal] : terms.escalate ? [terms.escalate] : [];
}

function atOtherDay(instant: string, other: (day: string) => string): string {
  return atSameTime(instant, other(dayOf(instant)));
}

function byMoment(a: WakeUp, b: WakeUp): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
}

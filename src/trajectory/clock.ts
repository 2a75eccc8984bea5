import { addDays, addWorkingDays, dayOf, startOf, workingDaysBetween } from './calendar.js';
import type { Term, Terms } from './deadlines.js';
import type { TrajectoryEvent } from './events.js';
import type { Json, OpenStep, TrajectoryState, WakeUp } from './state.js';

/**
 * Stopping and starting the clock of a trajectory. While it stands still an open step has no dates and no wake-ups;
 * what it had is kept, and when the clock runs again each date comes exactly as far ahead as it was: in working days
 * where the term counts working days, in calendar days where it counts those.
 */

/** Why a clock stands still. It runs again when no cause is left. */
export type StopCause = 'suspension' | 'court-hold';

/** A cause as the state keeps it. */
export interface Stop {
  /** UTC instant. */
  since: string;
  reason: string;
}

/** What an open step had when the clock stopped, or would have had when it opened after that. */
interface Stopped {
  since: string;
  targetDate: string | null;
  fatalDate: string | null;
  wakeUps: WakeUp[];
}

/** A period in which the clock stood still, in calendar days; `to` is null while it does. */
export interface Suspension {
  from: string;
  to: string | null;
  reason: string;
  by: string;
}

const mostSuspensionsKept = 20;

export function stopsOf(state: TrajectoryState): Partial<Record<StopCause, Stop>> {
  return (state.facts['stops'] ?? {}) as Partial<Record<StopCause, Stop>>;
}

export function isStopped(state: TrajectoryState): boolean {
  return Object.keys(stopsOf(state)).length > 0;
}

function stoppedSteps(state: TrajectoryState): Record<string, Stopped> {
  return (state.facts['stopped'] ?? {}) as unknown as Record<string, Stopped>;
}

export function suspensionsOf(state: TrajectoryState): Suspension[] {
  return (state.facts['suspensions'] ?? []) as unknown as Suspension[];
}

const json = (value: unknown): Json => value as Json;

/** Adds a cause; the first one stops the clock of every open step. */
export function stopEvents(
  state: TrajectoryState,
  { cause, reason, at, by }: { cause: StopCause; reason: string; at: string; by: string },
): TrajectoryEvent[] {
  const stops = { ...stopsOf(state), [cause]: { since: at, reason } };
  const period: Suspension = { from: dayOf(at), to: null, reason: cause, by };
  const facts: Record<string, Json> = { stops: json(stops) };
  if (!isStopped(state)) facts['suspensions'] = json([...suspensionsOf(state), period].slice(-mostSuspensionsKept));
  const events: TrajectoryEvent[] = [{ type: 'clock-stopped', reason, effect: { facts } }];
  if (isStopped(state)) return events;
  const stopped: Record<string, Stopped> = {};
  for (const open of state.openSteps) {
    stopped[open.step] = kept(open, at);
    events.push({
      type: 'term-stopped',
      step: open.step,
      effect: { open: timeless(open), facts: { stopped: json({ ...stopped }) } },
    });
  }
  return events;
}

/** Takes a cause away; when none is left, every open step goes on with what it had left. */
export function startEvents(
  state: TrajectoryState,
  { cause, reason, at }: { cause: StopCause; reason: string; at: string },
  termsOf: (step: string) => Terms | undefined,
): TrajectoryEvent[] {
  const { [cause]: _ended, ...left } = stopsOf(state);
  if (Object.keys(left).length > 0) {
    return [{ type: 'clock-stop-lifted', reason, effect: { facts: { stops: json(left) } } }];
  }
  const suspensions = suspensionsOf(state).map((period) =>
    period.to === null ? { ...period, to: dayOf(at) } : period,
  );
  const events: TrajectoryEvent[] = [
    { type: 'clock-started', reason, effect: { facts: { stops: null, suspensions: json(suspensions) } } },
  ];
  const stopped = stoppedSteps(state);
  for (const open of state.openSteps) {
    const had = stopped[open.step];
    if (!had) continue;
    events.push({
      type: 'term-resumed',
      step: open.step,
      effect: { open: { ...open, ...moved(had, at, termsOf(open.step)) } },
    });
  }
  events[events.length - 1]!.effect!.facts = { ...events.at(-1)!.effect!.facts, stopped: null };
  return events;
}

/** A step that opens while the clock stands still: it gets its dates when the clock runs again. */
export function openedWhileStopped(
  state: TrajectoryState,
  open: OpenStep,
): { open: OpenStep; facts: Record<string, Json> } {
  const stopped = { ...stoppedSteps(state), [open.step]: kept(open, open.openedAt) };
  return { open: timeless(open), facts: { stopped: json(stopped) } };
}

/**
 * Another fatal term for an open step, by so many calendar days, and all that hangs on it. What was overdue is so no
 * longer when its new term is still to come.
 * @param spreadMs by how much the moments of this step are spread
 */
export function extendedStep(
  state: TrajectoryState,
  open: OpenStep,
  days: number,
  today: string,
): { open: OpenStep; facts: Record<string, Json> } {
  const had = stoppedSteps(state)[open.step];
  const from = isStopped(state) && had ? had : open;
  const later = (day: string | null) => (day === null ? null : addDays(day, days));
  const fatalDate = later(from.fatalDate);
  const overdue = open.overdue && (fatalDate === null || fatalDate < today);
  const wakes = from.wakeUps.map((wake) => ({ ...wake, at: atOtherDay(wake.at, (day) => addDays(day, days)) }));
  if (open.overdue && !overdue) {
    wakes.unshift({ at: startOf(addDays(fatalDate!, 1)), kind: 'overdue' });
  }
  const dates = { targetDate: later(from.targetDate), fatalDate, wakeUps: wakes.toSorted(byMoment) };
  if (from === open) return { open: { ...open, ...dates, overdue }, facts: {} };
  const stopped = { ...stoppedSteps(state), [open.step]: { since: had!.since, ...dates } };
  return { open: { ...open, overdue }, facts: { stopped: json(stopped) } };
}

/** The dates of an open step, also while its clock stands still. */
export function datesOf(state: TrajectoryState, open: OpenStep): Pick<OpenStep, 'targetDate' | 'fatalDate'> {
  return (isStopped(state) ? stoppedSteps(state)[open.step] : undefined) ?? open;
}

function kept({ targetDate, fatalDate, wakeUps }: OpenStep, since: string): Stopped {
  return { since, targetDate, fatalDate, wakeUps };
}

function timeless(open: OpenStep): OpenStep {
  return { ...open, targetDate: null, fatalDate: null, wakeUps: [] };
}

function moved({ since, targetDate, fatalDate, wakeUps }: Stopped, at: string, terms: Terms | undefined) {
  const from = dayOf(since);
  const to = dayOf(at);
  const on = (day: string | null, term: Term | undefined) => (day === null ? null : shifted(day, from, to, term?.unit));
  return {
    targetDate: on(targetDate, terms?.target),
    fatalDate: on(fatalDate, terms?.fatal),
    wakeUps: wakeUps.map((wake): WakeUp => {
      const unit = { reminder: terms?.remind[0], overdue: terms?.fatal, escalation: terms?.escalate }[wake.kind]?.unit;
      if (unit === 'second') {
        return { ...wake, at: new Date(Date.parse(wake.at) + Date.parse(at) - Date.parse(since)).toISOString() };
      }
      // What comes after a day has passed moves with that day, not with the one on which it falls.
      const after = wake.kind === 'reminder' ? 0 : 1;
      return {
        ...wake,
        at: atOtherDay(wake.at, (day) => addDays(shifted(addDays(day, -after), from, to, unit), after)),
      };
    }),
  };
}

/** The day that is as far after `to` as `day` was after `from`. What had passed already stays where it is. */
export function shifted(day: string, from: string, to: string, unit: Term['unit'] | undefined): string {
  if (day <= from) return day;
  return unit === 'working-day'
    ? addWorkingDays(to, workingDaysBetween(from, day))
    : addDays(to, (Date.parse(day) - Date.parse(from)) / 86_400_000);
}

function atOtherDay(instant: string, other: (day: string) => string): string {
  const day = dayOf(instant);
  const sinceStart = Date.parse(instant) - Date.parse(startOf(day));
  return new Date(Date.parse(startOf(other(day))) + sinceStart).toISOString();
}

function byMoment(a: WakeUp, b: WakeUp): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
}

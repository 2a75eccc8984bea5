import { happened } from '../words/engine.js';
import type { Reason } from '../replayed/reason.js';
import { dayOf } from '../terms/calendar.js';
import { opensAt } from '../terms/deadlines.js';
import type { TrajectoryEvent } from '../replayed/events.js';
import type { Agency, Json, TrajectoryState } from '../replayed/state.js';
import type { OpenAgain, Step } from '../definitions/step.js';
import type { AddedEvent } from './telling.js';
import { plannedFact } from '../replayed/plannedFact.js';

/**
 * Steps that open on a later day. Until then a step is not open: nobody can perform it, nothing of it is due and no clock runs
 * for it. What is planned is kept with the trajectory, so it goes along wherever that goes: to another municipality, through
 * a suspension and past a release.
 */

/** A round as it will be opened. */
export interface Planned extends OpenAgain {
  /** The calendar day on which it opens. */
  opensOn: string;
  /** UTC instant at which the kernel looks again. */
  at: string;
  /** Its compartment. */
  knownTo?: Agency[];
}

/** By step. The kernel reads `at` of these (`nextWakeAt`). */
export type AllPlanned = Readonly<Record<string, Planned>>;

export function plannedIn({ facts }: Pick<TrajectoryState, 'facts'>): AllPlanned {
  return (plannedFact.of(facts) ?? {}) as AllPlanned;
}

/** The facts without the plan of a step; none when there is no such plan. */
export function withoutPlan(state: TrajectoryState, step: string): Record<string, Json> {
  const { [step]: gone, ...left } = plannedIn(state);
  if (!gone) return {};
  return plannedFact.set(Object.keys(left).length > 0 ? left : null);
}

/** The later day on which a round opens; undefined when it opens now. */
export function laterDayOf({ on, from }: OpenAgain, now: string): string | undefined {
  const day = on ?? from;
  return day !== undefined && day > dayOf(now) ? day : undefined;
}

/**
 * That a step opens on a later day: whom it will wait for is told, and again on that day.
 * @param agencies all that there are
 */
export function plannedEvent(
  state: TrajectoryState,
  { name, knownTo }: Step,
  { on: _on, from: _from, ...again }: OpenAgain,
  opensOn: string,
  responsible: Agency,
  agencies: readonly Agency[],
): AddedEvent {
  const compartment = knownTo && { knownTo: [...knownTo] };
  const plan: Planned = { ...again, opensOn, at: opensAt(opensOn, `${state.id}/${name}`), ...compartment };
  return {
    type: happened['step-planned'],
    step: name,
    reason: again.reason,
    data: { opensOn },
    seenBy: { fields: { opensOn: (knownTo ?? agencies).join() } },
    invites: [responsible],
    effect: { facts: plannedFact.set({ ...plannedIn(state), [name]: plan }) },
  };
}

/** The plans of which the day has come. */
export function dueToOpen(state: TrajectoryState, now: string): Planned[] {
  return Object.values(plannedIn(state)).filter(({ opensOn }) => opensOn <= dayOf(now));
}

/** Takes a plan away. */
export function planWithdrawn(state: TrajectoryState, step: string, reason: Reason, tells: Agency[]): TrajectoryEvent {
  return { type: happened['step-withdrawn'], step, reason, tells, effect: { facts: withoutPlan(state, step) } };
}

/** Steps that are planned and have no definition any more. */
export function plansWithoutStep(state: TrajectoryState, steps: readonly Step[]): string[] {
  return Object.keys(plannedIn(state)).filter((step) => !steps.some(({ name }) => name === step));
}

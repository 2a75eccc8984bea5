import { because, happened } from '../words/engine.js';
import type { TrajectoryEvent } from '../replayed/events.js';
import type { KnowsStep } from '../definitions/compartment.js';
import { definitionNamed, type Named } from '../definitions/formerNames.js';
import type { Agency, TrajectoryState } from '../replayed/state.js';

/**
 * Compartments: some steps say something about a person by their very name. Only the agencies in its compartment know that
 * such a step exists in a trajectory; for the others nothing may show it. The municipality directs and is in all of them.
 */

/** What of a definition says who may know of it; absent: all parties. */
export interface Compartment extends Named {
  knownTo?: readonly Agency[];
}

/** Whether an agency may know of a step with this compartment; none means that all parties may. */
export function mayKnowStep(agency: Agency, knownTo: readonly Agency[] | null | undefined): boolean {
  return knownTo === null || knownTo === undefined || knownTo.includes(agency);
}

/** What an agency may know, by the definitions as they are now: so a step that opened before its compartment is closed too. */
export function knowsStep(agency: Agency, steps: readonly Compartment[]): KnowsStep {
  const closed = steps.filter(({ knownTo }) => !mayKnowStep(agency, knownTo));
  const hidden = new Set(closed.flatMap(({ name, formerly = [] }) => [name, ...formerly]));
  return (step, knownTo) => mayKnowStep(agency, knownTo) && !hidden.has(step);
}

/** The same by all versions of all programmes. */
export function knowsStepIn({ all }: { all: readonly { steps: readonly Compartment[] }[] }, agency: Agency): KnowsStep {
  return knowsStep(
    agency,
    all.flatMap(({ steps }) => steps),
  );
}

/** The only agencies that may know of a step, by its definition and by what the open step says; undefined: all. */
export function compartmentOf(
  step: string,
  steps: readonly Compartment[],
  openTo: readonly Agency[] | undefined,
): readonly Agency[] | undefined {
  return narrowest(definitionNamed(steps, step)?.knownTo, openTo);
}

/** Those that are in all of these; undefined: all agencies. */
export function narrowest(...several: (readonly Agency[] | undefined)[]): readonly Agency[] | undefined {
  let least: readonly Agency[] | undefined;
  for (const some of several) {
    if (some === undefined) continue;
    const known: readonly Agency[] = least ?? some;
    const kept = known.filter((agency) => some.includes(agency));
    least = kept.length === known.length ? known : kept;
  }
  return least;
}

/** Steps that opened before their definition had a compartment, or with a wider one: from now on they have it. */
export function closedOff({ openSteps }: TrajectoryState, steps: readonly Compartment[]): TrajectoryEvent[] {
  return openSteps.flatMap((open): TrajectoryEvent[] => {
    const knownTo = definitionNamed(steps, open.step)?.knownTo;
    if (knownTo === undefined || knownTo.join() === open.knownTo?.join()) return [];
    const { step } = open;
    return [
      {
        type: happened['step-closed-off'],
        step,
        reason: because['definition-changed'],
        effect: { open: { ...open, knownTo: [...knownTo] } },
      },
    ];
  });
}

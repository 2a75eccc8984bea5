import { knowsStep } from '../access/compartments.js';
import type { Batch } from '../replayed/events.js';
import type { OtherTrajectory } from '../definitions/others.js';
import { responsibleFor } from '../definitions/partners.js';
import { plannedIn } from './planned.js';
import { termsIn, type Programme } from '../definitions/programme.js';
import type { Rules } from '../definitions/rules.js';
import type { TrajectoryState } from '../replayed/state.js';
import type { TrajectoryView } from '../definitions/step.js';

/** A trajectory as a definition sees it, in the middle of a command. */
export function viewOf({
  state,
  batch,
  programme,
  rules,
  others,
}: {
  state: TrajectoryState;
  batch: Batch;
  programme: Programme;
  rules: Rules;
  others: readonly OtherTrajectory[] | undefined;
}): TrajectoryView {
  return {
    state,
    others,
    fact: (one) => one.of(state.facts),
    now: batch.at,
    isCompleted: (step) => (state.done[step]?.times ?? 0) > 0,
    isOpen: (step) => state.openSteps.some((open) => open.step === step),
    opensOn: (step) => plannedIn(state)[step]?.opensOn,
    isRepeatable: (step) => programme.steps.some(({ name, repeatable }) => name === step && repeatable),
    step: (wanted) => {
      const step = programme.steps.find(({ name }) => name === wanted);
      return step && { ...step, terms: termsIn(programme, step) };
    },
    canOpen: (wanted) => {
      const step = programme.steps.find(({ name }) => name === wanted);
      return step !== undefined && responsibleFor(step, rules.partners) !== undefined;
    },
    knowsStep: batch.actor === null ? () => true : knowsStep(batch.actor.agency, programme.steps),
    municipalities: programme.municipalities,
    days: programme.domain.days,
    rules,
    rulesIn: (municipality) => programme.elsewhere?.(municipality, batch.at),
    actor: batch.actor,
  };
}

import { because, happened } from '../words/engine.js';
import type { TrajectoryEvent } from '../replayed/events.js';
import type { Agency, OpenStep, TrajectoryState } from '../replayed/state.js';
import type { Step } from './step.js';
import { agencyIn } from '../replayed/agencyRole.js';

/** The agency that a step waits for: its own, or the first other partner that may perform it. */
export function responsibleFor(
  { responsible, performedBy }: Pick<Step, 'responsible' | 'performedBy'>,
  partners: readonly Agency[],
): Agency | undefined {
  const able = performedBy.map(agencyIn);
  return [...able.filter((agency) => agency === responsible), ...able].find((agency) => partners.includes(agency));
}

/** Whom a round waits for: who is asked, when they can perform it, else whom it waits for usually. */
export function responsibleForRound(
  step: Pick<Step, 'responsible' | 'performedBy'>,
  asked: Agency | undefined,
  partners: readonly Agency[],
): Agency | undefined {
  const isAble = asked !== undefined && partners.includes(asked) && canPerform(step, asked);
  return isAble ? asked : responsibleFor(step, partners);
}

/** Whether someone of an agency may perform a step. */
export function canPerform({ performedBy }: Pick<Step, 'performedBy'>, agency: Agency): boolean {
  return performedBy.some((who) => agencyIn(who) === agency);
}

/** An open step that another agency does from now on, which has been told nothing of it yet. */
export function waitingFor(responsible: Agency, { told: _told, ...open }: OpenStep): OpenStep {
  return { ...open, responsible };
}

/**
 * Hands each step that is open with an agency that can't perform it any more to the one that takes its place, with the dates
 * that it had: the agency takes no part any more, or the step is another's now. What nobody who takes part can perform is
 * withdrawn, and so is what no definition is left of. So nothing waits for someone who can't do it.
 *
 * A tick may cause this as well, and it is still no decision by a timer: who takes part and what they do was settled by
 * people, in the programme and the definitions. It completes no step, sets no fact, direction or outcome, and ends no
 * trajectory.
 */
export function handedOver(
  { openSteps }: TrajectoryState,
  steps: readonly Step[],
  partners: readonly Agency[],
): TrajectoryEvent[] {
  return openSteps.flatMap((open): TrajectoryEvent[] => {
    const { step } = open;
    const definition = steps.find(({ name }) => name === step);
    if (!definition) {
      const tells = [...new Set<Agency>(['municipality', open.responsible])];
      return [
        { type: happened['step-withdrawn'], step, reason: because['step-removed'], tells, effect: { close: step } },
      ];
    }
    const isPartner = partners.includes(open.responsible);
    if (isPartner && canPerform(definition, open.responsible)) return [];
    const reason = because[isPartner ? 'definition-changed' : 'programme-changed'];
    const responsible = responsibleFor(definition, partners);
    if (responsible === undefined) {
      return [{ type: happened['step-withdrawn'], step, reason, tells: ['municipality'], effect: { close: step } }];
    }
    return [
      {
        type: happened['step-reassigned'],
        step,
        reason,
        tells: [responsible],
        effect: { open: waitingFor(responsible, open) },
      },
    ];
  });
}

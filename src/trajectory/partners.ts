import type { TrajectoryEvent } from './events.js';
import type { Agency, TrajectoryState } from './state.js';
import type { Step } from './step.js';

/** The agency that a step waits for: its own, or the first other partner that may perform it. */
export function responsibleFor(
  { responsible, performedBy }: Pick<Step, 'responsible' | 'performedBy'>,
  partners: readonly Agency[],
): Agency | undefined {
  const able = [responsible, ...performedBy.map((who) => who.split(':')[0] as Agency)];
  return able.find((agency) => partners.includes(agency));
}

/**
 * Hands each step that is open with an agency which takes no part any more to the one that takes its place, with the
 * dates that it had; what nobody who takes part can perform is withdrawn. So nothing waits for who is no longer there.
 *
 * A tick may cause this as well, and it is still no decision by a timer: who takes part was settled by people, with a
 * date, in the programme. It completes no step, sets no fact, direction or outcome, and ends no trajectory.
 */
export function handedOver(
  { openSteps }: TrajectoryState,
  steps: readonly Step[],
  partners: readonly Agency[],
): TrajectoryEvent[] {
  const left = openSteps.filter(({ responsible }) => !partners.includes(responsible));
  return left.map((open): TrajectoryEvent => {
    const { step } = open;
    const reason = 'programme-changed';
    const definition = steps.find(({ name }) => name === step);
    const responsible = definition && responsibleFor(definition, partners);
    return responsible
      ? { type: 'step-reassigned', step, reason, tells: [responsible], effect: { open: { ...open, responsible } } }
      : { type: 'step-withdrawn', step, reason, tells: ['municipality'], effect: { close: step } };
  });
}

import {
  mark,
  setFacts,
  withdrawStep,
  type Consequence,
  type TrajectoryView,
} from '../../trajectory/definitions/step.js';
import { ends, runningOf, stepOf } from '../procedures/procedureFact.js';

/** The person's own choice to leave, which they may revoke until the day of departure (DOMAIN §2, §5, §8.20). */

export const choiceOf = (t: TrajectoryView) => t.facts['returnChoice'];

/** Whether a choice is to leave. */
export function leaves(choice: unknown): choice is 'return' | 'onward-migration' {
  return choice === 'return' || choice === 'onward-migration';
}

/** The day of departure that was entered with the choice, when there is one. */
export function departureOf(t: TrajectoryView): string | undefined {
  const { departureOn } = t.facts;
  return typeof departureOn === 'string' ? departureOn : undefined;
}

/** What follows when someone no longer wants to leave: the support for it stops as well, and the timeline says so. */
export function noLongerLeaves(t: TrajectoryView, on: string): Consequence[] {
  const supported = runningOf(t, 'assisted-return') !== undefined;
  return [
    setFacts({ returnChoice: null, departureOn: null, returnChoiceOn: on }),
    mark('return-revoked', on),
    ...(supported
      ? [
          ...ends(t, 'assisted-return', 'revoked', on),
          withdrawStep(stepOf('assisted-return'), 'the person revoked the choice for return'),
        ]
      : []),
  ];
}

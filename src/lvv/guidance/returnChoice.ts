import { mark, setFacts, withdrawStep, type Consequence, type TrajectoryView, reasons } from '../define.js';
import { ends, runningOf, stepOf } from '../procedures/procedureFact.js';
import { departureOnFact, returnChoiceFact, returnChoiceOnFact } from './returnChoiceFact.js';

/** The person's own choice to leave, which they may revoke until the day of departure (DOMAIN §2, §5, §8.20). */

const why = reasons({
  'return-choice-revoked': {
    nl: 'de deelnemer trok de keuze voor terugkeer in',
    en: 'the person revoked the choice for return',
  },
});

export const choiceOf = (t: TrajectoryView) => t.fact(returnChoiceFact);

/** Whether a choice is to leave. */
export function leaves(choice: unknown): choice is 'return' | 'onward-migration' {
  return choice === 'return' || choice === 'onward-migration';
}

/** The day of departure that was entered with the choice, when there is one. */
export const departureOf = (t: TrajectoryView) => t.fact(departureOnFact);

/** What follows when someone no longer wants to leave: the support for it stops as well, and the timeline says so. */
export function noLongerLeaves(t: TrajectoryView, on: string): Consequence[] {
  const supported = runningOf(t, 'assisted-return') !== undefined;
  return [
    setFacts(returnChoiceFact.set(null), departureOnFact.set(null), returnChoiceOnFact.set(on)),
    mark('return-revoked', on),
    ...(supported
      ? [
          ...ends(t, 'assisted-return', 'revoked', on),
          withdrawStep(stepOf('assisted-return'), why['return-choice-revoked']),
        ]
      : []),
  ];
}

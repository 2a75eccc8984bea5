import { Refusal } from '../trajectory/refusal.js';
import type { SecondPair } from '../trajectory/rules.js';
import type { TrajectoryView } from '../trajectory/step.js';

/**
 * The second pair of eyes (DOMAIN §5): a decision that says no to someone, or whatever the municipality has settled,
 * waits as a proposal until another person has looked at it.
 */

/** Whether a decision waits for someone else, and the step in which they look is there to be performed. */
export function needsSecondPair(t: TrajectoryView, rule: SecondPair, saysNo: boolean, step: string): boolean {
  return (rule === 'always' || (rule === 'when-it-says-no' && saysNo)) && t.canOpen(step);
}

/** @throws Refusal when the one who looks is the one who proposed. */
export function mustBeSomeoneElse(t: TrajectoryView, proposedBy: string): void {
  if (t.actor?.subject !== proposedBy) return;
  throw new Refusal(
    'forbidden',
    'Who proposed a decision can not be the second pair of eyes. Ask a colleague who may do this to look at it.',
  );
}

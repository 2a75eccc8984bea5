import { isSomeoneElse } from '../trajectory/policy.js';
import { Refusal } from '../trajectory/refusal.js';
import type { SecondPair } from '../trajectory/rules.js';
import type { Actor } from '../trajectory/state.js';
import type { TrajectoryView } from '../trajectory/step.js';

/**
 * The second pair of eyes (DOMAIN §5): a decision that says no to someone, or whatever the municipality has settled,
 * waits as a proposal until another person has looked at it.
 */

/** Who proposed a decision, as it is kept with the proposal. */
export interface Proposer {
  /** The subject of who proposed it. */
  by: string;
  /** The subject of the one for whom they acted, if they did. */
  onBehalfOf?: string;
}

/** Whether a decision waits for someone else, and the step in which they look is there to be performed. */
export function needsSecondPair(t: TrajectoryView, rule: SecondPair, saysNo: boolean, step: string): boolean {
  return (rule === 'always' || (rule === 'when-it-says-no' && saysNo)) && t.canOpen(step);
}

/** Who proposes: the persons behind the command that is being decided. */
export function proposerOf(actor: Actor | null): Proposer {
  return {
    by: actor?.subject ?? '',
    ...(actor?.onBehalfOf === undefined ? {} : { onBehalfOf: actor.onBehalfOf }),
  };
}

/** Whether none of the persons behind who looks is one of those behind who proposed. */
export function mayLook({ actor }: TrajectoryView, { by, onBehalfOf }: Proposer): boolean {
  return actor === null || isSomeoneElse(actor, onBehalfOf === undefined ? [by] : [by, onBehalfOf]);
}

/** @throws Refusal when one of the persons behind who looks is one of those behind who proposed. */
export function mustBeSomeoneElse(t: TrajectoryView, proposer: Proposer): void {
  if (mayLook(t, proposer)) return;
  throw new Refusal(
    'forbidden',
    'Who proposed a decision can not be the second pair of eyes, nor act for who did. Ask a colleague to look at it.',
  );
}

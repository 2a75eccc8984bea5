import type { ResourceProperties } from './policy.js';
import type { TrajectoryState } from './state.js';

/** An offer of a trajectory to another municipality, not answered yet. */
export interface Offer {
  to: string;
  /** UTC instant. */
  since: string;
}

export function offerOf(state: TrajectoryState): Offer | null {
  return (state.facts['transfer'] as Offer | undefined) ?? null;
}

/** What the policy has to know of a trajectory: whose it is, who has a part in it, and to whom it is offered. */
export function partsOf(state: TrajectoryState): ResourceProperties {
  return { municipality: state.municipality, parties: state.parties, offeredTo: offerOf(state)?.to ?? null };
}

import { fact } from './fact.js';
import type { ResourceProperties } from './policy.js';
import type { TrajectoryState } from './state.js';

/** An offer of a trajectory to another municipality, not answered yet. */
export interface Offer {
  to: string;
  /** UTC instant. */
  since: string;
}

/** An offer to the municipality of another trajectory of the same person: to go on there, and to close this one. */
export interface DuplicateOffer extends Offer {
  /** Not shown to anyone: neither municipality sees the other one's file. */
  continuesIn: string;
  /** The subject of the person who offered it. */
  by: string;
  onBehalfOf?: string;
}
export const duplicateOffer = fact<DuplicateOffer>('duplicateOffer');

export const transferOffer = fact<Offer>('transfer');

/** The id of the trajectory in which the work goes on, of one that was closed because of it. */
export const continuesInFact = fact<string>('continuesIn');

export function offerOf(state: TrajectoryState): Offer | null {
  return transferOffer.of(state.facts) ?? null;
}

/** What the policy has to know of a trajectory: whose it is, who has a part in it, and to whom it is offered. */
export function partsOf(state: TrajectoryState): ResourceProperties {
  return {
    municipality: state.municipality,
    parties: state.parties,
    offeredTo: (offerOf(state) ?? duplicateOffer.of(state.facts))?.to ?? null,
  };
}

import type { Actor, TrajectoryState } from './state.js';

/** An offer of a trajectory to another municipality, not answered yet. */
export interface Offer {
  to: string;
  /** UTC instant. */
  since: string;
}

export function offerOf(state: TrajectoryState): Offer | null {
  return (state.facts['transfer'] as Offer | undefined) ?? null;
}

/** Whether someone works for the municipality to which it is offered: they may answer, and see nothing of it. */
export function isOfferedTo(actor: Actor, state: TrajectoryState): boolean {
  return actor.agency === 'municipality' && actor.municipality !== null && offerOf(state)?.to === actor.municipality;
}

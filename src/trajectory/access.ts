import type { Actor, Agency } from './state.js';

/** The role that works for a whole municipality, or for the country when its token names no municipality. */
export const coordinatorRole = 'coordinator';

/** A coordinator without a municipality works nationally. */
export function isNational(actor: Actor): boolean {
  return actor.municipality === null && isCoordinator(actor);
}

export function isCoordinator(actor: Actor): boolean {
  return actor.agency === 'municipality' && actor.roles.includes(coordinatorRole);
}

/**
 * Whether someone may know of a trajectory at all: the municipality knows its own, another agency those in which it
 * has a part, a national coordinator all. What they may not know of does not exist for them.
 */
export function mayKnow(actor: Actor, trajectory: { municipality: string; parties: readonly Agency[] }): boolean {
  if (isNational(actor)) return true;
  if (actor.municipality !== trajectory.municipality) return false;
  return actor.agency === 'municipality' || trajectory.parties.includes(actor.agency);
}

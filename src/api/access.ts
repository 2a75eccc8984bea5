import type { Scope } from '../register/paging.js';
import type { AccessContext } from '../trajectory/policy.js';
import { rulesOf, type Programmes } from '../trajectory/programme.js';
import { isCoordinator, isNational } from '../trajectory/access.js';
import type { Actor } from '../trajectory/state.js';

/** Which trajectories a caller's lists are limited to; the same rule as `mayKnow`, said in terms of the register. */
export function trajectoryScope(actor: Actor): Scope {
  return {
    municipality: actor.municipality,
    agency: actor.agency === 'municipality' ? null : actor.agency,
  };
}

/** Whose open steps a caller's work list shows: the agency's own; a coordinator looks over all of them. */
export function taskScope(actor: Actor): Scope {
  return { municipality: actor.municipality, agency: isCoordinator(actor) ? null : actor.agency };
}

/** Whose messages a caller sees: an agency its own, the municipality all of its city. */
export function notificationScope(actor: Actor): Scope {
  return trajectoryScope(actor);
}

/**
 * The municipalities whose figures someone may ask: who directs or watches over the trajectories of a municipality those
 * of that one, who does so for the country those of all; others none.
 */
export function statisticsScope(actor: Actor, municipalities: readonly string[]): readonly string[] {
  if (isNational(actor)) return municipalities;
  const directs = isCoordinator(actor) || actor.roles.includes('case-director');
  if (actor.agency !== 'municipality' || !directs) return [];
  return municipalities.filter((municipality) => municipality === actor.municipality);
}

/** Who may have a message sent again: whoever directs, or watches over, the municipality's trajectories. */
export function mayRedeliver(actor: Actor): boolean {
  return actor.agency === 'municipality' && (isCoordinator(actor) || actor.roles.includes('case-director'));
}

/** What the policy has to know beside who asks: the time, and who is partner in the municipality's programme now. */
export function accessContext(programmes: Programmes, { municipality }: Actor): AccessContext {
  const time = new Date().toISOString();
  const programme = municipality === null ? undefined : programmes.at(municipality, time);
  return { time, partners: programme ? rulesOf(programme).partners : null };
}

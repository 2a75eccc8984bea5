import type { Scope } from '../register/paging.js';
import { isCoordinator } from '../trajectory/access.js';
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

/** Who may have a message sent again: whoever directs, or watches over, the municipality's trajectories. */
export function mayRedeliver(actor: Actor): boolean {
  return actor.agency === 'municipality' && (isCoordinator(actor) || actor.roles.includes('case-director'));
}

import { Decisions } from '../../src/api/access/decisions.js';
import { agencies } from '../../src/lvv/agencies.js';
import type { Actor } from '../../src/trajectory/replayed/state.js';

/** The policy as a route has it, for a caller whose agency is partner. */
export function decisionsFor(actor: Actor): Decisions {
  return new Decisions(actor, { time: new Date().toISOString(), partners: agencies });
}

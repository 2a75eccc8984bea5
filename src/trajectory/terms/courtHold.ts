import { stopsOf } from './clock.js';
import type { TrajectoryState } from '../replayed/state.js';
import { refuse } from '../words/engineRefusals.js';

/** A court's order that something goes on outranks every ending by decision (DOMAIN §8.17). @throws Refusal while it stands. */
export function mustNotBeHeld(state: TrajectoryState): void {
  if (!stopsOf(state)['court-hold']) return;
  throw refuse('conflict', 'held-by-court');
}

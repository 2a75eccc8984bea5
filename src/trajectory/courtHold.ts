import { stopsOf } from './clock.js';
import { Refusal } from './refusal.js';
import type { TrajectoryState } from './state.js';

/** A court's order that something goes on outranks every ending (DOMAIN §8.17). @throws Refusal while it stands. */
export function mustNotBeHeld(state: TrajectoryState): void {
  if (!stopsOf(state)['court-hold']) return;
  throw new Refusal(
    'conflict',
    "A court has ordered that this goes on, and that outranks every ending. Lift the hold first, with the court's reference.",
  );
}

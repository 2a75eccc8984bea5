import { stopsOf } from './clock.js';
import { Refusal } from '../replayed/refusal.js';
import type { TrajectoryState } from '../replayed/state.js';

/** A court's order that something goes on outranks every ending by decision (DOMAIN §8.17). @throws Refusal while it stands. */
export function mustNotBeHeld(state: TrajectoryState): void {
  if (!stopsOf(state)['court-hold']) return;
  throw new Refusal(
    'conflict',
    "A court has ordered that this goes on, so the municipality can't end it. Lift the hold first, with the court's reference.",
  );
}

import type { DecideInput, Decision } from '../src/trajectory/contract.js';
import { decide } from '../src/trajectory/decide.js';
import { Refusal } from '../src/trajectory/refusal.js';
import type { Programme } from '../src/trajectory/step.js';

/** Runs the decider for a trajectory's municipality, as its programme is now. */
export function decideActivity(programmes: ReadonlyMap<string, Programme>, now: () => string = isoNow) {
  return async ({ state, command }: DecideInput): Promise<Decision> => {
    const programme = programmes.get(state.municipality);
    if (!programme) throw new Error(`The configuration has no programme for ${state.municipality}.`);
    try {
      return { batch: decide(programme, state, command, now()) };
    } catch (error) {
      if (error instanceof Refusal) return { refused: error.refused };
      throw error;
    }
  };
}

function isoNow(): string {
  return new Date().toISOString();
}

import type { DecideInput, Decision } from '../src/trajectory/contract.js';
import { decide } from '../src/trajectory/decide.js';
import { Refusal } from '../src/trajectory/refusal.js';
import type { Programmes } from '../src/trajectory/programme.js';

/** Runs the decider for a trajectory's municipality, by its programme of this day. */
export function decideActivity(programmes: Programmes, now: () => string = isoNow) {
  return async ({ state, command }: DecideInput): Promise<Decision> => {
    const at = now();
    const programme = programmes.at(state.municipality, at);
    if (!programme) throw new Error(`The configuration has no programme for ${state.municipality}.`);
    try {
      return { batch: decide(programme, state, command, at) };
    } catch (error) {
      if (error instanceof Refusal) return { refused: error.refused };
      throw error;
    }
  };
}

function isoNow(): string {
  return new Date().toISOString();
}

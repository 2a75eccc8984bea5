import { hostname } from 'node:os';
import { KeysUnavailable } from '../src/privacy/errors.js';
import { RegisterUnavailable } from '../src/register/database/database.js';
import { clockDifference, refusedByClock, sentenceOfClock } from '../src/trajectory/terms/clocks.js';
import type { DecideInput, Decision } from '../src/trajectory/replayed/contract.js';
import { decide } from '../src/trajectory/deciding/decide.js';
import { lookedAt } from '../src/trajectory/deciding/proposing.js';
import { Refusal, type Refused } from '../src/trajectory/replayed/refusal.js';
import type { Programmes } from '../src/trajectory/definitions/programme.js';
import { says } from '../src/trajectory/words/engineRefusals.js';
import type { LookUp } from './others.js';

/**
 * Runs the decider for a trajectory's municipality, by its programme of this day.
 * @param alarm is told on which machine a clock is wrong
 */
export function decideActivity(
  programmes: Programmes,
  now: () => string = isoNow,
  lookUp?: LookUp,
  alarm?: (line: string) => void,
) {
  return async ({ state, command, temporalTime }: DecideInput): Promise<Decision> => {
    const at = now();
    if (clockDifference(at, temporalTime) !== null) {
      alarm?.(sentenceOfClock(`the worker on ${hostname()}`, at, temporalTime));
      return { refused: refusedByClock(at, temporalTime) };
    }
    const programme = programmes.at(state.municipality, at);
    if (!programme) return { refused: withoutProgramme(state.municipality) };
    try {
      const looked = lookedAt(programme, state, command);
      const others = looked && (await lookUp?.(state, looked));
      return { batch: decide(programme, state, command, at, others) };
    } catch (error) {
      if (error instanceof Refusal) return { refused: error.refused };
      if (error instanceof RegisterUnavailable || error instanceof KeysUnavailable) return { refused: notNow };
      throw error;
    }
  };
}

const notNow = {
  code: 'conflict' as const,
  because: 'other-not-looked-up',
};

function withoutProgramme(municipality: string): Refused {
  return { code: 'conflict', ...says('no-programme', { municipality }) };
}

function isoNow(): string {
  return new Date().toISOString();
}

import { hostname } from 'node:os';
import { KeysUnavailable } from '../src/privacy/errors.js';
import { RegisterUnavailable } from '../src/register/database/database.js';
import { clockDifference, refusedByClock } from '../src/trajectory/terms/clocks.js';
import type { DecideInput, Decision } from '../src/trajectory/replayed/contract.js';
import { decide } from '../src/trajectory/deciding/decide.js';
import type { Command } from '../src/trajectory/replayed/events.js';
import { definitionNamed } from '../src/trajectory/definitions/formerNames.js';
import type { Looked } from '../src/trajectory/definitions/others.js';
import { Refusal, type Refused } from '../src/trajectory/replayed/refusal.js';
import type { Programme, Programmes } from '../src/trajectory/definitions/programme.js';
import type { TrajectoryState } from '../src/trajectory/replayed/state.js';
import type { Action, Step } from '../src/trajectory/definitions/step.js';
import { says } from '../src/trajectory/words/engineRefusals.js';
import type { LookUp } from './others.js';

/** Runs the decider for a trajectory's municipality, by its programme of this day. */
export function decideActivity(programmes: Programmes, now: () => string = isoNow, lookUp?: LookUp) {
  return async ({ state, command, temporalTime }: DecideInput): Promise<Decision> => {
    const at = now();
    if (clockDifference(at, temporalTime) !== null) {
      return { refused: refusedByClock(hostname(), at, temporalTime) };
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

/** The other trajectories that the command has to see; undefined: none. */
function lookedAt({ steps, actions }: Programme, state: TrajectoryState, command: Command): Looked | undefined {
  if (command.kind !== 'step' && command.kind !== 'action') return undefined;
  const definitions: readonly (Step | Action)[] = command.kind === 'step' ? steps : actions;
  const { input } = command;
  const fields = input !== null && typeof input === 'object' && !Array.isArray(input) ? input : {};
  return definitionNamed(definitions, command.name)?.looksAt?.(state, fields);
}

function withoutProgramme(municipality: string): Refused {
  return { code: 'conflict', ...says('no-programme', { municipality }) };
}

function isoNow(): string {
  return new Date().toISOString();
}

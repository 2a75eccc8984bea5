import { definitionNamed } from '../definitions/formerNames.js';
import type { Programme, Programmes } from '../definitions/programme.js';
import type { Action, Step } from '../definitions/step.js';
import type { Batch, Command, PersonCommand } from '../replayed/events.js';
import type { TrajectoryState } from '../replayed/state.js';
import { decide } from './decide.js';
import type { Looked } from '../definitions/others.js';

/**
 * What a command comes to, decided outside the trajectory's workflow, where the state of that trajectory alone says so.
 * @param now UTC instant
 * @returns null for what else is looked at: another trajectory, or the record
 * @throws Refusal as the decider refuses
 */
export function decidedOutside(
  programmes: Programmes,
  state: TrajectoryState,
  command: PersonCommand,
  now: string,
): Batch | null {
  const programme = programmes.at(state.municipality, now);
  if (!programme || command.difference !== undefined || lookedAt(programme, state, command)) return null;
  return decide(programme, state, command, now);
}

/** Returns which other trajectories the command has to see; undefined: none. */
export function lookedAt({ steps, actions }: Programme, state: TrajectoryState, command: Command): Looked | undefined {
  if (command.kind !== 'step' && command.kind !== 'action') return undefined;
  const definitions: readonly (Step | Action)[] = command.kind === 'step' ? steps : actions;
  const { input } = command;
  const fields = input !== null && typeof input === 'object' && !Array.isArray(input) ? input : {};
  return definitionNamed(definitions, command.name)?.looksAt?.(state, fields);
}

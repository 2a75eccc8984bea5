import { differenceOf } from '../../src/trajectory/correcting.js';
import { correcting, proposedCorrection } from '../../src/trajectory/correction.js';
import { decide } from '../../src/trajectory/decide.js';
import type { Batch } from '../../src/trajectory/events.js';
import { evolve } from '../../src/trajectory/evolve.js';
import type { Programmes } from '../../src/trajectory/programme.js';
import { nothingYet, type Actor, type Json, type TrajectoryState } from '../../src/trajectory/state.js';

export interface Corrected {
  entry: number;
  changes: Record<string, Json>;
}

let commands = 0;

const actorAs = (subject: string, municipality: string): Actor => ({
  subject,
  agency: 'municipality',
  municipality,
  roles: ['case-director'],
});

/**
 * A recorded trajectory with a correction, and with the second pair of eyes where it needs one: as the API works out the
 * difference and the kernel decides.
 */
export function corrected(programmes: Programmes, batches: readonly Batch[], wanted: Corrected, now: string): Batch[] {
  const { entry, changes } = wanted;
  const state = batches.reduce(evolve, nothingYet);
  const director = actorAs('corrects', state.municipality);
  const difference = differenceOf(programmes, batches, { entry, changes, actor: director }, now);
  const input = { sequence: entry, changes, reason: 'It was read wrongly.' };
  const first = decided(programmes, state, correcting.correct, input, director, difference, now);
  const all = [...batches, first];
  const after = evolve(state, first);
  const proposal = proposedCorrection.of(after.facts);
  if (!proposal) return all;
  const confirmed = { sequence: proposal.proposal, verdict: 'confirmed', reason: 'The letter says so.' };
  const again = differenceOf(programmes, all, { entry, changes, actor: director }, now);
  const colleague = actorAs('looks', state.municipality);
  return [...all, decided(programmes, after, correcting.confirm, confirmed, colleague, again, now)];
}

function decided(
  programmes: Programmes,
  state: TrajectoryState,
  name: string,
  input: Json,
  actor: Actor,
  difference: ReturnType<typeof differenceOf>,
  now: string,
): Batch {
  commands += 1;
  const ids = { commandId: `correction-${commands}`, bodyHash: `correction-${commands}` };
  const command = { kind: 'action' as const, trajectoryId: state.id, name, input, actor, difference, ...ids };
  return decide(programmes.at(state.municipality, now)!, state, command, now);
}

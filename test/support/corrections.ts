import { differenceOf } from '../../src/trajectory/deciding/correcting.js';
import { proposedCorrection } from '../../src/trajectory/deciding/correction.js';
import { correcting } from '../../src/trajectory/definitions/ownNames.js';
import { decide } from '../../src/trajectory/deciding/decide.js';
import type { Batch } from '../../src/trajectory/replayed/events.js';
import { evolve } from '../../src/trajectory/replayed/evolve.js';
import type { Programmes } from '../../src/trajectory/definitions/programme.js';
import { nothingYet, type Actor, type Json, type TrajectoryState } from '../../src/trajectory/replayed/state.js';
import type { Play } from './play.js';

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
  const all = proposed(programmes, batches, wanted, now);
  const isWaiting = proposedCorrection.of(all.reduce(evolve, nothingYet).facts) !== undefined;
  return isWaiting ? confirmed(programmes, all, wanted, now) : all;
}

/** The same, without the second pair of eyes. */
export function proposed(programmes: Programmes, batches: readonly Batch[], wanted: Corrected, now: string): Batch[] {
  const { entry, changes } = wanted;
  const state = batches.reduce(evolve, nothingYet);
  const director = actorAs('corrects', state.municipality);
  const difference = differenceOf(programmes, batches, { entry, changes, actor: director }, now);
  const input = { sequence: entry, changes, reason: 'It was read wrongly.' };
  return [...batches, decided(programmes, state, correcting.correct, input, director, difference, now)];
}

/** A correction that waits, with the second pair of eyes. */
export function confirmed(programmes: Programmes, batches: readonly Batch[], wanted: Corrected, now: string): Batch[] {
  const { entry, changes } = wanted;
  const state = batches.reduce(evolve, nothingYet);
  const proposal = proposedCorrection.of(state.facts)!;
  const input = { sequence: proposal.proposal, verdict: 'confirmed', reason: 'The letter says so.' };
  const proposer = actorAs('corrects', state.municipality);
  const difference = differenceOf(programmes, batches, { entry, changes, actor: proposer }, now);
  const colleague = actorAs('looks', state.municipality);
  return [...batches, decided(programmes, state, correcting.confirm, input, colleague, difference, now)];
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

export const reason = 'The letter was read wrongly.';

/** The entry by which a step or action was done. */
export const entryOf = (play: Play, name: string): number =>
  play.batches.find(({ events: [first] }) => (first?.step ?? first?.type) === name)!.from;

/** Corrects an entry of a play, as the case director. */
export function correct(play: Play, name: string, changes: Record<string, Json>) {
  return play.perform('correct', { sequence: entryOf(play, name), changes, reason });
}

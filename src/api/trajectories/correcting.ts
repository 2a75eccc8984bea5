import { setTimeout as delay } from 'node:timers/promises';
import { findCommand, readBatches } from '../../register/trajectories/timeline.js';
import { knowsStepIn } from '../../trajectory/access/compartments.js';
import { differenceOf, entryIn, type Wanted } from '../../trajectory/deciding/correcting.js';
import { proposedCorrection } from '../../trajectory/deciding/correction.js';
import { correcting } from '../../trajectory/definitions/ownNames.js';
import type { Batch, PersonCommand, TrajectoryEvent } from '../../trajectory/replayed/events.js';
import { evolve } from '../../trajectory/replayed/evolve.js';
import { knowledgeOf, knownToOf, versionFor } from '../../trajectory/access/knowledge.js';
import { definitionsOf, type Programmes } from '../../trajectory/definitions/programme.js';
import { Refusal } from '../../trajectory/replayed/refusal.js';
import { nothingYet, type Agency, type Json, type TrajectoryState } from '../../trajectory/replayed/state.js';
import type { Action, Step } from '../../trajectory/definitions/step.js';
import { asKnown, knowsEvent, noSuchEntry, staleAt, withSequence } from '../access/compartments.js';
import type { Decisions } from '../access/decisions.js';
import { notConfirmed } from '../engine/engine.js';
import { personIn } from '../../trajectory/replayed/contract.js';
import { recordOf } from './reading.js';
import type { Services } from '../serving/services.js';

/**
 * Corrections: the trajectory keeps no events, so what a correction comes to is worked out here, from the record, and goes
 * along with the command. The kernel takes it at the version that it rests on, and at no other.
 */

/** As long as the trajectory moves on meanwhile, or the record is on its way. */
const mostAttempts = 6;

/**
 * Gives a correction to an open trajectory.
 * @returns what the kernel answers; null when the trajectory is closed by its record, or it was done before
 * @throws as the kernel refuses; Problem `not-found`, `not-confirmed`, `register-unavailable`
 */
export async function performCorrection(
  services: Services,
  definition: Step | Action,
  command: PersonCommand,
  access: Decisions,
) {
  const { register, engine, programmes } = services;
  const { trajectoryId, expectedVersion: expected, actor, name } = command;
  const { agency } = actor;
  const knows = knowsStepIn(programmes, agency);
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const row = await recordOf(services, access, trajectoryId);
    if (row.status === 'closed' || (await findCommand(register, trajectoryId, command.commandId))) return null;
    const batches = await readBatches(register, trajectoryId);
    const state = batches.reduce(evolve, nothingYet);
    const version = versionFor(knowledgeOf(state), agency, state.version);
    if (expected !== undefined && version > expected) throw staleAt(version);
    if (expected !== undefined && version < expected) await mustGetTo(expected, services, trajectoryId, agency);
    if (expected === undefined || version === expected) {
      const { expectedVersion: _own, ...sent } = prepared(services, definition, command, batches, state);
      try {
        return await engine.perform(personIn(trajectoryId), sent, `${command.commandId}/${state.version}`);
      } catch (error) {
        const movedOn = error instanceof Refusal && error.refused.extra?.['workedOutAt'] !== undefined;
        if (!movedOn) throw asKnown(error, name, agency, knows, state);
      }
    }
    await delay(25 * 2 ** attempt);
  }
  throw notConfirmed();
}

/** @throws Refusal when the trajectory itself is not at that version, so that its record is not on the way there */
async function mustGetTo(expected: number, { engine }: Services, trajectoryId: string, agency: Agency): Promise<void> {
  const state = (await engine.read(personIn(trajectoryId)))?.state;
  if (state?.id !== trajectoryId) return;
  const version = versionFor(knowledgeOf(state), agency, state.version);
  if (version < expected) throw staleAt(version);
}

/**
 * A correction with what it comes to, by the record.
 * @throws Refusal for what can't be corrected so; as for an entry that does not exist, of one that the caller may not know
 */
export function prepared(
  { programmes }: Pick<Services, 'programmes'>,
  definition: Step | Action,
  command: PersonCommand,
  batches: readonly Batch[],
  state: TrajectoryState,
  now = new Date().toISOString(),
): PersonCommand {
  const { agency } = command.actor;
  const input = withSequence(definition, command.input, agency, state) as Record<string, Json>;
  const wanted = wantedOf(command, input, batches, state);
  if (wanted === null) return { ...command, input };
  const event = entryIn(batches, wanted.entry);
  if (event && !mayKnow(programmes, agency)(event)) {
    throw noSuchEntry('sequence', (command.input as { sequence: number }).sequence);
  }
  const difference = differenceOf(programmes, batches, wanted, now);
  const { changes } = difference;
  return { ...command, input: 'changes' in input ? { ...input, changes } : input, difference };
}

/**
 * Returns what an agency may know of the record. A preview of a correction is worked out from that alone: by trying, nobody finds
 * out what does not fit with what they may not know of.
 * @param state as all of it made it
 */
export function recordKnownTo(
  agency: Agency,
  { programmes }: Pick<Services, 'programmes'>,
  batches: readonly Batch[],
  state: TrajectoryState,
): readonly Batch[] {
  if (agency === 'municipality') return batches;
  const knowledge = knowledgeOf(state);
  const knows = mayKnow(programmes, agency);
  return batches.filter(
    ({ from, events: [first] }) =>
      knownToOf(knowledge, from)?.includes(agency) !== false && (first === undefined || knows(first)),
  );
}

/** Whether an agency may know of an event by the definitions of now. */
function mayKnow(programmes: Programmes, agency: Agency): (event: TrajectoryEvent) => boolean {
  const { steps, actions } = definitionsOf(programmes);
  const knows = knowsStepIn(programmes, agency);
  return ({ type, step = null, data = null }) =>
    knowsEvent({ type, step, data, effect: null }, knows, [...steps, ...actions]);
}

/** A command for a trajectory that has ended, with its version as that counts. @throws Refusal for one that is not the last */
export function atVersionSeen(command: PersonCommand, state: TrajectoryState): PersonCommand {
  const { expectedVersion: expected, actor } = command;
  if (expected === undefined) return command;
  const version = versionFor(knowledgeOf(state), actor.agency, state.version);
  if (version !== expected) throw staleAt(version);
  return { ...command, expectedVersion: state.version };
}

/** What is to be corrected; null where nothing is, or the decider refuses it by itself. */
function wantedOf(
  { name, actor }: PersonCommand,
  input: Record<string, Json>,
  batches: readonly Batch[],
  state: TrajectoryState,
): Wanted | null {
  if (name === correcting.correct) {
    return { entry: Number(input['sequence']), changes: input['changes'] as Record<string, Json>, actor };
  }
  const proposal = proposedCorrection.of(state.facts);
  if (!proposal || input['verdict'] !== 'confirmed' || proposal.proposal !== input['sequence']) return null;
  const { entry, changes } = proposal;
  // Who looks need not be one who may correct: that was looked at when it was proposed.
  const proposed = batches.find(({ from }) => from === proposal.proposal)?.actor;
  return { entry, changes, actor: proposed ?? actor };
}

import { KeyDestroyed } from '../../privacy/errors.js';
import { RegisterUnavailable } from '../../register/database/database.js';
import { readBatches, readTimeline } from '../../register/trajectories/timeline.js';
import { findTrajectory } from '../../register/trajectories/trajectories.js';
import type { TrajectoryRow } from '../../register/trajectories/trajectories.js';
import { claimsOf } from '../../trajectory/access/claims.js';
import { knowsStepIn } from '../../trajectory/access/compartments.js';
import { evolve } from '../../trajectory/replayed/evolve.js';
import { asNamedNow } from '../../trajectory/definitions/formerNames.js';
import { stateKnownTo } from '../../trajectory/access/agencyState.js';
import { nothingYet, summarise, type TrajectoryState } from '../../trajectory/replayed/state.js';
import type { Decisions } from '../access/decisions.js';
import { notConfirmed } from '../engine/engine.js';
import { parseTrajectoryId } from '../http/identifiers.js';
import { notRecordedYet } from '../engine/reopening.js';
import type { Services } from '../serving/services.js';
import { everyDefinition } from '../../trajectory/definitions/programme.js';
import { claimsFor, personView, plannedView, recordedTrajectory, trajectoryView, viewerOf } from './views.js';
import { type Problem, problem } from '../http/problem.js';

export function noSuchTrajectory(): Problem {
  return problem('not-found', 'no-such-trajectory');
}

/** @throws Problem `not-found` for what can't be an id. */
export function personRefIn(id: string): string {
  const parsed = parseTrajectoryId(id);
  if (!parsed) throw noSuchTrajectory();
  return parsed.personRef;
}

/**
 * A trajectory as it is now. An open one is read from its workflow, so never older than the last accepted step; when
 * the workflow gives no answer in time the register is shown, and `source` says so. A closed one changes only when it is
 * reopened.
 * @throws Problem `not-found` also for what the caller may not know of
 */
export async function viewOf(services: Services, access: Decisions, id: string) {
  const { actor } = access;
  const viewer = viewerOf(services, actor);
  const now = await currentOf(services, access, id);
  if ('row' in now) return recordedTrajectory(now.row, viewer);
  const state = asNamedNow(everyDefinition(services.programmes), now.state);
  const claims = claimsOf(state);
  const claimOf = claimsFor(actor, ({ step }) => claims[step]);
  const planned = plannedView(state, viewer, services.programmes.at(state.municipality, new Date().toISOString()));
  const person = personView(asCallerKnows(services, access, state).facts, viewer);
  return { ...trajectoryView(summarise(state), 'workflow', viewer, claimOf), person, ...planned };
}

/** The sequence of the last event, whatever the caller may know of it. @throws as `viewOf` does */
export async function wholeVersionOf(services: Services, access: Decisions, id: string): Promise<number> {
  const now = await currentOf(services, access, id);
  return 'row' in now ? now.row.version : now.state.version;
}

/** All of a trajectory as it is now, for who may know of it, from wherever it is known best. */
async function currentOf(
  { engine, register, contradictions }: Services,
  access: Decisions,
  id: string,
): Promise<{ state: TrajectoryState } | { row: TrajectoryRow }> {
  const personRef = personRefIn(id);
  const row = await rowIfUp(register, id);
  if (row?.status === 'closed') access.mustKnow(row);
  // Closed, unless it was reopened a moment ago and the record of that is on its way.
  if (row?.status === 'closed' && (await engine.openOf(personRef)) !== id) return { row };
  const reading = await engine.read(personRef);
  // The record was read first: an engine that is not as far was restored from an older backup, and the record is right.
  const isOlder = reading?.state.id === id && reading.state.version < (row?.version ?? 0);
  if (isOlder) await contradictions.recordAhead(id, reading.state.version);
  if (reading && reading.state.id === id && !isOlder) {
    access.mustKnow(reading.state);
    return { state: reading.state };
  }
  if (row) {
    access.mustKnow(row);
    return { row };
  }
  // Neither knows it. That it does not exist can only be said when both were asked.
  if (row === null || (reading === null && !(await engine.isReachable()))) throw notConfirmed();
  throw noSuchTrajectory();
}

/**
 * The state as it is now and as the caller's agency knows it: from the workflow while it runs, else folded from the record.
 * @throws as `viewOf` does; RegisterUnavailable
 */
export async function stateOf(services: Services, access: Decisions, id: string): Promise<TrajectoryState> {
  const now = await currentOf(services, access, id);
  const state = 'state' in now ? now.state : (await readBatches(services.register, id)).reduce(evolve, nothingYet);
  return asCallerKnows(services, access, state);
}

/** A state as the caller's agency knows it. */
export function asCallerKnows({ programmes }: Services, { actor }: Decisions, state: TrajectoryState): TrajectoryState {
  const named = asNamedNow(everyDefinition(programmes), state);
  return stateKnownTo(actor.agency, named, knowsStepIn(programmes, actor.agency));
}

/**
 * A trajectory as the register has it, for what is asked of its record.
 * @throws Problem `not-found` also for what the caller may not know of; `not-confirmed` while its record is on its way;
 * `register-unavailable`
 */
export async function recordOf(services: Services, access: Decisions, id: string): Promise<TrajectoryRow> {
  personRefIn(id);
  const row = await rowIfUp(services.register, id);
  if (row === null) throw new RegisterUnavailable('The record is in the register, which does not answer now.');
  if (row) {
    access.mustKnow(row);
    return row;
  }
  await viewOf(services, access, id);
  throw notRecordedYet();
}

/** @returns null when the register does not answer, undefined when it does not have it. */
export async function rowIfUp(register: Services['register'], id: string): Promise<TrajectoryRow | undefined | null> {
  try {
    const row = await findTrajectory(register, id);
    // A backup from before an erasure may have been put back: then the row is there, and nothing of it can be read.
    if (row?.status === 'closed') await readTimeline(register, id, 0, 1);
    return row;
  } catch (error) {
    if (error instanceof KeyDestroyed) return undefined;
    if (error instanceof RegisterUnavailable) return null;
    throw error;
  }
}

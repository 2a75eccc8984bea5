import { z } from 'zod';
import { batchesOf, readEvents, type EventRow } from '../../register/trajectories/timeline.js';
import { evolve } from '../../trajectory/replayed/evolve.js';
import { nothingYet, summarise, type TrajectoryState } from '../../trajectory/replayed/state.js';
import type { Decisions } from '../access/decisions.js';
import { notRecordedYet } from '../engine/reopening.js';
import * as shapes from '../http/shapes.js';
import type { Services } from '../serving/services.js';
import { personView, plannedView, trajectoryView, viewerOf } from './views.js';
import { asCallerKnows, noSuchTrajectory, wholeVersionOf } from './reading.js';
import { badParameter } from '../http/problem.js';

/** `asOf`, for reads that can answer as it was. */
export const asOfQuery = z.strictObject({
  asOf: shapes.moment.optional().describe('As it was recorded at this moment, which may not be in the future.'),
});

/**
 * The events of a trajectory up to a moment, for who may see it now, and another agency not before the moment from which
 * it had a part in it. Events never change and time never goes back in
 * them, so what is answered for a moment that is past is answered for it ever after; only within the few moments that a
 * command takes can one still get an event.
 * @throws Problem `not-found`, also when it did not exist yet for the caller; `invalid-input` for a moment in the future;
 * `not-confirmed` while events that may belong to it are on their way; RegisterUnavailable
 */
export async function eventsUntil(
  services: Services,
  access: Decisions,
  id: string,
  asOf: string,
): Promise<EventRow[]> {
  if (asOf > new Date().toISOString()) {
    throw badParameter('asOf', 'still-in-the-future');
  }
  const version = await wholeVersionOf(services, access, id);
  const recorded = await readEvents(services.register, id);
  const events = recorded.filter(({ at }) => at.toISOString() <= asOf);
  if (events.length === recorded.length && recorded.length < version) throw notRecordedYet();
  if (events.length === 0) throw noSuchTrajectory();
  if (access.actor.agency !== 'municipality') access.mustKnow(batchesOf(events).reduce(evolve, nothingYet));
  return events;
}

/** The state as it was at a moment and as the caller's agency knows it, folded from its events. @throws as `eventsUntil` */
export async function stateAt(
  services: Services,
  access: Decisions,
  id: string,
  asOf: string,
): Promise<TrajectoryState> {
  const events = await eventsUntil(services, access, id, asOf);
  return asCallerKnows(services, access, batchesOf(events).reduce(evolve, nothingYet));
}

/** The trajectory as it was at a moment. */
export async function asItWas(services: Services, access: Decisions, id: string, asOf: string) {
  const state = await stateAt(services, access, id, asOf);
  const viewer = viewerOf(services, access.actor);
  const planned = plannedView(state, viewer, services.programmes.at(state.municipality, asOf));
  const person = personView(state.facts, viewer);
  return { ...trajectoryView(summarise(state), 'register', viewer), person, ...planned, asOf };
}

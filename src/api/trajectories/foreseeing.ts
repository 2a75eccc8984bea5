import { stateKnownTo } from '../../trajectory/access/agencyState.js';
import { knowsStepIn } from '../../trajectory/access/compartments.js';
import type { KnowsStep } from '../../trajectory/definitions/compartment.js';
import { decide, decideReferral } from '../../trajectory/deciding/decide.js';
import type { Batch, PersonCommand, TrajectoryEvent } from '../../trajectory/replayed/events.js';
import { evolve } from '../../trajectory/replayed/evolve.js';
import { definitionsOf, type Programme, type Programmes } from '../../trajectory/definitions/programme.js';
import { nothingYet, type TrajectoryState } from '../../trajectory/replayed/state.js';
import { asKnown, knowsEvent } from '../access/compartments.js';
import type { Services } from '../serving/services.js';
import { refuse } from '../../trajectory/words/engineRefusals.js';

/** What a command would cause, as far as whoever would give it may know. */
export interface Foreseen {
  /** As the trajectory is now. */
  before: TrajectoryState;
  /** As it would be. */
  after: TrajectoryState;
  /** What would be recorded, without what the caller may not know of. */
  batch: Batch;
}

/**
 * The pure decider on a state: what would be recorded, and who would be told. Changes nothing. It is asked of the state as
 * the caller knows it, so that by trying nobody finds out what they may not know: what only the whole state refuses is told
 * once, to a person who does it, and stands in the log.
 * @throws Refusal as the decider refuses; Problem `conflict` when the municipality has no programme
 */
export function foresee({ programmes }: Services, whole: TrajectoryState, command: PersonCommand): Foreseen {
  const { agency } = command.actor;
  const knows = knowsStepIn(programmes, agency);
  const state = stateKnownTo(agency, whole, knows);
  const now = new Date().toISOString();
  const programme = programmes.at(state.municipality, now);
  if (!programme) throw refuse('conflict', 'no-programme', { municipality: state.municipality });
  const batch = decided(() => decide(programme, state, command, now), command, knows, state);
  return foreseen(programmes, state, batch, knows);
}

/** The same of a referral: of a trajectory that is not there, and of a person of whom nothing is looked up. */
export function foreseeReferral(
  { programmes }: Services,
  programme: Programme,
  command: Parameters<typeof decideReferral>[2],
): Foreseen {
  const nobody = { id: '', personRef: '', episode: 1 };
  const batch = decideReferral(programme, nobody, command, new Date().toISOString());
  const before = { ...nothingYet, municipality: programme.municipality };
  return foreseen(programmes, before, batch, knowsStepIn(programmes, command.actor.agency));
}

function foreseen(programmes: Programmes, before: TrajectoryState, batch: Batch, knows: KnowsStep): Foreseen {
  const { steps, actions } = definitionsOf(programmes);
  const known = batch.events.filter((event) => knowsEvent(recorded(event), knows, [...steps, ...actions]));
  return { before, after: evolve(before, batch), batch: { ...batch, events: known } };
}

function decided(
  decides: () => Batch,
  { name, actor }: PersonCommand,
  knows: KnowsStep,
  state: TrajectoryState,
): Batch {
  try {
    return decides();
  } catch (error) {
    throw asKnown(error, name, actor.agency, knows, state);
  }
}

/** An event as the register would have it. */
function recorded({ type, step, data, effect }: TrajectoryEvent) {
  return { type, step: step ?? null, data: data ?? null, effect: effect ?? null };
}

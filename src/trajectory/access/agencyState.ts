import type { KnowsStep } from '../definitions/compartment.js';
import { knownParts } from '../replayed/fact.js';
import { correctedFacts } from '../definitions/correctedFacts.js';
import { agencyView, knowledgeOf, knownToOf, numberFor, versionFor } from './knowledge.js';
import type { Agency, Knowledge, TrajectoryState } from '../replayed/state.js';
import { directionsFact, type AgreedDirection } from '../definitions/directions.js';
import { knowledgeFact } from '../replayed/state.js';

/**
 * A state as one agency knows it, of which nothing else can be derived: what of two trajectories differs for those who may
 * know more is here the same. What is offered, drawn, explained or tried out for an agency is made of this.
 * @param knows which steps the agency may know of
 */
export function stateKnownTo(agency: Agency, state: TrajectoryState, knows: KnowsStep): TrajectoryState {
  if (agency === 'municipality') return state;
  const openSteps = state.openSteps.filter(({ step, knownTo }) => knows(step, knownTo));
  const done = Object.fromEntries(Object.entries(state.done).filter(([step]) => knows(step)));
  const knowledge = knowledgeOf(state);
  const kept = knowledgeFact.without(state.facts);
  const facts = knownParts(
    kept,
    ({ step, knownTo }) => knows(step) && (knownTo === undefined || knownTo.includes(agency)),
    (version) => versionFor(knowledge, agency, version),
  );
  return {
    ...state,
    ...agencyView(knowledge, agency, state),
    openSteps,
    done,
    facts: withoutUnknownCorrections(agency, knowledge, withoutWhy(agency, facts)),
  };
}

/** That a fact was corrected is known to those who may know of the correction, by its number as they count. */
function withoutUnknownCorrections(
  agency: Agency,
  knowledge: Knowledge,
  whole: TrajectoryState['facts'],
): TrajectoryState['facts'] {
  const facts = correctedFacts.without(whole);
  const known = Object.entries(correctedFacts.of(whole) ?? {}).flatMap(([fact, by]) => {
    const number = knownToOf(knowledge, by)?.includes(agency) === false ? null : numberFor(knowledge, agency, by);
    return number === null ? [] : [[fact, number] as const];
  });
  return known.length === 0 ? facts : { ...facts, ...correctedFacts.set(Object.fromEntries(known)) };
}

/** A direction is known to all, and why it was agreed on only to those who may know what caused it. */
function withoutWhy(agency: Agency, facts: TrajectoryState['facts']): TrajectoryState['facts'] {
  const directions = directionsFact.of(facts);
  if (directions === undefined) return facts;
  const shown = directions.map((one): AgreedDirection => {
    if (one.knownTo === undefined) return one;
    const { knownTo, reason, ...rest } = one;
    return knownTo.includes(agency) ? { ...rest, reason } : rest;
  });
  return { ...facts, ...directionsFact.set(shown) };
}

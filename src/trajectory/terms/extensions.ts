import { fact, type FactValues } from '../replayed/fact.js';
import type { OpenStep, TrajectoryState } from '../replayed/state.js';

/** The times that the term of an open step was made longer by a person, as the fact `extensions` keeps them. */

export interface Extension {
  /** Calendar days. */
  days: number;
  reason: string;
  by: string;
  /** The day and the version of the trajectory: whether the clock stood still before or after that makes other dates. */
  on: string;
  version: number;
}

interface OfRound {
  /** When the round was opened that was extended; another round starts anew. */
  round: string;
  /** In their order. No more than the term has days, since all together are at most as long as the term. */
  each: Extension[];
}

const extensionsFact = fact<Record<string, OfRound>>('extensions', {
  about: (step) => ({ step }),
  recount: (rounds, count) => recounted(rounds, count),
});

function recounted(rounds: Record<string, OfRound>, count: (version: number) => number): Record<string, OfRound> {
  const one = (extension: Extension): Extension => ({ ...extension, version: count(extension.version) });
  return Object.fromEntries(
    Object.entries(rounds).map(([step, round]) => [step, { ...round, each: round.each.map(one) }]),
  );
}

/** The extensions of the present round of a step, in their order. */
export function extensionsOf(state: TrajectoryState, { step, openedAt }: OpenStep): Extension[] {
  const found = all(state)[step];
  return found?.round === openedAt ? found.each : [];
}

/** How many days of them there are. */
export function daysExtended(state: TrajectoryState, open: OpenStep): number {
  return extensionsOf(state, open).reduce((sum, { days }) => sum + days, 0);
}

/** The fact with one more. */
export function extendedOnceMore(state: TrajectoryState, open: OpenStep, extension: Extension): FactValues {
  const ofRound: OfRound = { round: open.openedAt, each: [...extensionsOf(state, open), extension] };
  return extensionsFact.set({ ...all(state), [open.step]: ofRound });
}

function all(state: TrajectoryState): Record<string, OfRound> {
  return extensionsFact.of(state.facts) ?? {};
}

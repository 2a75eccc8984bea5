import { fact } from '../replayed/fact.js';
import type { Json, OpenStep, TrajectoryState } from '../replayed/state.js';

/** The times that the term of an open step was made longer by a person, as the fact `extensions` keeps them. */

export interface Extension {
  /** Calendar days. */
  days: number;
  reason: string;
  by: string;
  /**
   * The day and the version of the trajectory: whether the clock stood still before or after that makes other dates.
   * An extension that was recorded before these were kept has none.
   */
  on?: string;
  version?: number;
}

interface OfRound {
  /** When the round was opened that was extended; another round starts anew. */
  round: string;
  /** In their order. No more than the term has days, since all together are at most as long as the term. */
  each: Extension[];
}

/** What older code kept: the days of all extensions together, with the reason of the last. */
type Recorded = OfRound | (Extension & { round: string });

const extensionsFact = fact<Record<string, Recorded>>('extensions', {
  about: (step) => ({ step }),
  recount: (rounds, count) => recounted(rounds as unknown as Record<string, Recorded>, count) as unknown as Json,
});

function recounted(rounds: Record<string, Recorded>, count: (version: number) => number): Record<string, Recorded> {
  const one = <E extends Extension>(extension: E): E =>
    extension.version === undefined ? extension : { ...extension, version: count(extension.version) };
  return Object.fromEntries(
    Object.entries(rounds).map(([step, round]) => [
      step,
      'each' in round ? { ...round, each: round.each.map(one) } : one(round),
    ]),
  );
}

/** The extensions of the present round of a step, in their order. */
export function extensionsOf(state: TrajectoryState, { step, openedAt }: OpenStep): Extension[] {
  const found = all(state)[step];
  if (found?.round !== openedAt) return [];
  if ('each' in found) return found.each;
  const { round: _round, ...extension } = found;
  return [extension];
}

/** How many days of them there are. */
export function daysExtended(state: TrajectoryState, open: OpenStep): number {
  return extensionsOf(state, open).reduce((sum, { days }) => sum + days, 0);
}

/** The fact with one more. */
export function extendedOnceMore(state: TrajectoryState, open: OpenStep, extension: Extension): Record<string, Json> {
  const ofRound: OfRound = { round: open.openedAt, each: [...extensionsOf(state, open), extension] };
  return extensionsFact.set({ ...all(state), [open.step]: ofRound });
}

function all(state: TrajectoryState): Record<string, Recorded> {
  return extensionsFact.of(state.facts) ?? {};
}

import type { Agency, Json, TrajectoryState } from './state.js';

/**
 * A key of the facts of a trajectory, with the shape of what it holds. To the kernel facts are JSON; whoever owns a key says
 * its shape here, once, for all who read and set it.
 */
export interface Fact<T> {
  /** What is known; undefined when nothing is. */
  of(facts: TrajectoryState['facts']): T | undefined;
  /** As facts that an event sets, alone or with others; null forgets it. */
  set(value: T | null): Record<string, Json>;
}

/** What a part of a fact is about: a fact of many steps has a part for each, and not every agency may know of each step. */
export interface About {
  step: string;
  /** The only agencies that may know of this part, where that are fewer than may know of the step. */
  knownTo?: readonly Agency[];
}

type AboutOf = (key: string, part: Json) => About;

const parted = new Map<string, AboutOf>();

/**
 * @param about for a fact that keeps something for each of many steps, in an object or a list: which step a part is about.
 * Without it the fact is shown or hidden as a whole.
 */
export function fact<T>(key: string, about?: AboutOf): Fact<T> {
  if (about) parted.set(key, about);
  return {
    of: (facts) => facts[key] as T | undefined,
    set: (value) => ({ [key]: value as Json }),
  };
}

/** The facts without the parts about which `isKnown` says no. A fact of which nothing is left is not there. */
export function knownParts(
  facts: TrajectoryState['facts'],
  isKnown: (about: About) => boolean,
): TrajectoryState['facts'] {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]): [string, Json][] => {
      const about = parted.get(key);
      if (!about || value === null || typeof value !== 'object') return [[key, value]];
      if (Array.isArray(value)) {
        const kept = value.filter((part, i) => isKnown(about(String(i), part)));
        return kept.length === 0 && value.length > 0 ? [] : [[key, kept]];
      }
      const kept = Object.entries(value).filter(([name, part]) => isKnown(about(name, part)));
      return kept.length === 0 ? [] : [[key, Object.fromEntries(kept)]];
    }),
  );
}

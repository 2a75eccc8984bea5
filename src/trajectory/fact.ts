import type { Json, TrajectoryState } from './state.js';

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

export function fact<T>(key: string): Fact<T> {
  return {
    of: (facts) => facts[key] as T | undefined,
    set: (value) => ({ [key]: value as Json }),
  };
}

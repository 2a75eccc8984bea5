import { fact } from './fact.js';

/** What the kernel reads of a step that opens on a later day. */
export interface PlannedMoment {
  /** UTC instant at which it looks again. */
  at: string;
  /** The only agencies that may know of it; absent: all. */
  knownTo?: string[];
}

/** By step. */
export const plannedFact = fact<Readonly<Record<string, PlannedMoment>>>('planned', {
  about: (step, { knownTo }) => ({ step, ...(knownTo && { knownTo }) }),
});

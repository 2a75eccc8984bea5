import type { Example } from '../examples.js';

/** One variant, as whoever drives it sees it: the benchmark's load is the same code for all of them. */
export interface Caller {
  /** Starts a trajectory. @returns what `perform` and `workflowId` know it by */
  refer(referral: Example): Promise<string>;
  /** Performs a step; resolves with its answer, and rejects when it was not accepted. */
  perform(id: string, step: Example): Promise<void>;
  /** The id of the workflow, to look at its history afterwards. */
  workflowIdOf(id: string): string;
}

import type { Agency, Json } from './state.js';
import type { Consequence, TrajectoryView } from './step.js';

/** What a trajectory can be told by another one. It is decided as a command is, by no person. */
export interface Message {
  /** Also the type of its event. */
  name: string;
  tells: readonly Agency[];
  /** The only agencies that may know of it. */
  knownTo(input: Json): readonly Agency[];
  /** Pure, and never refuses: what was said has happened. */
  decide(t: TrajectoryView, input: Json): Consequence[];
}

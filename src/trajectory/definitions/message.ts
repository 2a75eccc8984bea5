import type { Ask, Batch } from '../replayed/events.js';
import type { Text } from '../language.js';
import type { Agency, Json } from '../replayed/state.js';
import type { Consequence, TrajectoryView } from './step.js';

/** What a trajectory can be told by another one. It is decided as a command is, by no person. */
export interface Message<A extends Agency = Agency> {
  /** Also the type of its event. */
  name: string;
  /** What has happened, in the past tense. */
  title: Text;
  /** For a mail: what it means to someone who does not meet it every day. */
  means?: Text;
  tells: readonly A[];
  /** The only agencies that may know of it. */
  knownTo(input: Json): readonly A[];
  /** Pure, and never refuses: what was said has happened. */
  decide(t: TrajectoryView, input: Json): Consequence[];
}

/** Something that a trajectory says to another one, with the id by which it arrives once. */
export interface Said {
  ask: Ask;
  commandId: string;
}

/** What a batch of a trajectory says to others, in its order. */
export function asksIn(id: string, { from, events }: Batch): Said[] {
  return events.flatMap(({ asks = [] }, i) =>
    asks.map((ask, position) => ({ ask, commandId: `ask/${id}/${from + i}/${position}` })),
  );
}

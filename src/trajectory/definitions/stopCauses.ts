import type { Text } from '../language.js';
import { Refusal, type Said } from '../replayed/refusal.js';
import type { TrajectoryState } from '../replayed/state.js';
import { stopsOf } from '../terms/clock.js';

/** A cause for which the clocks of a trajectory stand still. */
export interface StopCauseDefinition {
  title: Text;
  /** The same after “the clock has stood still since …:”. */
  inSentence: Text;
  /** Why nothing ends by decision while it stands; absent: it may end. */
  forbidsEnding?: Said;
}

/** By the code of the cause, as the record has it. */
export type StopCauses = Readonly<Record<string, StopCauseDefinition>>;

/** What every domain has. */
export const suspension: StopCauses = {
  suspension: {
    title: { nl: 'Opschorting', en: 'Suspension' },
    inSentence: { nl: 'opgeschort', en: 'suspended' },
  },
};

/** @throws Refusal while a cause stands that outranks every ending by decision */
export function mustMayEnd(stopCauses: StopCauses, state: TrajectoryState): void {
  for (const cause of Object.keys(stopsOf(state))) {
    const why = Object.hasOwn(stopCauses, cause) ? stopCauses[cause]!.forbidsEnding : undefined;
    if (why) throw new Refusal({ code: 'conflict', ...why });
  }
}

import { mustMayEnd, type StopCauseDefinition } from '../../trajectory/definitions/stopCauses.js';
import type { TrajectoryState } from '../../trajectory/replayed/state.js';
import { says } from './refusals.js';

/** Why the clock of a trajectory of the LVV stands still, beside a suspension (DOMAIN §8.17). */
export const stopCauses = {
  'court-hold': {
    title: { nl: 'Voorlopige voorziening', en: 'Court hold' },
    inSentence: { nl: 'voorlopige voorziening', en: 'court hold' },
    forbidsEnding: says('held-by-court'),
  },
} satisfies Record<string, StopCauseDefinition>;

export type LvvStopCause = 'suspension' | keyof typeof stopCauses;

/** A court's order that something goes on outranks every ending by decision. @throws Refusal while it stands. */
export const mustNotBeHeld = (state: TrajectoryState): void => mustMayEnd(stopCauses, state);

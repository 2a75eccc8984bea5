import type { Reason } from '../replayed/reason.js';
import { fact } from '../replayed/fact.js';
import type { Agency } from '../replayed/state.js';

/** A direction that was agreed on. */
export interface AgreedDirection {
  direction: string;
  /** The calendar day from which it holds. */
  since: string;
  /** Left out for those who may not know what caused it. */
  reason?: Reason;
  /** The only agencies that may know why; absent: all. */
  knownTo?: readonly Agency[];
}

/** How the direction came to be, the last one at the end. */
export const directionsFact = fact<readonly AgreedDirection[]>('directions', { reasons: ['reason'] });

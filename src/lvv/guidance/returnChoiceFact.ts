import { fact } from '../../trajectory/replayed/fact.js';

export type ReturnChoice = 'return' | 'onward-migration' | 'considering' | 'declined';

/** What the person chose last, as long as that stands. */
export const returnChoiceFact = fact<ReturnChoice>('returnChoice');
/** The calendar day of that choice, or of its revocation. */
export const returnChoiceOnFact = fact<string>('returnChoiceOn');
/** The calendar day of departure that was entered with it. */
export const departureOnFact = fact<string>('departureOn');

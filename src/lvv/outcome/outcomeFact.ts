import { fact } from '../../trajectory/replayed/fact.js';

/** The calendar day on which the outcome came about. */
export const outcomeOnFact = fact<string>('outcomeOn');

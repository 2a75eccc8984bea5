import { fact } from '../../trajectory/replayed/fact.js';

/** What was decided about admission, as long as that stands. */
export const admissionFact = fact<'admitted' | 'refused'>('admission');
/** The calendar day from which someone is admitted. */
export const admittedOnFact = fact<string>('admittedOn');
/** The calendar day on which admission was refused. */
export const refusedOnFact = fact<string>('refusedOn');

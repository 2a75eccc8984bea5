import { fact } from '../replayed/fact.js';

/** The facts that are as a correction made them, each with the sequence of the correction. */
export const correctedFacts = fact<Record<string, number>>('corrected');

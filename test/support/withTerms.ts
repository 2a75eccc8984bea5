import { programmesOf, type Programmes } from '../../src/trajectory/programme.js';

/** The same programmes, in which steps have the terms that no source has: so that something is late. */
export const withTerms = (programmes: Programmes): Programmes =>
  programmesOf(programmes.all.map((version) => ({ ...version, rules: { ...version.rules, assumedTerms: true } })));

import type { Term } from '../../trajectory/terms/term.js';
import type { Terms } from '../../trajectory/terms/deadlines.js';

/** The terms of a step as they are told; null when it has none. */
export function shownTerms(
  terms: Terms | null,
): { target: Term; fatal: Term; remind: Term[]; escalate: Term | null } | null {
  return terms && { target: terms.target, fatal: terms.fatal, remind: terms.remind, escalate: terms.escalate ?? null };
}

import type { Effect } from '../replayed/events.js';
import { plannedFact } from '../replayed/plannedFact.js';
import type { Reason } from '../replayed/reason.js';
import type { Actor } from '../replayed/state.js';
import { happened, isOfChangedRules } from '../words/engine.js';

/** What caused an event that no person did. */
export const causes = ['time', 'another-trajectory', 'changed-rules'] as const;
export type Cause = (typeof causes)[number];

/** What is recorded of an event that tells by what it came. */
interface Recorded {
  type: string;
  actor: Actor | null;
  /** Of the command of its batch; empty for one that the trajectory gave itself. */
  bodyHash: string;
  reason: Reason | null;
  effect: Effect | null;
}

/**
 * Returns what caused an event, by what is recorded of it; null when a person did it.
 *
 * What follows from changed rules comes along with whatever happens next, also with what a person does: they did not do it.
 */
export function causedBy({ type, actor, bodyHash, reason, effect }: Recorded): Cause | null {
  if (isOfChangedRules(reason)) return 'changed-rules';
  if (actor !== null) return null;
  if (bodyHash !== '') return 'another-trajectory';
  // Time opens what was planned for a day, and nothing else: what opens by itself as well does so by rules that are new.
  const opensUnplanned = type === happened['step-opened'] && !plannedFact.isIn(effect?.facts ?? {});
  return opensUnplanned ? 'changed-rules' : 'time';
}

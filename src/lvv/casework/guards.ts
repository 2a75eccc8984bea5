import { isAgency } from '../agencies.js';
import type { TrajectoryView, Agency } from '../define.js';
import { agencyIn } from '../../trajectory/replayed/agencyRole.js';
import { refuse } from './refusals.js';

/** The agencies that take part here and have someone who may perform a step; none when the programme does not have it. */
export function whoCanPerform(t: TrajectoryView, step: string): Agency[] {
  const named = (t.step(step)?.performedBy ?? []).map(agencyIn);
  return [...new Set(named)].filter(isAgency).filter((agency) => t.rules.partners.includes(agency));
}

/** @throws Refusal for a step that the agency of whoever acts may not know of: so it tells nothing of it. */
export function mustKnow(t: TrajectoryView, step: string): void {
  if (t.knowsStep(step)) return;
  throw refuse('forbidden', 'matter-of-others', { step });
}

/** @throws Refusal when there is an outcome that is only followed up: nothing new begins beside that. */
export function mustStillRun(t: TrajectoryView): void {
  if (t.state.outcome === null) return;
  throw refuse('conflict', 'outcome-is-registered', { outcome: t.state.outcome });
}

import { dayOf } from '../../trajectory/terms/calendar.js';
import type { Json } from '../../trajectory/replayed/state.js';
import type { EventContent } from '../trajectories/sealing.js';

/**
 * What an event counts that was made before events said so themselves, and comes to the register only now.
 * The migration that introduced the figures has the same in SQL, for what was recorded by then. Null: nothing.
 */
export function figuresOfOlderEvent({ type, step, data, effect, at }: EventContent): Record<string, Json> | null {
  const day = dayOf(at);
  const filled = data !== null && typeof data === 'object' && !Array.isArray(data) ? data : {};
  const given = (field: string): Json => filled[field] ?? null;
  const completed = type === 'step-completed' ? step : undefined;
  const figures: Record<string, Json> = {
    ...(effect?.opened && {
      municipality: effect.opened.municipality,
      openedOn: day,
      referredOn: given('receivedOn'),
      channel: given('channel'),
    }),
    ...(completed === 'intake' && { intakeOn: given('heldOn') }),
    ...(completed === 'admission' && admission(given('decision'), given('decidedOn'))),
    ...(completed === 'outcome-registration' && { outcomeOn: given('occurredOn'), evidence: given('evidenceKind') }),
    ...(effect?.direction !== undefined && { direction: effect.direction }),
    ...(effect?.outcome !== undefined && { outcome: effect.outcome }),
    ...(effect?.transferred && { municipality: effect.transferred.municipality, transferredOn: day }),
    ...(effect?.closed && { closedOn: day }),
  };
  return Object.keys(figures).length > 0 ? figures : null;
}

function admission(decision: Json, decidedOn: Json): Record<string, Json> {
  if (decision === 'admitted') return { admission: decision, admissionOn: decidedOn, admittedOn: decidedOn };
  if (decision === 'refused') return { admission: decision, admissionOn: decidedOn, refusedOn: decidedOn };
  return {};
}

import type { EventRow } from '../register/timeline.js';
import type { KnowsStep } from '../trajectory/compartments.js';
import { Refusal } from '../trajectory/refusal.js';
import type { Json } from '../trajectory/state.js';
import type { Action, Step } from '../trajectory/step.js';

/** What of a trajectory an agency is not shown, since it may not know of a step: events, and what a refusal would tell. */

/** What an event has in common with one that would be recorded. */
type Told = Pick<EventRow, 'type' | 'step' | 'data' | 'effect'>;

/** Whether an agency may know of an event, by the step that it is of or that its action names. */
export function knowsEvent(event: Told, knows: KnowsStep, definitions: readonly (Step | Action)[]): boolean {
  const step = event.step ?? actionOf(event, definitions)?.concerns?.(inputIn(event.data));
  return step === undefined || knows(step, event.effect?.open?.knownTo);
}

/** The events that an agency may know of, of all events of a trajectory. A correction of what it may not know is none. */
export function knownEvents(
  events: readonly EventRow[],
  knows: KnowsStep,
  definitions: readonly (Step | Action)[],
): EventRow[] {
  const unknown = new Set<number>();
  return events.filter((event) => {
    const entry = actionOf(event, definitions)?.concernsEntry?.(inputIn(event.data));
    const known = knowsEvent(event, knows, definitions) && (entry === undefined || !unknown.has(entry));
    if (!known) unknown.add(event.sequence);
    return known;
  });
}

/** What the state refuses names the steps that are open: only those that the caller may know of come out. */
export function asKnown(error: unknown, step: string, knows: KnowsStep): unknown {
  if (!(error instanceof Refusal) || error.refused.code !== 'step-not-open') return error;
  const open = error.refused.extra?.['openSteps'];
  if (!Array.isArray(open)) return error;
  const openSteps = open.filter((name): name is string => typeof name === 'string' && knows(name));
  return new Refusal('step-not-open', `The step ${step} is not open now. Open: ${openSteps.join(', ') || 'none'}.`, {
    openSteps,
  });
}

function actionOf({ type }: Told, definitions: readonly (Step | Action)[]): Action | undefined {
  const definition = definitions.find(({ name }) => name === type);
  return definition?.kind === 'action' ? definition : undefined;
}

function inputIn(data: Json): Record<string, unknown> {
  return data !== null && typeof data === 'object' && !Array.isArray(data) ? data : {};
}

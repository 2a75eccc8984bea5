import { dayOf, daysBetween } from '../terms/calendar.js';
import { suspensionsOf } from '../terms/clock.js';
import { holdsFrom } from '../terms/dated.js';
import type { Batch, Effect, Mark } from '../replayed/events.js';
import type { Json, OpenStep, TrajectoryState } from '../replayed/state.js';

/**
 * What of an event is counted. The register keeps it beside the event, so that every figure can be made again as it was
 * known at a moment; the trajectory itself never looks at it.
 */

/** What the effect itself says, whatever step or action it came from. */
export function countedByEffect(effect: Effect | undefined, at: string): Record<string, Json> {
  if (!effect) return {};
  const day = dayOf(at);
  return {
    ...(effect.opened && {
      municipality: effect.opened.municipality,
      openedOn: day,
      ...holdsFrom('municipality', day, effect.opened.municipality),
    }),
    ...(effect.direction !== undefined && { direction: effect.direction }),
    ...(effect.outcome !== undefined && { outcome: effect.outcome }),
    ...(effect.transferred && {
      municipality: effect.transferred.municipality,
      transferredOn: day,
      ...holdsFrom('municipality', day, effect.transferred.municipality),
    }),
    ...(effect.closed && { closedOn: day }),
    ...(effect.reopened && { closedOn: null, outcome: null, outcomeOn: null, evidence: null, reopenedOn: day }),
  };
}

/** How long an open step was waited for, and for whom; days on which the clock stood still do not count. */
export function waitedFor(state: TrajectoryState, open: OpenStep, at: string): Mark {
  const from = dayOf(open.openedAt);
  const on = dayOf(at);
  return { name: 'step-done', on, value: open.responsible, days: daysBetween(from, on) - stoodStill(state, from, on) };
}

/** Days between two days on which at least one cause stopped the clock. */
function stoodStill(state: TrajectoryState, from: string, to: string): number {
  const periods = suspensionsOf(state)
    .map((period) => ({ start: later(period.from, from), end: earlier(period.to ?? to, to) }))
    .filter(({ start, end }) => start < end)
    .toSorted((a, b) => (a.start < b.start ? -1 : 1));
  let days = 0;
  let counted = from;
  for (const { start, end } of periods) {
    const fresh = later(start, counted);
    if (fresh >= end) continue;
    days += daysBetween(fresh, end);
    counted = end;
  }
  return days;
}

const later = (a: string, b: string) => (a > b ? a : b);
const earlier = (a: string, b: string) => (a < b ? a : b);

/** What counts after these events. */
export function figuresAfter(batches: readonly Batch[]): Record<string, Json> {
  const all: Record<string, Json> = {};
  for (const { events } of batches) {
    for (const { figures } of events) {
      for (const [key, value] of Object.entries(figures ?? {})) {
        if (value === null) delete all[key];
        else all[key] = value;
      }
    }
  }
  return all;
}

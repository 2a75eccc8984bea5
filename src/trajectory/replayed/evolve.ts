import type { Batch, Effect } from './events.js';
import type { Agency, OpenStep, TrajectoryState } from './state.js';

/**
 * (state, events) → state. Generic and pure: it knows no step and no event type. With the kernel it is the one thing
 * that is replayed for ever, so a change of meaning here needs a patch; the golden histories guard it.
 */
export function evolve(state: TrajectoryState, batch: Batch): TrajectoryState {
  let next = state;
  for (const event of batch.events) {
    // Who is told in another municipality has no part in this one.
    const told = event.tellsIn === undefined ? (event.tells ?? []) : [];
    const parties = [...told, ...(batch.actor ? [batch.actor.agency] : [])];
    next = withParties({ ...next, version: next.version + 1, updatedAt: batch.at }, parties);
    if (event.effect) next = apply(next, event.effect, batch.at);
  }
  return next;
}

function apply(state: TrajectoryState, effect: Effect, at: string): TrajectoryState {
  let next = { ...state };
  if (effect.opened) next = { ...next, ...effect.opened, openedAt: at };
  if (effect.close !== undefined) next.openSteps = without(next.openSteps, effect.close);
  if (effect.done !== undefined) {
    const times = (next.done[effect.done]?.times ?? 0) + 1;
    next.done = { ...next.done, [effect.done]: { times, lastAt: at } };
  }
  if (effect.facts) next.facts = merged(next.facts, effect.facts);
  if (effect.direction !== undefined) next.direction = effect.direction;
  if (effect.outcome !== undefined) next.outcome = effect.outcome;
  if (effect.open) {
    next.openSteps = [...without(next.openSteps, effect.open.step), effect.open];
    next = withParties(next, [effect.open.responsible]);
  }
  if (effect.transferred) next = { ...next, ...effect.transferred };
  if (effect.woke) next.openSteps = next.openSteps.map((open) => woken(open, effect.woke!));
  if (effect.reopened) next = { ...next, status: 'open', closedAt: null, outcome: null };
  if (effect.closed) {
    next.status = 'closed';
    next.closedAt = at;
    next.openSteps = [];
  }
  return next;
}

function without(openSteps: OpenStep[], step: string): OpenStep[] {
  return openSteps.filter((open) => open.step !== step);
}

function merged(facts: TrajectoryState['facts'], changes: NonNullable<Effect['facts']>): TrajectoryState['facts'] {
  const next = { ...facts };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete next[key];
    else next[key] = value;
  }
  return next;
}

function woken(open: OpenStep, woke: NonNullable<Effect['woke']>): OpenStep {
  if (open.step !== woke.step) return open;
  const { kind, at, told, postponedTo } = woke;
  const left = open.wakeUps.filter((wake) => !(wake.kind === kind && wake.at === at));
  return {
    ...open,
    overdue: open.overdue || kind === 'overdue',
    wakeUps: postponedTo === undefined ? left : [...left, { at: postponedTo, kind }],
    ...(told && { told }),
  };
}

function withParties(state: TrajectoryState, more: Agency[]): TrajectoryState {
  const fresh = more.filter((agency, i) => !state.parties.includes(agency) && more.indexOf(agency) === i);
  return fresh.length === 0 ? state : { ...state, parties: [...state.parties, ...fresh] };
}

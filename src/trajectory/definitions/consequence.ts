import type { StopCause } from '../terms/clock.js';
import { holdsFrom } from '../terms/dated.js';
import type { Ask, Difference, Mark } from '../replayed/events.js';
import type { FactValues } from '../replayed/fact.js';
import type { EventType, Reason } from '../replayed/reason.js';
import type { Agency, Json } from '../replayed/state.js';
import { happened } from '../words/engine.js';

/**
 * What a definition's `decide` may cause. The decider turns these into events: whoever reads them switches over every kind,
 * so that a new one cannot be forgotten anywhere.
 */
export type Consequence =
  | { kind: 'set-facts'; facts: Record<string, Json> }
  | SetDirection
  | { kind: 'open-step'; opening: OpenAgain }
  | { kind: 'withdraw-step'; step: string; reason: Reason }
  | { kind: 'change-step'; change: StepChange }
  | { kind: 'set-outcome'; outcome: string; reason: Reason; closes: boolean; despiteHold: boolean }
  | { kind: 'withdraw-outcome'; reason: Reason }
  | { kind: 'close'; reason: Reason; despiteHold: boolean }
  | { kind: 'reopen'; reason: Reason }
  | { kind: 'count'; figures: Record<string, Json> }
  | { kind: 'mark'; mark: Mark }
  | { kind: 'tell'; agencies: readonly Agency[] }
  | { kind: 'tell-elsewhere'; municipality: string; type: EventType; reason: Reason }
  | { kind: 'ask'; ask: Ask }
  | { kind: 'move'; municipality: string; reason: Reason }
  | { kind: 'stop-clock' | 'start-clock'; cause: StopCause; reason: Reason; from?: string | undefined }
  | { kind: 'correct'; difference: Difference };

export interface SetDirection {
  kind: 'set-direction';
  direction: string;
  reason: Reason;
  on?: string | undefined;
}

/** Another round of a repeatable step. */
export interface OpenAgain {
  step: string;
  reason: Reason;
  /** A calendar day that replaces its usual target date. */
  target?: string;
  /** The calendar day from which its dates are counted, when that is not today: an earlier day, on which something was lodged. */
  from?: string;
  /** The calendar day on which it opens, when that is not today: until then it is planned. */
  on?: string;
  /** Its last day, when someone else gave it, such as a court: reminders come before it, and it is overdue after it. */
  until?: string;
  /** This round has no term: nothing is overdue, and nobody is reminded. */
  untimed?: true;
  /** Who is responsible for this round, when it is not the usual agency. */
  responsible?: Agency;
}

/** Another responsible agency or another term for an open step. `type` is the word on the timeline. */
export interface StepChange {
  step: string;
  type: EventType;
  reason: Reason;
  responsible?: Agency;
  /** Calendar days by which its dates come later. */
  later?: number;
}

/** Facts that later steps and decisions need: what `Fact.set` says of each. */
export const setFacts = (...values: FactValues[]): Consequence => ({
  kind: 'set-facts',
  facts: Object.assign({}, ...values),
});
/**
 * The direction agreed on: an intention, never an outcome (DOMAIN §0.2).
 * @param on the calendar day on which it was agreed, when that is not today
 */
export const setDirection = (direction: string, reason: Reason, on?: string): Consequence => ({
  kind: 'set-direction',
  direction,
  reason,
  on,
});

const opens = (opening: OpenAgain): Consequence => ({ kind: 'open-step', opening });
/** Opens a repeatable step for another round; `target` (a calendar day) replaces its usual target date. */
export const openAgain = (step: string, reason: Reason, target?: string, responsible?: Agency): Consequence =>
  opens({
    step,
    reason,
    ...(target === undefined ? {} : { target }),
    ...(responsible === undefined ? {} : { responsible }),
  });
/**
 * Opens a step now, with dates that are counted from an earlier day; reminders for which it is too late are left out. What is
 * counted from a day that is still to come does not begin before that day: it opens then, as with `opensOn`.
 */
export const openFrom = (from: string, again: OpenAgain): Consequence => opens({ ...again, from });
/** Opens a step on a later day: it is announced now, ready on that day, and its dates are counted from then. */
export const opensOn = (on: string, again: OpenAgain): Consequence => opens({ ...again, on });
/** Opens a step whose last day was given by someone else; reminders for which it is too late are left out. */
export const openUntil = (until: string, again: OpenAgain): Consequence => opens({ ...again, until });
/** Opens a step for which no term is known this time. */
export const openWithoutTerm = (again: OpenAgain): Consequence => opens({ ...again, untimed: true });
/** Takes an open step away that will not be performed; nothing happens when it is not open. */
export const withdrawStep = (step: string, reason: Reason): Consequence => ({ kind: 'withdraw-step', step, reason });
export const changeStep = (change: StepChange): Consequence => ({ kind: 'change-step', change });

/** What counts of this trajectory from now on (see `figuresOf` in src/statistics); null takes a key away. */
export const count = (figures: Record<string, Json>): Consequence => ({ kind: 'count', figures });
/** What counts from a day on, until something else does from a later day; null: nothing any more. */
export const countFrom = (day: string, figures: Readonly<Record<string, string | null>>): Consequence =>
  count(Object.assign({}, ...Object.entries(figures).map(([figure, value]) => holdsFrom(figure, day, value))));
/** Something that happened on a calendar day, and is counted each time. */
export const mark = (name: string, on: string, value?: string): Consequence => ({
  kind: 'mark',
  mark: value === undefined ? { name, on } : { name, on, value },
});

/** Tells these agencies too of what was done, and so brings them in: who is told becomes a party. */
export const tell = (...agencies: Agency[]): Consequence => ({ kind: 'tell', agencies });
/** Tells the municipality of another city, which sees nothing of the trajectory by that. `type` is the word on the timeline. */
export const tellElsewhere = (municipality: string, type: EventType, reason: Reason): Consequence => ({
  kind: 'tell-elsewhere',
  municipality,
  type,
  reason,
});
export const offerTo = (municipality: string, reason: Reason): Consequence =>
  tellElsewhere(municipality, happened['transfer-offered'], reason);
/** Tells another trajectory something, once this is recorded: `name` is that of a message. */
export const tellTrajectory = (trajectoryId: string, name: string, input: Json): Consequence => ({
  kind: 'ask',
  ask: { trajectoryId, name, input },
});
/** Makes it a trajectory of another municipality. */
export const moveTo = (municipality: string, reason: Reason): Consequence => ({ kind: 'move', municipality, reason });

/**
 * Stops the clock of every open step, until no cause is left for which it stands still.
 * @param from the calendar day since which it stands still, when that is before today
 */
export const stopClock = (cause: StopCause, reason: Reason, from?: string): Consequence => ({
  kind: 'stop-clock',
  cause,
  reason,
  from,
});
/** Takes a cause away; when none is left each term goes on with exactly what it had left. `from`: since an earlier day. */
export const startClock = (cause: StopCause, reason: Reason, from?: string): Consequence => ({
  kind: 'start-clock',
  cause,
  reason,
  from,
});

/**
 * Closes the trajectory with an outcome. Only a person's step or action can reach this.
 * @param despiteHold also while a court has ordered that it goes on: for what happens to the person or is their own choice
 */
export const closeWith = (outcome: string, reason: Reason, despiteHold = false): Consequence => ({
  kind: 'set-outcome',
  outcome,
  reason,
  closes: true,
  despiteHold,
});
/** Sets the outcome while the trajectory stays open, for a follow-up. */
export const registerOutcome = (outcome: string, reason: Reason, despiteHold = false): Consequence => ({
  kind: 'set-outcome',
  outcome,
  reason,
  closes: false,
  despiteHold,
});
/** The outcome does not hold any more. */
export const withdrawOutcome = (reason: Reason): Consequence => ({ kind: 'withdraw-outcome', reason });
/** Closes a trajectory that has its outcome already. */
export const closeNow = (reason: Reason, despiteHold = false): Consequence => ({ kind: 'close', reason, despiteHold });
/** Opens a closed trajectory again, as the same episode. */
export const reopenNow = (reason: Reason): Consequence => ({ kind: 'reopen', reason });
/** What a correction changes: what was worked out by deciding again. */
export const correctBy = (difference: Difference): Consequence => ({ kind: 'correct', difference });

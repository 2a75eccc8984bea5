import { fact } from '../../trajectory/replayed/fact.js';
import {
  count,
  countFrom,
  openFrom,
  openUntil,
  setFacts,
  type Consequence,
  type TrajectoryView,
  yes,
  type Reason,
} from '../define.js';
import { refuse } from './refusals.js';

/** Objections and appeals that run in a trajectory (DOMAIN §5). Several can: an objection, and an interim measure beside it. */

export const objectionKinds = ['objection', 'appeal', 'interim-measure'] as const;
export const objectedDecisions = ['refusal-of-admission', 'ending', 'other-decision'] as const;

export interface Objection {
  kind: (typeof objectionKinds)[number];
  against: (typeof objectedDecisions)[number];
  lodgedOn: string;
  reference: string;
  /** The day that the lawyer or the court gave; null when none was. Never worked out here: the terms differ. */
  answerBy: string | null;
}

export const mostObjections = 10;

export const objectionsFact = fact<readonly Objection[]>('objections');

/** Those on which nothing has been decided yet. What was withdrawn with an outcome does not run on by itself after it. */
export function openObjections(t: TrajectoryView): readonly Objection[] {
  return t.isOpen('objection-decision') ? (t.fact(objectionsFact) ?? []) : [];
}

/** Whether an outcome rests on a decision that can be objected to: on the refusal, or on an ending by decision. */
export function restsOn(outcome: string, against: Objection['against']): boolean {
  if (against === 'refusal-of-admission') return outcome === 'REFUSED_AT_ADMISSION';
  return against === 'ending' && (outcome.startsWith('ENDED_') || outcome === 'PROGRAMME_ENDED');
}

/**
 * While someone objects to a decision, nothing that rests on it becomes final (DOMAIN §2: a refusal that is reversed
 * admits after the fact). @throws Refusal
 */
export function mustNotBeObjectedTo(t: TrajectoryView, outcome: string): void {
  const running = openObjections(t).find(({ against }) => restsOn(outcome, against));
  if (!running) return;
  const { reference, lodgedOn } = running;
  throw refuse('conflict', 'objected-to', { outcome, reference, lodgedOn, decision: 'objection-decision' });
}

/** Keeps which ones run from a day on, and since when the earliest does. */
export function nowRunning(objections: readonly Objection[], since: string): Consequence[] {
  const earliest = objections.map(({ lodgedOn }) => lodgedOn).toSorted()[0] ?? null;
  return [
    setFacts(objectionsFact.set(objections.length > 0 ? objections : null)),
    count({ objectionOpenSince: earliest }),
    countFrom(since, { objecting: earliest === null ? null : yes }),
  ];
}

/** Opens the step in which the decisions are entered, until the first day on which one is expected. */
export function awaitDecision(objections: readonly Objection[], why: Reason): Consequence {
  const again = { step: 'objection-decision', reason: why };
  const first = objections.flatMap(({ answerBy }) => answerBy ?? []).toSorted()[0];
  const lodged = objections.map(({ lodgedOn }) => lodgedOn).toSorted()[0]!;
  return first === undefined ? openFrom(lodged, again) : openUntil(first, again);
}

import { mustNotBeHeld } from '../trajectory/courtHold.js';
import { fact } from '../trajectory/fact.js';
import { Refusal } from '../trajectory/refusal.js';
import type { OpenStep } from '../trajectory/state.js';
import {
  closeWith,
  count,
  openAgain,
  registerOutcome,
  setFacts,
  withdrawStep,
  type Consequence,
  type TrajectoryView,
} from '../trajectory/step.js';
import { outcomes, type Outcome } from './codes.js';
import { mustNotBeObjectedTo } from './objections.js';
import { needsSecondPair, type Proposer } from './secondPair.js';

/** An outcome as someone registers it, and as it waits for the second pair of eyes. */
export interface Conclusion extends Proposer {
  outcome: Outcome;
  occurredOn: string;
  evidenceKind: string;
  /** When is looked whether it holds; null closes at once. */
  followUpOn: string | null;
  reason: string;
}

/** The one that waits. */
export const proposedConclusion = fact<Conclusion>('outcomeProposal');

/** An open step that an outcome stopped, with what it goes on with when the outcome does not hold. */
export type StoppedWork = Pick<OpenStep, 'step' | 'responsible' | 'targetDate'>;

export const workStopped = fact<readonly StoppedWork[]>('workStopped', {
  about: (_place, work) => ({ step: (work as unknown as StoppedWork).step }),
});

/** The steps that register an outcome; the others are the work that stops with it. */
const concluding = ['outcome-registration', 'outcome-check'];

/** Whether an outcome says that there was no solution: by the class map of the programme, else by what it is. */
function saysNoSolution(t: TrajectoryView, outcome: Outcome): boolean {
  const named = t.rules.classes[outcome];
  const byItself = 'noSolution' in outcomes[outcome];
  // Whatever class a map gives it, an ending by decision is looked at twice (DOMAIN §5).
  return outcome.startsWith('ENDED_') || (named === undefined ? byItself : named === 'NONE');
}

/** No outcome is registered, and none waits for the second pair of eyes. */
export const isUndecided = (t: TrajectoryView) =>
  t.state.outcome === null && proposedConclusion.of(t.facts) === undefined;

/** @throws Refusal when there is an outcome already, or one that waits for the second pair of eyes. */
export function mustBeUndecided(t: TrajectoryView): void {
  if (proposedConclusion.of(t.facts)) {
    throw new Refusal('conflict', 'An outcome waits for the second pair of eyes: perform outcome-check first.');
  }
  if (t.state.outcome !== null) {
    throw new Refusal(
      'conflict',
      `The outcome ${t.state.outcome} is registered: perform follow-up to close or undo it.`,
    );
  }
}

/** Registers an outcome, or proposes it when a second person has to look first. */
export function conclude(t: TrajectoryView, conclusion: Conclusion): Consequence[] {
  mustNotBeHeld(t.state);
  mustNotBeObjectedTo(t, conclusion.outcome);
  const says = saysNoSolution(t, conclusion.outcome);
  if (!needsSecondPair(t, t.rules.secondPair.outcome, says, 'outcome-check')) return outcomeHolds(t, conclusion);
  return [setFacts(proposedConclusion.set(conclusion)), openAgain('outcome-check', 'second pair of eyes')];
}

/** What follows from an outcome that holds. With a follow-up the work stops and the trajectory stays open for that. */
export function outcomeHolds(t: TrajectoryView, conclusion: Conclusion): Consequence[] {
  const { outcome, occurredOn, evidenceKind, followUpOn, reason } = conclusion;
  mustNotBeObjectedTo(t, outcome);
  const registered = [
    setFacts(proposedConclusion.set(null)),
    count({ outcomeOn: occurredOn, evidence: evidenceKind === '' ? null : evidenceKind }),
  ];
  if (followUpOn === null || !t.canOpen('follow-up')) return [...registered, closeWith(outcome, reason)];
  const work: StoppedWork[] = t.state.openSteps
    .filter(({ step }) => !concluding.includes(step))
    .map(({ step, responsible, targetDate }) => ({ step, responsible, targetDate }));
  return [
    ...registered,
    setFacts(workStopped.set(work)),
    registerOutcome(outcome, reason),
    ...work.map(({ step }) => withdrawStep(step, 'outcome-registered')),
    openAgain('follow-up', 'to see whether the outcome holds', followUpOn),
  ];
}

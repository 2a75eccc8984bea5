import { toLook } from '../casework/secondPair.js';
import { mustNotBeHeld } from '../casework/stopCauses.js';
import { fact } from '../../trajectory/replayed/fact.js';
import type { OpenStep } from '../../trajectory/replayed/state.js';
import {
  closeWith,
  count,
  openAgain,
  registerOutcome,
  setFacts,
  withdrawStep,
  type Consequence,
  type TrajectoryView,
  reasons,
  type Reason,
} from '../define.js';
import { outcomes, outcomesOf, putsOut, type CaseStage, type Outcome } from '../codes.js';
import { mustNotBeObjectedTo } from '../objections/objections.js';
import { layBefore, needsSecondPair, type Proposer } from '../casework/secondPair.js';
import type { DefinitionName } from '../names.js';
import { lvvRules } from '../rules.js';
import { admissionFact, admittedOnFact, refusedOnFact } from '../admission/admissionFact.js';
import { outcomeOnFact } from './outcomeFact.js';
import * as general from '../refusals.js';
import { mistake, refuse } from './refusals.js';

/** An outcome as someone registers it, and as it waits for the second pair of eyes. */
export interface Conclusion extends Proposer {
  outcome: Outcome;
  occurredOn: string;
  evidenceKind: string;
  /** When is looked whether it holds; null closes at once. */
  followUpOn: string | null;
  reason: Reason;
}

/** Why work stops and a follow-up opens with an outcome. */
export const ended = reasons({
  'outcome-registered': { nl: 'de uitkomst is vastgelegd', en: 'the outcome is registered' },
  'see-whether-it-holds': { nl: 'om te zien of de uitkomst standhoudt', en: 'to see whether the outcome holds' },
});

/** The one that waits. */
export const proposedConclusion = fact<Conclusion>('outcomeProposal', { reasons: ['reason'] });

/** An open step that an outcome stopped, with what it goes on with when the outcome does not hold. */
export type StoppedWork = Pick<OpenStep, 'step' | 'responsible' | 'targetDate'>;

export const workStopped = fact<readonly StoppedWork[]>('workStopped', {
  about: (_place, work) => ({ step: work.step }),
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
export const isUndecided = (t: TrajectoryView) => t.state.outcome === null && t.fact(proposedConclusion) === undefined;

/** @throws Refusal when there is an outcome already, or one that waits for the second pair of eyes. */
export function mustBeUndecided(t: TrajectoryView): void {
  if (t.fact(proposedConclusion)) {
    throw refuse('conflict', 'outcome-waits', { check: 'outcome-check' });
  }
  if (t.state.outcome !== null) {
    throw refuse('conflict', 'outcome-stands', { outcome: t.state.outcome, followUp: 'follow-up' });
  }
}

/** Where the case stands now. */
export function stageOf(t: TrajectoryView): CaseStage {
  const admission = t.fact(admissionFact);
  if (admission === 'admitted') return 'participant';
  return admission === 'refused' ? 'after-refusal' : 'before-admission';
}

const unfit = {
  'before-admission': 'not-of-undecided',
  participant: 'not-of-participant',
  'after-refusal': 'not-of-refused',
} as const satisfies Record<CaseStage, string>;

/** @throws Refusal for an outcome that nobody at this stage can have. */
export function mustFit(t: TrajectoryView, outcome: Outcome): void {
  const stage = stageOf(t);
  const fitting = outcomesOf(stage);
  if (!fitting.includes(outcome)) throw mistake('outcome', unfit[stage], { outcome, fitting });
}

/** @throws Refusal for an outcome that nobody at this stage can have, or not on that day. */
function mustFitTheStage(t: TrajectoryView, { outcome, occurredOn }: Conclusion, input: object = {}): void {
  mustFit(t, outcome);
  const dayField = 'saidOn' in input ? 'saidOn' : 'occurredOn';
  const [admittedOn, refusedOn] = [t.fact(admittedOnFact), t.fact(refusedOnFact)];
  if (t.fact(admissionFact) === 'admitted' && admittedOn !== undefined && occurredOn < admittedOn) {
    throw mistake(dayField, 'admitted-from', { day: admittedOn });
  }
  if (outcome === 'REFUSED_AT_ADMISSION' && refusedOn !== undefined && occurredOn < refusedOn) {
    throw general.mistake(dayField, 'admission-refused-on', { day: refusedOn });
  }
}

/**
 * Registers an outcome, or proposes it when a second person has to look first.
 * @param name of the step or action in which it was filled in, with `input` @param input is what the second person sees
 */
export function conclude(
  t: TrajectoryView,
  conclusion: Conclusion,
  name: DefinitionName,
  input: object,
): Consequence[] {
  mustFitTheStage(t, conclusion, input);
  if (putsOut(conclusion.outcome)) mustNotBeHeld(t.state);
  mustNotBeObjectedTo(t, conclusion.outcome);
  const says = saysNoSolution(t, conclusion.outcome);
  if (!needsSecondPair(t, lvvRules.of(t.rules).secondPair.outcome, says, 'outcome-check'))
    return outcomeHolds(t, conclusion);
  return [
    setFacts(proposedConclusion.set(conclusion)),
    layBefore(t, 'outcome-check', name, input),
    openAgain('outcome-check', toLook['second-look']),
  ];
}

/** What follows from an outcome that holds. With a follow-up the work stops and the trajectory stays open for that. */
export function outcomeHolds(t: TrajectoryView, conclusion: Conclusion): Consequence[] {
  const { outcome, occurredOn, evidenceKind, followUpOn, reason } = conclusion;
  // It may have been decided about admission since the outcome was proposed.
  mustFitTheStage(t, conclusion);
  mustNotBeObjectedTo(t, outcome);
  const despiteHold = !putsOut(outcome);
  const registered = [
    setFacts(proposedConclusion.set(null), outcomeOnFact.set(occurredOn)),
    count({ outcomeOn: occurredOn, evidence: evidenceKind === '' ? null : evidenceKind }),
  ];
  if (followUpOn === null || !t.canOpen('follow-up')) return [...registered, closeWith(outcome, reason, despiteHold)];
  const work: StoppedWork[] = t.state.openSteps
    .filter(({ step }) => !concluding.includes(step))
    .map(({ step, responsible, targetDate }) => ({ step, responsible, targetDate }));
  return [
    ...registered,
    setFacts(workStopped.set(work)),
    registerOutcome(outcome, reason, despiteHold),
    ...work.map(({ step }) => withdrawStep(step, ended['outcome-registered'])),
    openAgain('follow-up', ended['see-whether-it-holds'], followUpOn),
  ];
}

/** What an outcome stopped goes on, when the outcome does not stand. @param except what is opened otherwise, or is over */
export function workGoesOn(t: TrajectoryView, why: Reason, except: readonly string[] = []): Consequence[] {
  const work = (t.fact(workStopped) ?? []).filter(({ step }) => !except.includes(step));
  return [
    setFacts(workStopped.set(null)),
    ...work.map(({ step, targetDate, responsible }) => openAgain(step, why, targetDate ?? undefined, responsible)),
  ];
}

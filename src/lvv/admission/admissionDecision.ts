import { refusal } from './refusalOfAdmission.js';
import { fact } from '../../trajectory/replayed/fact.js';
import {
  count,
  openUntil,
  setDirection,
  setFacts,
  type Consequence,
  type TrajectoryView,
  reasons,
  type Reason,
} from '../define.js';
import type { Direction } from '../codes.js';
import { whatARefusalEnds } from './refusalOfAdmission.js';
import { lastDayOfStay, staysUntil } from '../stay/stay.js';
import type { Proposer } from '../casework/secondPair.js';
import { admissionFact, admittedOnFact, refusedOnFact } from './admissionFact.js';
import { agreedDirectionFact } from '../conference/conferenceFacts.js';

/** A decision on admission as it was taken, and as it waits for the second pair of eyes. */
export interface AdmissionDecision extends Proposer {
  decision: 'admitted' | 'refused';
  ground: string;
  decidedOn: string;
  direction: Direction | null;
  /** From which day the person is admitted; absent: from the day of the decision. */
  from?: string;
  /** Until when an objection is possible, as the lawyer says. */
  objectionUntil?: string;
}

const why = reasons({
  admitted: { nl: 'toegelaten', en: 'admitted' },
  'agreed-at-admission': { nl: 'afgesproken bij de toelating', en: 'agreed at admission' },
});

/** The one that waits. */
export const admissionProposal = fact<AdmissionDecision>('admissionProposal');

/** What follows from a decision that holds. Admitted without a direction, none is agreed until the LSO agrees one. */
export function admissionHolds(
  t: TrajectoryView,
  { decision, decidedOn, direction, from = decidedOn, objectionUntil }: AdmissionDecision,
): Consequence[] {
  const taken = { ...admissionProposal.set(null), ...admissionFact.set(decision) };
  if (decision === 'refused') {
    return [
      setFacts(taken, refusedOnFact.set(decidedOn)),
      count({ admission: decision, admissionOn: decidedOn, refusedOn: decidedOn }),
      ...whatARefusalEnds(t, decidedOn),
      ...(objectionUntil === undefined
        ? []
        : [openUntil(objectionUntil, { step: 'objection-term', reason: refusal['admission-refused'] })]),
    ];
  }
  return [
    setFacts(taken, admittedOnFact.set(from), agreedDirectionFact.set(null)),
    count({ admission: decision, admissionOn: decidedOn, admittedOn: from, refusedOn: null }),
    ...staysUntil(lastDayOfStay(t.rules, from), why.admitted, from),
    ...directionAtAdmission(t, direction, why['agreed-at-admission'], decidedOn),
  ];
}

/** The direction of the decision, else the one that the parties had agreed on before; without either none is set. */
export function directionAtAdmission(
  t: TrajectoryView,
  named: Direction | null,
  because: Reason,
  on: string,
): Consequence[] {
  const direction = named ?? t.fact(agreedDirectionFact) ?? null;
  return direction === null ? [] : [setDirection(direction, because, on)];
}

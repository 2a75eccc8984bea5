import { dueDate } from '../trajectory/deadlines.js';
import { fact } from '../trajectory/fact.js';
import { count, countFrom, setDirection, setFacts, type Consequence, type TrajectoryView } from '../trajectory/step.js';
import type { Direction } from './codes.js';
import { whatARefusalEnds } from './refusalOfAdmission.js';
import type { Proposer } from './secondPair.js';

/** A decision on admission as it was taken, and as it waits for the second pair of eyes. */
export interface AdmissionDecision extends Proposer {
  decision: 'admitted' | 'refused';
  ground: string;
  decidedOn: string;
  direction: Direction | null;
}

/** The one that waits. */
export const admissionProposal = fact<AdmissionDecision>('admissionProposal');

/** The last day of the stay, by the municipality's own maximum from this day on; null when it has none. */
export function lastDayOfStay(t: TrajectoryView, admittedOn: string): string | null {
  const { maximumStay } = t.rules;
  return maximumStay === null ? null : dueDate(`${admittedOn}T12:00:00.000Z`, maximumStay);
}

/** What follows from a decision that holds. Admitted without a direction, none is agreed until the LSO agrees one. */
export function admissionHolds(
  t: TrajectoryView,
  { decision, decidedOn, direction }: AdmissionDecision,
): Consequence[] {
  const taken = { ...admissionProposal.set(null), admission: decision };
  if (decision === 'refused') {
    return [
      setFacts(taken),
      count({ admission: decision, admissionOn: decidedOn, refusedOn: decidedOn }),
      ...whatARefusalEnds(t),
    ];
  }
  const stayUntil = lastDayOfStay(t, decidedOn);
  return [
    setFacts({ ...taken, admittedOn: decidedOn, stayUntil, agreedDirection: null }),
    count({ admission: decision, admissionOn: decidedOn, admittedOn: decidedOn, refusedOn: null, stayUntil }),
    countFrom(decidedOn, { stayUntil }),
    ...directionAtAdmission(t, direction, 'agreed at admission', decidedOn),
  ];
}

/** The direction of the decision, else the one that the parties had agreed on before; without either none is set. */
export function directionAtAdmission(
  t: TrajectoryView,
  named: Direction | null,
  why: string,
  on: string,
): Consequence[] {
  const agreed = t.facts['agreedDirection'];
  const direction = named ?? (typeof agreed === 'string' ? agreed : null);
  return direction === null ? [] : [setDirection(direction, why, on)];
}

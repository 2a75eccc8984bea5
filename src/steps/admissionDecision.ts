import { dueDate } from '../trajectory/deadlines.js';
import { fact } from '../trajectory/fact.js';
import { count, countFrom, setDirection, setFacts, type Consequence, type TrajectoryView } from '../trajectory/step.js';
import type { Direction } from './codes.js';
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

/** What follows from a decision that holds. */
export function admissionHolds(
  t: TrajectoryView,
  { decision, decidedOn, direction }: AdmissionDecision,
): Consequence[] {
  const taken = { ...admissionProposal.set(null), admission: decision };
  if (decision === 'refused') {
    return [setFacts(taken), count({ admission: decision, admissionOn: decidedOn, refusedOn: decidedOn })];
  }
  const stayUntil = lastDayOfStay(t, decidedOn);
  const agreed = t.facts['agreedDirection'];
  const chosen = direction ?? (typeof agreed === 'string' ? agreed : 'UNDER_INVESTIGATION');
  return [
    setFacts({ ...taken, admittedOn: decidedOn, stayUntil, agreedDirection: null }),
    count({ admission: decision, admissionOn: decidedOn, admittedOn: decidedOn, refusedOn: null, stayUntil }),
    countFrom(decidedOn, { stayUntil }),
    setDirection(chosen, 'agreed at admission', decidedOn),
  ];
}

import type { TrajectoryView } from '../define.js';
import type { Refusal } from '../../trajectory/replayed/refusal.js';
import { maySee, runningOf, stepOf } from './procedureFact.js';
import type { ProcedureKind } from './procedureKinds.js';
import { refuse, says } from './refusals.js';

/**
 * Procedures that exclude each other (DOMAIN §0.10). Preparing both is no conflict; committing to both is. Nothing is ever
 * ended silently for another: whoever starts the second is told what runs, why the two don't go together, and what to do.
 */
interface Exclusion {
  one: ProcedureKind;
  others: readonly ProcedureKind[];
  why: 'excluded-no-fault' | 'excluded-laissez-passer' | 'excluded-assisted-return';
}

const ofResidence: readonly ProcedureKind[] = [
  'repeat-asylum',
  'medical-deferral',
  'human-trafficking',
  'regular-application',
];

export const exclusions: readonly Exclusion[] = [
  {
    one: 'no-fault',
    others: ofResidence,
    why: 'excluded-no-fault',
  },
  {
    one: 'laissez-passer',
    others: ['repeat-asylum', 'human-trafficking'],
    why: 'excluded-laissez-passer',
  },
  {
    one: 'assisted-return',
    others: [...ofResidence, 'no-fault', 'statelessness'],
    why: 'excluded-assisted-return',
  },
];

/** @throws Refusal when this procedure can't be started beside one that runs. */
export function mustNotConflict(t: TrajectoryView, starting: ProcedureKind): void {
  for (const { one, others, why } of exclusions) {
    const against = starting === one ? others : others.includes(starting) ? [one] : [];
    for (const kind of against) {
      const running = runningOf(t, kind);
      if (running) throw conflict(t, starting, kind, running.lodgedOn, why);
    }
  }
}

function conflict(
  t: TrajectoryView,
  starting: ProcedureKind,
  running: ProcedureKind,
  since: string,
  why: Exclusion['why'],
): Refusal {
  // Of a procedure that this agency does not see, this says no more than that it cannot be. To start all the same would
  // end what protects the person.
  if (!maySee(t, running)) return refuse('conflict', 'excluded-by-hidden', { starting });
  const params = { starting, running, since, reason: says(why), step: stepOf(running) };
  return refuse('conflict', 'excluded-by', params, { extra: { runs: running, since } });
}

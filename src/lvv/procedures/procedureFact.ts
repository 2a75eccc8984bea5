import { fact } from '../../trajectory/replayed/fact.js';
import { mark, setFacts, type Consequence, type TrajectoryView } from '../define.js';
import { procedureKinds, procedures, type ProcedureKind } from './procedureKinds.js';

/** Which procedures run in a trajectory. */

export interface Running {
  lodgedOn: string;
  /** The last day that the lawyer or the agency named; null when none was. */
  dueOn: string | null;
  reference: string;
}

export type ProcedureStep = `procedure-${ProcedureKind}`;
export const stepOf = (kind: ProcedureKind): ProcedureStep => `procedure-${kind}`;

type AllRunning = Partial<Record<ProcedureKind, Running>>;
export const procedureFact = fact<AllRunning>('procedures', { about: (kind) => ({ step: `procedure-${kind}` }) });

/** A procedure runs while its step is open: what was withdrawn with an outcome does not go on by itself after it. */
export function runningOf(t: TrajectoryView, kind: ProcedureKind): Running | undefined {
  return t.isOpen(stepOf(kind)) ? t.fact(procedureFact)?.[kind] : undefined;
}

/** Keeps that it runs, or with null that it does not any more, beside the others that run. */
function kept(t: TrajectoryView, kind: ProcedureKind, running: Running | null): Consequence {
  const all: AllRunning = {};
  for (const each of procedureKinds) {
    const now = each === kind ? running : runningOf(t, each);
    if (now) all[each] = now;
  }
  return setFacts(procedureFact.set(Object.keys(all).length > 0 ? all : null));
}

export const runs = (t: TrajectoryView, kind: ProcedureKind, running: Running): Consequence => kept(t, kind, running);

export function ends(t: TrajectoryView, kind: ProcedureKind, result: string, on: string): Consequence[] {
  return [kept(t, kind, null), mark('procedure-ended', on, `${kind}/${result}`)];
}

/** Whether someone of this agency may see what comes of a procedure, and so may be told that it runs. */
export function maySee(t: TrajectoryView, kind: ProcedureKind): boolean {
  return procedures[kind].audience.some((agency) => agency === t.actor?.agency);
}

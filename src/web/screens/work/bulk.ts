import { answered, api } from '../../api/client.ts';
import { ApiProblem, passes } from '../../api/problem.ts';
import type { AgencyCode } from '../../language/names.ts';
import type { Task } from './tasks.ts';

export type BulkKind = 'claim' | 'release' | 'reassign';

/** What is done to many steps at once, with what was filled in. */
export interface Bulk {
  kind: BulkKind;
  reason: string;
  to?: AgencyCode;
  isPreview: boolean;
  /** The Idempotency-Key for each step: asked again under the same one, each happens once. */
  keys: ReadonlyMap<string, string>;
}

export interface BulkItem {
  task: Task;
  result: 'done' | 'would-be-done' | 'refused' | 'not-confirmed';
  /** Agencies that would be told. */
  tells: string[];
  /** What the API says of one that is not done. */
  why?: string;
}

/** The most that the API takes at once. */
const mostAtOnce = 200;

/** A key for each step of these, for all attempts at one change. */
export function keysFor(tasks: readonly Task[]): ReadonlyMap<string, string> {
  return new Map(tasks.map(({ step }) => [step, crypto.randomUUID()]));
}

/**
 * Does it to each, and says of each how it went. What could not be reached or did not answer is not confirmed, and can be
 * asked again.
 * @throws ApiProblem when the whole request was refused
 */
export async function doBulk(bulk: Bulk, tasks: readonly Task[]): Promise<BulkItem[]> {
  const done: BulkItem[] = [];
  for (const batch of batchesOf(tasks)) done.push(...(await doBatch(bulk, batch)));
  return done;
}

async function doBatch(bulk: Bulk, tasks: readonly Task[]): Promise<BulkItem[]> {
  try {
    const { items } = await answered(call(bulk, tasks));
    return items.map(({ result, events = [], problem }, i) => ({
      task: tasks[i]!,
      result,
      tells: [...new Set(events.flatMap(({ tells }) => tells))],
      ...(problem && { why: problem.detail }),
    }));
  } catch (error) {
    if (bulk.isPreview || !passes(error)) throw error;
    const why = error instanceof ApiProblem ? { why: error.message } : {};
    return tasks.map((task) => ({ task, result: 'not-confirmed', tells: [], ...why }));
  }
}

function call({ kind, reason, to, isPreview, keys }: Bulk, tasks: readonly Task[]) {
  const { step } = tasks[0]!;
  const key = keys.get(step);
  const params = { header: isPreview || key === undefined ? {} : { 'Idempotency-Key': key } };
  const common = { trajectoryIds: tasks.map(({ trajectoryId }) => trajectoryId), preview: isPreview };
  if (kind === 'claim' || kind === 'release') {
    const body = { ...common, input: { step, ...(reason !== '' && { reason }) } };
    return kind === 'claim'
      ? api.POST('/v1/bulk/claim', { params, body })
      : api.POST('/v1/bulk/release', { params, body });
  }
  if (to === undefined) throw new Error('There is no agency to hand over to.');
  return api.POST('/v1/bulk/reassign', { params, body: { ...common, input: { step, to, reason } } });
}

/** One request is about one step: that is part of what is filled in. */
function batchesOf(tasks: readonly Task[]): Task[][] {
  const steps = [...new Set(tasks.map(({ step }) => step))];
  const bySteps = steps.map((name) => tasks.filter(({ step }) => step === name));
  return bySteps.flatMap((some) =>
    Array.from({ length: Math.ceil(some.length / mostAtOnce) }, (_none, i) =>
      some.slice(i * mostAtOnce, (i + 1) * mostAtOnce),
    ),
  );
}

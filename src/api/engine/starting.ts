import { TypedSearchAttributes, type SearchAttributePair } from '@temporalio/common';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { z } from 'zod';
import {
  personIn,
  searchAttributeKeys as keys,
  searchAttributesOf,
  workflowIdOf,
  workflowNames,
  type KernelInput,
  type Receipt,
  receiptsKept,
} from '../../trajectory/replayed/contract.js';
import type { Batch } from '../../trajectory/replayed/events.js';
import { KeyDestroyed } from '../../privacy/errors.js';
import { evolve } from '../../trajectory/replayed/evolve.js';
import { nothingYet, type TrajectorySummary } from '../../trajectory/replayed/state.js';
import { ClockDiffers, type ClockWatch } from './temporalClock.js';
import { commandDeadlineMs, translated, type Engine } from './engine.js';
import { problem } from '../http/problem.js';

/** What a workflow's memo says of the command that started it, so that it can be judged without a worker. */
const memoSchema = z.object({ id: z.string(), episode: z.int(), commandId: z.string(), bodyHash: z.string() });
export type Memo = z.output<typeof memoSchema>;

/** The last workflow that there was for a person: a trajectory that is open, or one that has ended. */
export interface LastRun {
  running: boolean;
  /** By a closing, and not by what ended it from outside. */
  closed: boolean;
  memo: Memo;
}

/** The commands that the record has, so that a repeat of an earlier one is answered and not done once more. */
export function receiptsOf(batches: readonly Batch[]): Receipt[] {
  return batches
    .filter(({ actor }) => actor !== null)
    .map(({ commandId, bodyHash, from, events }) => ({ commandId, bodyHash, version: from + events.length - 1 }))
    .slice(-receiptsKept);
}

/** By how much Temporal's own lists may lag behind commands in quick succession. */
export const attributesPauseMs = 5_000;

/**
 * Starts the workflow of a trajectory: for a referral, or again when it is reopened.
 * @returns false when the engine has a workflow under this person's id that the policy does not allow to follow
 * @throws Problem `not-confirmed` when no answer came in time
 */
export async function startTrajectory(
  engine: Engine,
  summary: TrajectorySummary,
  memo: Memo,
  input: KernelInput,
  workflowIdReusePolicy: 'REJECT_DUPLICATE' | 'ALLOW_DUPLICATE',
): Promise<boolean> {
  try {
    await engine.within(commandDeadlineMs, () =>
      engine.client.workflow.start(workflowNames.trajectory, {
        workflowId: workflowIdOf(personIn(memo.id)),
        taskQueue: engine.taskQueue,
        args: [input],
        memo: { ...memo },
        typedSearchAttributes: typedSearchAttributes(summary),
        workflowIdReusePolicy,
        workflowIdConflictPolicy: 'FAIL',
        // A worker that is killed at work holds a trajectory up for no longer than this.
        workflowTaskTimeout: '8 seconds',
      }),
    );
    engine.proposals?.keep(input.state ?? input.unrecorded.reduce(evolve, nothingYet));
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw translated(error);
  }
}

/** What this process decides itself has the moment of its own clock. @throws Problem `clock-differs`, `not-confirmed` */
export async function mustBeInTime(clock: ClockWatch): Promise<void> {
  try {
    await clock.mustAgree();
  } catch (error) {
    if (!(error instanceof ClockDiffers)) throw translated(error);
    throw problem('clock-differs', 'clock-differs');
  }
}

/** The memo with which the kernel of a person is started; the SDK knows no more than that there is one. */
export const memoOf = (run: { memo?: Record<string, unknown> }): Memo => memoSchema.parse(run.memo);

/** @returns null when the engine has never had one, forgot it, or it was erased. @throws Problem `not-confirmed` */
export async function lastRun(engine: Engine, personRef: string): Promise<LastRun | null> {
  try {
    const handle = engine.client.workflow.getHandle(workflowIdOf(personRef));
    const { status, memo } = await engine.within(commandDeadlineMs, () => handle.describe());
    const { name } = status;
    return { running: name === 'RUNNING', closed: name === 'COMPLETED', memo: memoOf({ memo }) };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || error instanceof KeyDestroyed) return null;
    throw translated(error);
  }
}

function typedSearchAttributes(summary: TrajectorySummary): TypedSearchAttributes {
  const values = searchAttributesOf(summary);
  const pairs: SearchAttributePair[] = [
    { key: keys.Municipality, value: values.Municipality },
    { key: keys.TrajectoryStatus, value: values.TrajectoryStatus },
    { key: keys.OpenSteps, value: values.OpenSteps },
  ];
  if (values.Outcome !== null) pairs.push({ key: keys.Outcome, value: values.Outcome });
  if (values.Direction !== null) pairs.push({ key: keys.Direction, value: values.Direction });
  if (values.NextDeadline !== null) {
    pairs.push({ key: keys.NextDeadline, value: new Date(values.NextDeadline) });
  }
  return new TypedSearchAttributes(pairs);
}

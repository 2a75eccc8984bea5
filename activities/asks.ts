import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { WorkflowNotFoundError, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { KeyDestroyed } from '../src/privacy/errors.js';
import type { Database } from '../src/register/database/database.js';
import { readBatches } from '../src/register/trajectories/timeline.js';
import { findTrajectory } from '../src/register/trajectories/trajectories.js';
import { callWithin } from '../src/temporal/deadline.js';
import { personIn, updateNames, workflowIdOf, type Answer } from '../src/trajectory/replayed/contract.js';
import type { Ask, Batch, MessageCommand } from '../src/trajectory/replayed/events.js';
import { evolve } from '../src/trajectory/replayed/evolve.js';
import { asksIn } from '../src/trajectory/definitions/message.js';
import { nothingYet } from '../src/trajectory/replayed/state.js';

const askDeadlineMs = 5_000;
/** A chain of trajectories that each go on in another is as long as people make it. */
const mostHops = 20;
/** The register is asked so often whether it has what the other one took up. */
const looks = 20;
const lookMs = 50;

/**
 * Brings what these events say to other trajectories there. It is asked after the events were recorded, and again until all has
 * arrived; each arrives once, by its id. One that goes on in another is not told: that other one is.
 */
export async function tellOthers(register: Database, client: () => Client, id: string, batches: readonly Batch[]) {
  for (const { ask, commandId } of batches.flatMap((batch) => asksIn(id, batch))) {
    await tell(register, client(), ask, commandId);
  }
}

async function tell(register: Database, client: Client, { name, input, trajectoryId: first }: Ask, commandId: string) {
  const bodyHash = createHash('sha256')
    .update(JSON.stringify([name, input]))
    .digest('hex');
  let trajectoryId: string | null = first;
  for (let hop = 0; trajectoryId !== null && hop < mostHops; hop += 1) {
    const command: MessageCommand = { kind: 'message', trajectoryId, name, input, commandId, bodyHash };
    const answer = await perform(client, command);
    // Its own closing waits for this, so that a number that goes along is known at one of the two all the time.
    if (answer) return untilRecorded(register, trajectoryId, answer.summary.version);
    trajectoryId = await goesOnIn(register, trajectoryId);
  }
}

/** @returns null when there is no such open trajectory */
async function perform(client: Client, command: MessageCommand): Promise<Answer | null> {
  const handle = client.workflow.getHandle(workflowIdOf(personIn(command.trajectoryId)));
  const asked = { args: [command] as [MessageCommand], updateId: command.commandId };
  try {
    return await callWithin(client, askDeadlineMs, () =>
      handle.executeUpdate<Answer, [MessageCommand]>(updateNames.perform, asked),
    );
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
    if (cause instanceof ApplicationFailure && ended.has(cause.type ?? '')) return null;
    throw error;
  }
}

const ended = new Set(['not-found', 'trajectory-closed', 'AcceptedUpdateCompletedWorkflow']);

/** @throws Error while the register says that it is open: then its end is on its way, or it is about to be recovered */
async function goesOnIn(register: Database, id: string): Promise<string | null> {
  const row = await findTrajectory(register, id);
  if (!row) return null;
  if (row.status === 'open') throw new Error(`The engine has no trajectory ${id}, which is open in the register.`);
  try {
    const { continuesIn } = (await readBatches(register, id)).reduce(evolve, nothingYet).facts;
    return typeof continuesIn === 'string' ? continuesIn : null;
  } catch (error) {
    if (error instanceof KeyDestroyed) return null;
    throw error;
  }
}

async function untilRecorded(register: Database, id: string, version: number): Promise<void> {
  for (let look = 0; look < looks; look += 1) {
    const row = await findTrajectory(register, id);
    if (!row || row.version >= version) return;
    await delay(lookMs);
  }
}

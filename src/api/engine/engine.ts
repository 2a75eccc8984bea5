import {
  isGrpcServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { KeyDestroyed, KeysUnavailable } from '../../privacy/errors.js';
import { callWithin, NoAnswer } from '../../temporal/deadline.js';
import { isRunning } from '../../temporal/forgetting.js';
import {
  type Answer,
  type DeliverInput,
  deliveryIdOf,
  erasureWorkflowIdOf,
  type NotifyInput,
  type PersonCommand,
  queryNames,
  type Reading,
  taskQueue,
  updateNames,
  workflowIdOf,
  workflowNames,
} from '../../trajectory/replayed/contract.js';
import { Refusal, type Refused } from '../../trajectory/replayed/refusal.js';
import type { Proposals } from './proposals.js';
import { type Problem, problem } from '../http/problem.js';

/** No open trajectory under this id in the engine: it is closed, or never was. */
export class NoOpenTrajectory extends Error {
  override name = 'NoOpenTrajectory';
}

/**
 * Milliseconds after which a command is answered, whatever has become of it. A second less than what callers are promised,
 * so that on a busy machine the answer itself still comes in time.
 */
export const commandDeadlineMs = 9_000;
const queryDeadlineMs = 2_000;
/** Longer: on a busy machine a look at what is there should not fail before a command would. */
const lookDeadlineMs = 5_000;
/** Temporal's number of the queue of workflow tasks, beside that of activities. */
const ofWorkflows = 1;

/** The API's door to Temporal. Every call has a deadline, since a call without one waits for a worker for ever. */
export class Engine {
  readonly client: Client;
  readonly taskQueue: string;
  /** Undefined: every command is decided by its trajectory's own worker. */
  readonly proposals: Proposals | undefined;

  constructor(client: Client, queue: string = taskQueue, proposals?: Proposals) {
    this.client = client;
    this.taskQueue = queue;
    this.proposals = proposals;
  }

  /**
   * Gives a command to an open trajectory and waits for its answer.
   * @param updateId by which the engine knows a repeat of the same attempt; the command itself happens once by its own id
   * @throws Refusal as the trajectory refuses; NoOpenTrajectory; Problem `not-confirmed` when no answer came in time,
   * `idempotency-key-reused`
   */
  async perform(personRef: string, command: PersonCommand, updateId = command.commandId): Promise<Answer> {
    const handle = this.client.workflow.getHandle(workflowIdOf(personRef));
    const proposed = this.proposals?.propose(personRef, command) ?? null;
    const sent = proposed ? { ...command, proposal: proposed.proposal } : command;
    const ask = () =>
      handle.executeUpdate<Answer, [PersonCommand]>(updateNames.perform, {
        args: [sent],
        updateId,
      });
    let answer: Answer;
    try {
      answer = await this.within(commandDeadlineMs, () => untilItStays(ask));
    } catch (error) {
      this.proposals?.forget(personRef);
      throw translated(error);
    }
    this.proposals?.answered(personRef, proposed, answer);
    // Within a run the engine answers a repeat by its id alone, whatever the body.
    if (answer.bodyHash !== command.bodyHash) throw keyReused();
    return answer;
  }

  /**
   * The trajectory as its workflow has it now: never older than the last accepted command.
   * @returns null when the engine does not know it or gives no answer in time
   */
  async read(personRef: string): Promise<Reading | null> {
    const handle = this.client.workflow.getHandle(workflowIdOf(personRef));
    try {
      const reading = await this.within(queryDeadlineMs, () => handle.query<Reading>(queryNames.read));
      this.proposals?.keep(reading.state);
      return reading;
    } catch {
      return null;
    }
  }

  /**
   * The id of the trajectory that a person has open, without asking a worker.
   * @returns null when there is none, or the engine gives no answer in time
   */
  async openOf(personRef: string): Promise<string | null> {
    const handle = this.client.workflow.getHandle(workflowIdOf(personRef));
    try {
      const { status, memo } = await this.within(queryDeadlineMs, () => handle.describe());
      return status.name === 'RUNNING' ? ((memo?.['id'] as string | undefined) ?? null) : null;
    } catch {
      return null;
    }
  }

  /**
   * Gives what a closing left undelivered a workflow of its own, under another id than the next closing will use. What
   * both do meanwhile is sent once: a message is claimed by whoever sends it.
   */
  async setDeliveryAside(rest: NotifyInput): Promise<void> {
    const { id, version } = rest.summary;
    const input: DeliverInput = { notify: rest };
    const handle = this.client.workflow.getHandle(deliveryIdOf(id));
    try {
      await this.within(commandDeadlineMs, async () => {
        if ((await handle.describe()).status.name !== 'RUNNING') return;
        await this.client.workflow.start(workflowNames.deliver, {
          workflowId: `${deliveryIdOf(id)}/${version}`,
          taskQueue: this.taskQueue,
          args: [input],
          workflowIdConflictPolicy: 'USE_EXISTING',
        });
        await handle.terminate('goes on under another id, since the trajectory is reopened');
      });
    } catch (error) {
      // It had nothing left to deliver, or has just delivered it.
      if (error instanceof WorkflowNotFoundError) return;
      throw translated(error);
    }
  }

  /**
   * Records events of a trajectory that stays closed, by a workflow of its own that is called by the first of them: so of
   * two that would come at the same place, one does.
   * @returns false when another one does @throws Problem `not-confirmed`
   */
  async recordAfterEnd(notify: NotifyInput): Promise<boolean> {
    const input: DeliverInput = { notify };
    try {
      await this.within(commandDeadlineMs, () =>
        this.client.workflow.start(workflowNames.deliver, {
          workflowId: `${deliveryIdOf(notify.summary.id)}/${notify.deliverFrom}`,
          taskQueue: this.taskQueue,
          args: [input],
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          workflowIdConflictPolicy: 'FAIL',
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
      throw translated(error);
    }
  }

  /** Whether a workflow of its own still records and delivers what the closing of a trajectory left. @throws Problem `not-confirmed` */
  async isDelivering(trajectoryId: string): Promise<boolean> {
    try {
      return await this.within(queryDeadlineMs, () => isRunning(this.client, deliveryIdOf(trajectoryId)));
    } catch (error) {
      throw translated(error);
    }
  }

  /** Sends one message again, by a workflow of its own; a second request while it runs joins it. */
  async redeliver(notificationId: string): Promise<void> {
    const input: DeliverInput = { notificationId };
    try {
      await this.within(commandDeadlineMs, () =>
        this.client.workflow.start(workflowNames.deliver, {
          workflowId: deliveryIdOf(notificationId),
          taskQueue: this.taskQueue,
          args: [input],
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      );
    } catch (error) {
      throw translated(error);
    }
  }

  /** Carries out an erasure that was approved, by a workflow of its own; a second request changes nothing. */
  async startErasure(id: string): Promise<void> {
    try {
      await this.within(commandDeadlineMs, () =>
        this.client.workflow.start(workflowNames.erase, {
          workflowId: erasureWorkflowIdOf(id),
          taskQueue: this.taskQueue,
          args: [id],
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
        }),
      );
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw translated(error);
    }
  }

  /** Whether the server answers. */
  async isReachable(): Promise<boolean> {
    try {
      await this.within(queryDeadlineMs, () => this.client.workflowService.getSystemInfo({}));
      return true;
    } catch {
      return false;
    }
  }

  /** @throws NoAnswer, or what the server says of a namespace that it does not have */
  async mustKnowNamespace(): Promise<void> {
    const { namespace } = this.client.options;
    await this.within(lookDeadlineMs, () => this.client.workflowService.describeNamespace({ namespace }));
  }

  /** How many trajectories run, as Temporal's lists have it: these lag by seconds. @throws NoAnswer */
  async countRunning(): Promise<number> {
    const query = `WorkflowType = '${workflowNames.trajectory}' AND ExecutionStatus = 'Running' AND TaskQueue = '${this.taskQueue}'`;
    return (await this.within(lookDeadlineMs, () => this.client.workflow.count(query))).count;
  }

  /** When a worker last asked for work, epoch milliseconds by Temporal's clock; null when Temporal knows of none. */
  async lastPoll(): Promise<number | null> {
    const asked = {
      namespace: this.client.options.namespace,
      taskQueue: { name: this.taskQueue },
      taskQueueType: ofWorkflows,
    };
    const { pollers } = await this.within(lookDeadlineMs, () =>
      // The SDK does not export the enumeration, so its number goes as what it is.
      this.client.workflowService.describeTaskQueue(asked as object),
    );
    const times = (pollers ?? []).flatMap(({ lastAccessTime }) => (lastAccessTime ? [tsToMs(lastAccessTime)] : []));
    return times.length === 0 ? null : Math.max(...times);
  }

  /** Waits no longer than `ms`. What was asked may still happen: ask again with the same ids. @throws NoAnswer */
  within<T>(ms: number, call: () => Promise<T>): Promise<T> {
    return callWithin(this.client, ms, call);
  }
}

/** Turns what the client throws into what the API answers. Unknown errors pass, and become a logged 500. */
export function translated(error: unknown): unknown {
  if (error instanceof WorkflowNotFoundError) return new NoOpenTrajectory();
  if (error instanceof NoAnswer) return notConfirmed();
  const ofKeys = troubleWithKeys(error);
  if (ofKeys) return ofKeys;
  if (error instanceof WorkflowUpdateFailedError) {
    const { cause } = error;
    if (cause instanceof ApplicationFailure) {
      if (cause.type === 'AcceptedUpdateCompletedWorkflow') return new NoOpenTrajectory();
      const refused = cause.details?.[0] as Refused | undefined;
      if (refused?.code) return new Refusal(refused);
      if (cause.type === 'UnprocessedUpdate') return notConfirmed();
    }
    return error;
  }
  return isTemporary(error) ? notConfirmed() : error;
}

/** What the codec throws comes as it is, or inside what the client makes of it. */
export function troubleWithKeys(error: unknown): KeysUnavailable | KeyDestroyed | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof KeysUnavailable || at instanceof KeyDestroyed) return at;
  }
  return null;
}

const attempts = 5;

/** What passes by itself, such as a trajectory that is just continuing as new, is asked again: by its id it happens once. */
async function untilItStays<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (attempt === attempts || !isTemporary(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** attempt));
    }
  }
}

function isTemporary(error: unknown): boolean {
  const service = isGrpcServiceError(error) ? error : (error as Error | undefined)?.cause;
  return isGrpcServiceError(service) && temporary.has(service.code);
}

/** gRPC codes of what passes, beside no answer at all: resource exhausted, failed precondition, aborted. */
const temporary = new Set<number>([8, 9, 10]);

export function keyReused(): Problem {
  return problem('idempotency-key-reused', 'key-reused');
}

export function notConfirmed(): Problem {
  return problem('not-confirmed', 'not-confirmed-in-time', {}, { retryAfter: 2 });
}

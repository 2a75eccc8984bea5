import { WorkflowNotFoundError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import { translated, type Engine } from '../api/engine/engine.js';
import { memoOf } from '../api/engine/starting.js';
import {
  deliveryIdOf,
  type KernelInput,
  type NotifyInput,
  personIn,
  workflowIdOf,
} from '../trajectory/replayed/contract.js';
import type { Batch } from '../trajectory/replayed/events.js';
import type { Held, InEngine } from './compare.js';

type Page = Awaited<ReturnType<Client['workflowService']['getWorkflowExecutionHistoryReverse']>>;
type HistoryEvent = NonNullable<NonNullable<Page['history']>['events']>[number];
type Payloads = NonNullable<NonNullable<HistoryEvent['activityTaskScheduledEventAttributes']>['input']>;

const deadlineMs = 10_000;
/** Most runs tell their version within so many of their last events. */
const pageSize = 60;

/**
 * What the engine holds for a trajectory, from its history alone: so no worker has to run, and a run that can't go on tells
 * as much. Every batch that a kernel accepts is in the input of a `notify`, with the version that it led to.
 * @param recordedVersion how far back batches are wanted
 * @throws Problem `not-confirmed` when the engine does not answer; KeyDestroyed, KeysUnavailable
 */
export async function lookInEngine(engine: Engine, trajectoryId: string, recordedVersion: number): Promise<InEngine> {
  const workflowId = workflowIdOf(personIn(trajectoryId));
  const run = await described(engine, workflowId);
  const isDelivering = async () => (await described(engine, deliveryIdOf(trajectoryId)))?.status.name === 'RUNNING';
  if (run === null) return { held: null, isDelivering: await isDelivering() };
  const memo = memoOf(run);
  const isRunning = run.status.name === 'RUNNING';
  const delivering = !isRunning && (await isDelivering());
  const read = await readBack(engine, workflowId, run.runId, recordedVersion);
  const held: Held = {
    runId: run.runId,
    isRunning,
    isClosed: run.status.name === 'COMPLETED',
    trajectoryId: memo.id,
    episode: memo.episode,
    version: read.version,
    batches: read.batches,
    onTheWay: new Set(
      isRunning || delivering ? read.batches.map(({ from }) => from).filter((from) => !read.recorded.has(from)) : [],
    ),
  };
  return { held, isDelivering: delivering };
}

/** @returns null when the engine does not have it */
export async function described(engine: Engine, workflowId: string) {
  try {
    return await engine.within(deadlineMs, () => engine.client.workflow.getHandle(workflowId).describe());
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw translated(error);
  }
}

interface ReadBack {
  version: number;
  batches: Batch[];
  /** Where the batches begin that the run knows to be recorded. */
  recorded: Set<number>;
}

/** Reads a run's history from its end, until what it says reaches back to the record's version. */
async function readBack(engine: Engine, workflowId: string, runId: string, recordedVersion: number): Promise<ReadBack> {
  const { client } = engine;
  const found = new Map<number, Batch>();
  const recorded = new Set<number>();
  const finished = new Set<string>();
  let version = 0;
  let nextPageToken: Uint8Array | undefined;
  const add = (batches: readonly Batch[]) => {
    for (const batch of batches) found.set(batch.from, batch);
  };
  for (;;) {
    const page: Page = await engine
      .within(deadlineMs, () =>
        client.workflowService.getWorkflowExecutionHistoryReverse({
          namespace: client.options.namespace,
          execution: { workflowId, runId },
          maximumPageSize: pageSize,
          ...(nextPageToken && { nextPageToken }),
        }),
      )
      .catch((error: unknown) => {
        throw translated(error);
      });
    for (const event of page.history?.events ?? []) {
      const done = event.activityTaskCompletedEventAttributes;
      if (done) finished.add(String(done.scheduledEventId));
      const scheduled = event.activityTaskScheduledEventAttributes;
      if (scheduled?.activityType?.name === 'notify' && scheduled.input) {
        const input = await decoded<NotifyInput>(client, scheduled.input);
        version = Math.max(version, input.summary.version);
        add(input.batches);
        if (finished.has(String(event.eventId))) for (const { from } of input.batches) recorded.add(from);
      }
      const started = event.workflowExecutionStartedEventAttributes;
      if (started?.input) {
        const input = await decoded<KernelInput>(client, started.input);
        version = Math.max(version, input.state?.version ?? 0, ...input.unrecorded.map(lastOf));
        add(input.unrecorded);
      }
    }
    nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined;
    const reachesBack = version > 0 && [...found.keys()].some((from) => from <= recordedVersion);
    if (reachesBack || !nextPageToken) break;
  }
  const batches = [...found.values()].toSorted((one, other) => one.from - other.from);
  return { version, batches, recorded };
}

const lastOf = ({ from, events }: Batch): number => from + events.length - 1;

async function decoded<T>(client: Client, { payloads }: Payloads): Promise<T> {
  const { payloadConverter, payloadCodecs } = client.options.loadedDataConverter;
  let opened = payloads ?? [];
  for (const codec of payloadCodecs.toReversed()) opened = await codec.decode(opened);
  return payloadConverter.fromPayload(opened[0]!);
}

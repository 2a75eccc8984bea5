import type { DataConverter } from '@temporalio/common';
import { Worker, type NativeConnection } from '@temporalio/worker';
import { taskQueue, type Activities } from '../src/trajectory/replayed/contract.js';
import { withoutStackTraces } from './workflowThreads.js';
import { bundlePath } from './bundle.js';

export interface WorkerSettings {
  connection: NativeConnection;
  namespace: string;
  activities: Activities;
  /** How payloads are encrypted. */
  dataConverter: DataConverter;
  /** The mark of the definitions and programmes that the activities decide by. */
  definitions: string;
  /** Open trajectories kept in memory, about 1 MB each; the rest is replayed when it is needed. */
  cachedWorkflows: number;
  taskQueue?: string;
  identity?: string;
  /** Whether Temporal can be asked where a workflow waits (`__stack_trace`), which costs about a fifth of its CPU. */
  stackTraces?: boolean;
}

/** A worker for trajectories. Any number of them may run; Temporal shares the work out. */
export function createWorker(settings: WorkerSettings): Promise<Worker> {
  const create = () => workerOf(settings);
  return settings.stackTraces ? create() : withoutStackTraces(create);
}

function workerOf(settings: WorkerSettings): Promise<Worker> {
  return Worker.create({
    connection: settings.connection,
    namespace: settings.namespace,
    taskQueue: settings.taskQueue ?? taskQueue,
    // What the kernel sees of this worker, and a replay finds in the history: see src/trajectory/replayed/proposal.ts.
    buildId: settings.definitions,
    workflowBundle: { codePath: bundlePath },
    activities: settings.activities,
    dataConverter: settings.dataConverter,
    maxCachedWorkflows: settings.cachedWorkflows,
    maxConcurrentActivityTaskExecutions: 100,
    // When a worker is killed, what was bound to it goes to another within this time.
    stickyQueueScheduleToStartTimeout: '5 seconds',
    shutdownGraceTime: '10 seconds',
    shutdownForceTime: '20 seconds',
    ...(settings.identity === undefined ? {} : { identity: settings.identity }),
  });
}

import { Worker } from '@temporalio/worker';
import { connectWorker, type TemporalTarget } from '../../src/temporal/connection.js';
import type { BareActivities } from '../bareWorkflow.js';
import { withoutStackTraces } from '../../worker/workflowThreads.js';
import { bareQueues, type BareQueue } from '../callers/bare.js';
import { serve } from './serve.js';

interface Input {
  target: TemporalTarget;
  codePath: string;
  cachedWorkflows: number;
  queue: BareQueue;
}

const activities: BareActivities = { notify: async () => {} };

/**
 * The bare workflow's worker. Its options are those of worker/worker.ts, so that only the workflow differs; by default it
 * follows promises, as every worker does that nobody has taught otherwise.
 */
await serve(async ({ target, codePath, cachedWorkflows, queue }: Input) => {
  const connection = await connectWorker(target);
  const options = {
    connection,
    namespace: target.namespace,
    taskQueue: queue,
    workflowBundle: { codePath },
    activities,
    maxCachedWorkflows: cachedWorkflows,
    maxConcurrentActivityTaskExecutions: 100,
    stickyQueueScheduleToStartTimeout: '5 seconds',
    shutdownGraceTime: '10 seconds',
    shutdownForceTime: '20 seconds',
  } as const;
  const create = () => Worker.create(options);
  const worker = await (queue === bareQueues.bare ? create() : withoutStackTraces(create));
  const running = worker.run();
  return {
    ready: null,
    async stop() {
      worker.shutdown();
      await running;
      await connection.close();
    },
  };
});

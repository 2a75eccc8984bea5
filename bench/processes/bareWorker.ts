import { Worker } from '@temporalio/worker';
import { connectWorker, type TemporalTarget } from '../../src/temporal/connection.js';
import type { BareActivities } from '../bareWorkflow.js';
import { bareQueue } from '../callers/bare.js';
import { serve } from './serve.js';

interface Input {
  target: TemporalTarget;
  codePath: string;
  cachedWorkflows: number;
}

const activities: BareActivities = { notify: async () => {} };

/** The bare workflow's worker. Its options are those of worker/worker.ts, so that only the workflow differs. */
await serve(async ({ target, codePath, cachedWorkflows }: Input) => {
  const connection = await connectWorker(target);
  const worker = await Worker.create({
    connection,
    namespace: target.namespace,
    taskQueue: bareQueue,
    workflowBundle: { codePath },
    activities,
    maxCachedWorkflows: cachedWorkflows,
    maxConcurrentActivityTaskExecutions: 100,
    stickyQueueScheduleToStartTimeout: '5 seconds',
    shutdownGraceTime: '10 seconds',
    shutdownForceTime: '20 seconds',
  });
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

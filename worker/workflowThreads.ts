import worker from 'node:worker_threads';
import { fileURLToPath } from 'node:url';

/**
 * The SDK installs a promise hook in each thread that runs workflows, which keeps the stack of every promise for the sake of
 * Temporal's query `__stack_trace`: about a fifth of what a workflow costs. The SDK goes on without it where Node.js has no such
 * hook, so these threads say that it has none. Only these: in the main thread AsyncLocalStorage needs hooks.
 */

/** What a thread is started with: the file of the SDK that it runs, and where it counts that it was asked for a hook. */
export interface ThreadStart {
  entry: string;
  refusals: SharedArrayBuffer;
}

const entry = fileURLToPath(new URL('./workflowThread.js', import.meta.url));

/**
 * Makes workers of the SDK, with threads in which no promise is followed.
 * @throws Error when the SDK did not ask for the hook in those threads, so that nobody believes that it is off
 */
export function withoutStackTraces<Result>(create: () => Promise<Result>): Promise<Result> {
  // One at a time: each takes the place of what makes threads until its own are there.
  const created = before.then(() => createWithout(create));
  before = created.catch(() => {});
  return created;
}
let before: Promise<unknown> = Promise.resolve();

async function createWithout<Result>(create: () => Promise<Result>): Promise<Result> {
  const { Worker } = worker;
  const refusals = new SharedArrayBuffer(4);
  let threads = 0;
  class WorkflowThread extends Worker {
    constructor(file: string | URL, options?: ConstructorParameters<typeof Worker>[1]) {
      threads += 1;
      const start: ThreadStart = { entry: String(file), refusals };
      super(entry, { ...options, workerData: start });
    }
  }
  worker.Worker = WorkflowThread;
  let created: Result;
  try {
    created = await create();
  } finally {
    worker.Worker = Worker;
  }
  const refused = Atomics.load(new Int32Array(refusals), 0);
  if (threads === 0 || refused !== threads) {
    throw new Error(
      `The stacks of promises could not be left out: ${threads} threads of workflows, of which ${refused} asked for them. ` +
        'Another version of the Temporal SDK may do it otherwise; BESTENDIG_WORKFLOW_STACKS=1 leaves it as it is.',
    );
  }
  return created;
}

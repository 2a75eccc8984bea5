import { createRequire } from 'node:module';
import { promiseHooks } from 'node:v8';
import { workerData } from 'node:worker_threads';
import type { ThreadStart } from './workflowThreads.js';

/** The first file of a thread that runs workflows: as the SDK has it, but for the hook that follows promises. */
const { entry, refusals } = workerData as ThreadStart;

const { createHook } = promiseHooks;

promiseHooks.createHook = (hooks) => {
  // Node.js asks for hooks in the same way where a workflow uses AsyncLocalStorage, with all four of them.
  if (hooks.before !== undefined || hooks.after !== undefined) return createHook(hooks);
  Atomics.add(new Int32Array(refusals), 0, 1);
  // The SDK catches this, and says so on the console of a process whose every line is JSON.
  const { console: output } = globalThis;
  const { warn } = output;
  output.warn = () => {
    output.warn = warn;
  };
  throw new Error('Promises are not followed in this thread.');
};

createRequire(import.meta.url)(entry);

import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { promiseHooks } from 'node:v8';
import worker from 'node:worker_threads';
import { personIn, workflowIdOf } from '../../src/trajectory/replayed/contract.js';
import { startQuickStack } from '../support/quickStack.js';
import { refer, through } from '../support/walk.js';
import { withoutStackTraces } from '../../worker/workflowThreads.js';

/** What Temporal is told on asking where a workflow waits. */
async function askedWhere(env: Record<string, string>): Promise<string> {
  const stack = await startQuickStack({ env });
  try {
    const id = await refer(stack);
    return await stack.client.workflow.getHandle(workflowIdOf(personIn(id))).query<string>('__stack_trace');
  } finally {
    await stack.stop();
  }
}

describe('Where a workflow waits', () => {
  it('is not kept, since it costs a fifth of each workflow, and asking is refused', async () => {
    await assert.rejects(askedWhere({}), { name: 'QueryNotRegisteredError' });
  });

  it('is left out without a workflow task that fails: workflows have their AsyncLocalStorage all the same', async () => {
    const stack = await startQuickStack();
    try {
      const id = await refer(stack);
      await through(stack, id, 'intake');
      const { events = [] } = await stack.client.workflow.getHandle(workflowIdOf(personIn(id))).fetchHistory();
      assert.ok((events ?? []).length > 0);
      assert.deepEqual(
        (events ?? []).filter(({ workflowTaskFailedEventAttributes: failed }) => failed),
        [],
      );
    } finally {
      await stack.stop();
    }
  });

  it('is kept where it is asked for, for debugging', async () => {
    assert.match(await askedWhere({ BESTENDIG_WORKFLOW_STACKS: '1' }), /at .*trajectory/i);
  });

  it('is left out in threads of workflows alone: hooks and threads of the process itself are as they were', async () => {
    const { Worker } = worker;
    const { createHook } = promiseHooks;
    const nothing = withoutStackTraces(async () => 'no thread was made');
    await assert.rejects(nothing, /could not be left out: 0 threads.*BESTENDIG_WORKFLOW_STACKS=1/);
    await assert.rejects(
      withoutStackTraces(async () => {
        const thread = new worker.Worker('console', { stdout: true });
        await thread.terminate();
      }),
      /1 threads of workflows, of which 0 asked/,
    );
    assert.equal(worker.Worker, Worker);
    assert.equal(promiseHooks.createHook, createHook);
    const storage = new AsyncLocalStorage<string>();
    assert.equal(await storage.run('kept', async () => Promise.resolve().then(() => storage.getStore())), 'kept');
  });

  it('is left out of each of several workers that are made at once', async () => {
    const both = await Promise.all([startQuickStack(), startQuickStack()]);
    await Promise.all(both.map((stack) => stack.stop()));
  });
});

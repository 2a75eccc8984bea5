import { isGrpcServiceError, type Client } from '@temporalio/client';
import { callWithin } from './deadline.js';

/**
 * Looking at workflows and deleting them, by the server's own calls: what the client makes of a workflow has its memo in
 * it, which can't be read any more once the key has been destroyed. Each call has a deadline: a server that hangs is said to
 * have given no answer (`NoAnswer`).
 */

interface Run {
  workflowId: string;
  runId: string;
}

/** How long is waited between two looks at whether something is gone. */
const pauseMs = 200;
const pageSize = 500;
const deadlineMs = 10_000;
const running = 1; // WORKFLOW_EXECUTION_STATUS_RUNNING
const notFound = 5; // of gRPC

/** Whether the workflow under this id is running now, without asking a worker. */
export async function isRunning(client: Client, workflowId: string): Promise<boolean> {
  return (await latestRun(client, workflowId))?.running ?? false;
}

/**
 * Deletes every run under this id that has ended, and waits until Temporal knows of none of them: neither by itself nor
 * in its list. One that is running is left alone.
 */
export async function deleteEnded(client: Client, workflowId: string): Promise<void> {
  // What the list does not show yet is found by the id alone.
  const latest = await latestRun(client, workflowId);
  if (latest && !latest.running) await deleteAll(client, [{ workflowId, runId: latest.runId }]);
  await deleteListed(client, `WorkflowId = '${workflowId}' AND ExecutionStatus != 'Running'`);
}

/** The same for all ids that start so; what runs is ended first. */
export async function deleteAllUnder(client: Client, prefix: string): Promise<void> {
  await deleteListed(client, `WorkflowId STARTS_WITH '${prefix}'`);
}

/** The ids of all workflows that start with one of these, as Temporal lists them: each run once. */
export async function* listIds(client: Client, ...prefixes: string[]): AsyncGenerator<string> {
  const query = prefixes.map((prefix) => `WorkflowId STARTS_WITH '${prefix}'`).join(' OR ');
  for await (const { workflowId } of listRuns(client, query)) yield workflowId;
}

/** The ids of all workflows of this type that run now, as Temporal lists them: it follows a moment later. */
export async function* listRunning(client: Client, workflowType: string): AsyncGenerator<string> {
  const query = `WorkflowType = '${workflowType}' AND ExecutionStatus = 'Running'`;
  for await (const { workflowId } of listRuns(client, query)) yield workflowId;
}

async function latestRun(client: Client, workflowId: string): Promise<{ runId: string; running: boolean } | null> {
  const info = await describe(client, { workflowId, runId: '' });
  const runId = info?.execution?.runId;
  return runId ? { runId, running: info.status === running } : null;
}

async function describe(client: Client, execution: Run) {
  try {
    const { namespace } = client.options;
    const { workflowExecutionInfo } = await callWithin(client, deadlineMs, () =>
      client.workflowService.describeWorkflowExecution({ namespace, execution }),
    );
    return workflowExecutionInfo ?? null;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

async function* listRuns(client: Client, query: string): AsyncGenerator<Run> {
  let nextPageToken: Uint8Array | undefined;
  do {
    const asked = { namespace: client.options.namespace, query, pageSize, ...(nextPageToken && { nextPageToken }) };
    const page = await callWithin(client, deadlineMs, () => client.workflowService.listWorkflowExecutions(asked));
    for (const { execution } of page.executions) {
      if (execution?.workflowId && execution.runId) yield { workflowId: execution.workflowId, runId: execution.runId };
    }
    ({ nextPageToken } = page);
  } while (nextPageToken && nextPageToken.length > 0);
}

/** Until the list shows none of them any more: it follows a moment later. */
async function deleteListed(client: Client, query: string): Promise<void> {
  for (;;) {
    const runs: Run[] = [];
    for await (const run of listRuns(client, query)) runs.push(run);
    if (runs.length === 0) return;
    await deleteAll(client, runs);
    await pause();
  }
}

/** The server ends a run that goes on before it deletes it, and deletes when it has done all else for it. */
async function deleteAll(client: Client, runs: Run[]): Promise<void> {
  const { namespace } = client.options;
  for (const workflowExecution of runs) {
    try {
      await callWithin(client, deadlineMs, () =>
        client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution }),
      );
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
  for (const run of runs) while (await describe(client, run)) await pause();
}

const isNotFound = (error: unknown) => isGrpcServiceError(error) && error.code === notFound;
const pause = () => new Promise((resolve) => setTimeout(resolve, pauseMs));

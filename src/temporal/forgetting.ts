import { WorkflowNotFoundError, type Client } from '@temporalio/client';

/** How long is waited between two looks at whether something is gone. */
const pauseMs = 200;

/** A way to look into Temporal's own list of workflows, which may be a moment behind. */
const exactly = (workflowId: string) => `WorkflowId = '${workflowId}'`;
const startingWith = (prefix: string) => `WorkflowId STARTS_WITH '${prefix}'`;

/** Whether the workflow under this id is running now, without asking a worker. */
export async function isRunning(client: Client, workflowId: string): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/**
 * Deletes every run under this id that has ended, and waits until Temporal knows of none of them: neither by itself nor
 * in its list. One that is running is left alone.
 */
export async function deleteEnded(client: Client, workflowId: string): Promise<void> {
  const query = `${exactly(workflowId)} AND ExecutionStatus != 'Running'`;
  // What the list does not show yet is found by the id alone.
  await deleteLatest(client, workflowId);
  await deleteListed(client, query);
}

/** The same for all ids that start so; what runs is ended first. */
export async function deleteAllUnder(client: Client, prefix: string): Promise<void> {
  await deleteListed(client, startingWith(prefix));
}

async function deleteLatest(client: Client, workflowId: string): Promise<void> {
  try {
    const { status, runId } = await client.workflow.getHandle(workflowId).describe();
    if (status.name === 'RUNNING') return;
    await deleteRun(client, workflowId, runId);
    await untilGone(client, workflowId, runId);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

async function deleteListed(client: Client, query: string): Promise<void> {
  for (;;) {
    const runs: { workflowId: string; runId: string }[] = [];
    for await (const { workflowId, runId } of client.workflow.list({ query })) runs.push({ workflowId, runId });
    if (runs.length === 0) return;
    for (const { workflowId, runId } of runs) await deleteRun(client, workflowId, runId);
    for (const { workflowId, runId } of runs) await untilGone(client, workflowId, runId);
    await pause();
  }
}

/** The server ends a run that goes on before it deletes it. */
async function deleteRun(client: Client, workflowId: string, runId: string): Promise<void> {
  try {
    await client.workflowService.deleteWorkflowExecution({
      namespace: client.options.namespace,
      workflowExecution: { workflowId, runId },
    });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

async function untilGone(client: Client, workflowId: string, runId: string): Promise<void> {
  for (;;) {
    try {
      await client.workflow.getHandle(workflowId, runId).describe();
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return;
      throw error;
    }
    await pause();
  }
}

const isNotFound = (error: unknown) => (error as { code?: number }).code === 5;
const pause = () => new Promise((resolve) => setTimeout(resolve, pauseMs));

import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Command, Opening } from '../bareWorkflow.js';
import type { Caller } from './caller.js';

export const bareQueue = 'bench-bare';

/** Temporal's client and nothing around it. The Update id is the caller's, so that a repeat would be known. */
export function bareCaller({ workflow }: Client): Caller {
  return {
    async refer({ by, body }) {
      const workflowId = `bare/${randomUUID()}`;
      const opening: Opening = { by, municipality: by.municipality ?? '', data: body };
      await workflow.start('bare', { workflowId, taskQueue: bareQueue, args: [opening] });
      return workflowId;
    },
    async perform(workflowId, { step, by, body }) {
      const command: Command = { by, step, data: body };
      await workflow
        .getHandle(workflowId)
        .executeUpdate<number, [Command]>('perform', { args: [command], updateId: randomUUID() });
    },
    workflowIdOf: (workflowId) => workflowId,
  };
}

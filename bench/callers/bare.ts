import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Command, Opening } from '../bareWorkflow.js';
import type { Caller } from './caller.js';

/** The bare workflow as the SDK runs it by default, and with the settings of the product's worker. */
export const bareQueues = { bare: 'bench-bare', 'bare-same': 'bench-bare-same' } as const;
export type BareQueue = (typeof bareQueues)[keyof typeof bareQueues];

/** Temporal's client and nothing around it. The Update id is the caller's, so that a repeat would be known. */
export function bareCaller({ workflow }: Client, taskQueue: BareQueue): Caller {
  return {
    async refer({ by, body }) {
      const workflowId = `bare/${randomUUID()}`;
      const opening: Opening = { by, municipality: by.municipality ?? '', data: body };
      await workflow.start('bare', { workflowId, taskQueue, args: [opening] });
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

import { translated, type Engine } from '../api/engine/engine.js';
import { approvedErasures } from '../register/erasure/erasures.js';
import { closedIntoOthers, closedUndelivered, type Undelivered } from '../register/trajectories/toRecover.js';
import { isRunning } from '../temporal/forgetting.js';
import {
  type DeliverInput,
  deliveryIdOf,
  erasureWorkflowIdOf,
  personIn,
  workflowIdOf,
  workflowNames,
} from '../trajectory/replayed/contract.js';
import { evolve } from '../trajectory/replayed/evolve.js';
import { nothingYet, summarise } from '../trajectory/replayed/state.js';
import type { RecoverOptions } from './recoverOne.js';
import { batchesIfReadable, unsaidIn } from './unsaid.js';

/**
 * Starts again what a closed trajectory left undelivered or has not said to the one in which it goes on, where nothing is at
 * it. @returns the trajectories
 */
export async function restartDeliveries({ engine, register, dryRun }: RecoverOptions): Promise<string[]> {
  const restarted: string[] = [];
  const left = new Map<string, Left>((await closedUndelivered(register)).map((one) => [one.id, one]));
  for (const id of await closedIntoOthers(register)) if (!left.has(id)) left.set(id, { id, messages: [] });
  for (const undelivered of left.values()) {
    const { id } = undelivered;
    const all = await batchesIfReadable(register, id);
    const batches = await unsaidIn(register, id, all);
    const deliverFrom = undelivered.pendingFrom ?? batches[0]?.from;
    if (deliverFrom === undefined || (await isAnyoneAtIt(engine, undelivered))) continue;
    restarted.push(id);
    if (dryRun) continue;
    const state = all.reduce(evolve, nothingYet);
    const { personRef, episode } = state;
    const rest = { summary: summarise(state), personRef, episode, batches, deliverFrom };
    const input: DeliverInput = { notify: { ...rest, takenOver: true } };
    await engine
      .within(10_000, () =>
        engine.client.workflow.start(workflowNames.deliver, {
          workflowId: deliveryIdOf(id),
          taskQueue: engine.taskQueue,
          args: [input],
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      )
      .catch((error: unknown) => {
        throw translated(error);
      });
  }
  return restarted;
}

/** What a closed trajectory may have left. */
type Left = Omit<Undelivered, 'pendingFrom'> & Partial<Pick<Undelivered, 'pendingFrom'>>;

/** The closing itself for its first minute, what it left, or a message that is sent again. */
async function isAnyoneAtIt({ client }: Engine, { id, messages }: Left): Promise<boolean> {
  const workflows = [workflowIdOf(personIn(id)), deliveryIdOf(id), ...messages.map((message) => deliveryIdOf(message))];
  for (const workflowId of workflows) if (await isRunning(client, workflowId)) return true;
  return false;
}

/** Goes on with the erasures that were approved. @returns those that nothing was at */
export async function restartErasures({ engine, register, dryRun }: RecoverOptions): Promise<string[]> {
  const restarted: string[] = [];
  for (const id of await approvedErasures(register)) {
    if (await isRunning(engine.client, erasureWorkflowIdOf(id))) continue;
    restarted.push(id);
    if (!dryRun) await engine.startErasure(id);
  }
  return restarted;
}

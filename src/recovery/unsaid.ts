import { KeyDestroyed } from '../privacy/errors.js';
import type { Database } from '../register/database/database.js';
import { commandsRecorded } from '../register/trajectories/timeline.js';
import { batchesOfMany, findToRecover } from '../register/trajectories/toRecover.js';
import { evolve } from '../trajectory/replayed/evolve.js';
import { asksIn, type Said } from '../trajectory/definitions/message.js';
import type { Batch } from '../trajectory/replayed/events.js';
import { nothingYet } from '../trajectory/replayed/state.js';
import { continuesInFact } from '../trajectory/replayed/transfer.js';

/** A chain of trajectories that each go on in another is as long as people make it. */
const mostHops = 20;

/**
 * The batches in which a trajectory says something to another one that has not taken it up: what is taken up is recorded there
 * under the id of what was said. Not what there is nobody to hear.
 * @param batches all of the trajectory
 */
export async function unsaidIn(register: Database, id: string, batches: readonly Batch[]): Promise<Batch[]> {
  const said = batches.flatMap((batch) => asksIn(id, batch).map((one) => ({ ...one, batch })));
  const arrived = await commandsRecorded(
    register,
    said.map(({ commandId }) => commandId),
  );
  const unsaid = new Set<Batch>();
  for (const one of said) {
    if (!arrived.has(one.commandId) && (await isHeard(register, one))) unsaid.add(one.batch);
  }
  return [...unsaid];
}

/** Whether the other one is open, or the one in which the work of that one goes on. */
async function isHeard(register: Database, { ask }: Said): Promise<boolean> {
  let next: string | undefined = ask.trajectoryId;
  for (let hop = 0; next !== undefined && hop < mostHops; hop += 1) {
    const row = await findToRecover(register, next);
    if (!row || row.isOpen) return row !== undefined;
    const { facts } = (await batchesIfReadable(register, next)).reduce(evolve, nothingYet);
    next = continuesInFact.of(facts);
  }
  return false;
}

/** All of a trajectory; none of one whose key has been destroyed. */
export async function batchesIfReadable(register: Database, id: string): Promise<Batch[]> {
  try {
    return (await batchesOfMany(register, [id])).get(id) ?? [];
  } catch (error) {
    if (error instanceof KeyDestroyed) return [];
    throw error;
  }
}

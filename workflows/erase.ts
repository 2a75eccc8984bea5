import { proxyActivities, sleep } from '@temporalio/workflow';
import type { ErasureActivities } from '../src/trajectory/replayed/contract.js';

/** Tried for as long as it takes: what has been begun is brought to its end. */
const { retireKeys, destroyPersons, declareErasure } = proxyActivities<ErasureActivities>({
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '8 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 1.5, maximumInterval: '5 minutes' },
});

/**
 * Erases the persons of an approved erasure. Its history has the erasure's id and nothing else: whom it is about is in
 * the register, until its end. The pause is there so that no process goes on with a key that was retired.
 */
export async function erase(erasureId: string): Promise<void> {
  const { pauseSeconds } = await retireKeys(erasureId);
  await sleep(pauseSeconds * 1000);
  await destroyPersons(erasureId);
  await declareErasure(erasureId);
}

import type { DeliverInput } from '../src/trajectory/replayed/contract.js';
import { delivery } from './delivery.js';

/** Delivers what a closed trajectory left undelivered, or one message again: so that neither holds a trajectory up. */
export async function deliver(input: DeliverInput): Promise<void> {
  if ('notify' in input) await delivery.notify(input.notify);
  else await delivery.redeliver(input.notificationId);
}

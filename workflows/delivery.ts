import { proxyActivities, type ActivityOptions } from '@temporalio/workflow';
import type { Activities } from '../src/trajectory/replayed/contract.js';

/**
 * Recording and delivering is tried for as long as it takes; the messages themselves say when they have failed. The
 * heartbeat is what lets another worker take over within seconds when one is killed.
 */
const patiently: ActivityOptions = {
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '8 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 1.5, maximumInterval: '30 minutes' },
};

export const delivery = proxyActivities<Pick<Activities, 'notify' | 'redeliver'>>(patiently);

/** On closing: what can't be delivered within a minute is left to the `deliver` workflow. */
export const lastDelivery = proxyActivities<Pick<Activities, 'notify'>>({
  ...patiently,
  scheduleToCloseTimeout: '1 minute',
});

import type { Activities, ErasureActivities } from '../src/trajectory/contract.js';
import type { Programmes } from '../src/trajectory/programme.js';
import { decideActivity } from './decide.js';
import { eraseActivities, type EraseDependencies } from './erase.js';
import { notifyActivity, redeliverActivity, type NotifyDependencies } from './notify.js';

export interface ActivityDependencies extends NotifyDependencies, EraseDependencies {
  programmes: Programmes;
}

/** All activities, over what they need. */
export function createActivities(dependencies: ActivityDependencies): Activities & ErasureActivities {
  return {
    decide: decideActivity(dependencies.programmes),
    notify: notifyActivity(dependencies),
    redeliver: redeliverActivity(dependencies),
    ...eraseActivities(dependencies),
  };
}

import type { Activities, ErasureActivities } from '../src/trajectory/replayed/contract.js';
import type { Programmes } from '../src/trajectory/definitions/programme.js';
import { Context } from '@temporalio/activity';
import { decideActivity } from './decide.js';
import { eraseActivities, type EraseDependencies } from './erase.js';
import { lookUpIn } from './others.js';
import { notifyActivity, redeliverActivity, type NotifyDependencies } from './notify.js';

export interface ActivityDependencies extends NotifyDependencies, EraseDependencies {
  programmes: Programmes;
}

/** All activities, over what they need. */
export function createActivities(dependencies: ActivityDependencies): Activities & ErasureActivities {
  return {
    decide: decideActivity(
      dependencies.programmes,
      undefined,
      lookUpIn(dependencies.register, () => Context.current().client),
      dependencies.alarm,
    ),
    notify: notifyActivity(dependencies),
    redeliver: redeliverActivity(dependencies),
    ...eraseActivities(dependencies),
  };
}

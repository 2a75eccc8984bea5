import type { ActionName } from '../../trajectory/replayed/policy.js';

/**
 * What the access log can say was done, beside the steps and actions of a trajectory: what the policy was asked, or what was
 * done by it where one answer of the policy allows two things.
 */
export type ActivityName = ActionName | 'trajectory:end-hold' | 'trajectory:own-reference' | 'erasure:reject';

/** As the access log writes it. */
export const activityNamed = (name: ActivityName): string => name.replace(':', '.');

/** The activity of this name, if the access log has it so. */
export const activityIn = (written: string): string => written.replace('.', ':');

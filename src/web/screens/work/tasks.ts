import { hasRole, type Me } from '../../api/me.ts';
import type { paths } from '../../api/schema.d.ts';
import { daysBetween } from '../../language/formats.ts';

type TaskPage = paths['/v1/tasks']['get']['responses'][200]['content']['application/json'];
export type Task = TaskPage['items'][number];

export const taskKey = ({ trajectoryId, step }: Pick<Task, 'trajectoryId' | 'step'>): string =>
  `${trajectoryId}/${step}`;

export const urgencies = ['overdue', 'week', 'later'] as const;
export type Urgency = (typeof urgencies)[number];
const week = 7;

/** How urgent an open step is on this day; by its last day, in whose order the list comes. */
export function urgencyOf({ overdue, fatalDate }: Task, day: string): Urgency {
  if (overdue) return 'overdue';
  return fatalDate !== null && daysBetween(day, fatalDate) <= week ? 'week' : 'later';
}

/** Who directs may put back what others took up, and hand work over. */
export const directs = (me: Me): boolean => hasRole(me, 'case-director', 'coordinator');

/** Whether someone may take up a step: one that they may perform, and of their own agency unless they direct. The API decides. */
export const mayClaim = (me: Me, { responsible, step }: Task): boolean =>
  me.steps.includes('claim') && me.steps.includes(step) && (responsible === me.agency || directs(me));

/** Whether taking it up takes it from someone, which asks for a reason. */
export const isTakenFrom = (me: Me, { responsible, claim }: Task): boolean =>
  claim === null ? responsible !== me.agency : !claim.mine;

/** Whether there is anything that one can do to it in the list. */
export const canChoose = (me: Me, task: Task): boolean =>
  mayClaim(me, task) || task.claim?.mine === true || directs(me);

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

/** Whether someone may take up a step that waits for this agency; the API decides. */
export const mayClaim = (me: Me, { responsible }: Task): boolean =>
  me.steps.includes('claim') && (responsible === me.agency || directs(me));

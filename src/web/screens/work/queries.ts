import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { unchanging } from '../../api/queries.ts';
import type { paths } from '../../api/schema.d.ts';
import { usePages } from '../../components/paged.tsx';
import { doBulk, type Bulk } from './bulk.ts';
import type { Task } from './tasks.ts';

/** Under this key are the work lists. */
export const tasksKey = [...keys.lists, 'tasks'] as const;

/** What the work list is narrowed by, and its order. */
export type TaskQuery = Omit<NonNullable<paths['/v1/tasks']['get']['parameters']['query']>, 'cursor' | 'limit'>;

export function useTasks(query: TaskQuery) {
  return usePages<Task>([...tasksKey, query], (cursor, signal) =>
    answered(api.GET('/v1/tasks', { params: { query: { ...query, cursor, limit: 50 } }, signal })),
  );
}

/** When someone was here before this visit; asking it once is what makes it a visit. */
export function useVisit() {
  return useQuery({
    queryKey: [...keys.me, 'visit'],
    queryFn: ({ signal }) => answered(api.POST('/v1/me/visit', { signal })),
    ...unchanging,
  });
}

/** The steps that opened since a moment, at most so many. */
export function useOpenedSince(instant: string, limit: number) {
  return useQuery({
    queryKey: [...keys.lists, 'new-steps', instant],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/tasks', { params: { query: { openedSince: instant, limit } }, signal })),
  });
}

/** The trajectories that changed since a moment, at most so many. */
export function useChangedSince(instant: string, limit: number) {
  return useQuery({
    queryKey: [...keys.lists, 'changed', instant],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/trajectories', { params: { query: { changedSince: instant, limit } }, signal })),
  });
}

/** What would become of each, before it is done to many at once. */
export function useBulkPreview(bulk: Bulk, tasks: readonly Task[], enabled: boolean) {
  const { keys: _onceEach, ...asked } = bulk;
  return useQuery({
    queryKey: ['bulk', asked, tasks],
    queryFn: () => doBulk({ ...bulk, isPreview: true }, tasks),
    enabled,
    staleTime: Infinity,
    gcTime: 0,
  });
}

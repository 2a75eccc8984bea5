import { answered, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import type { paths } from '../../api/schema.d.ts';
import { usePages } from '../../components/paged.tsx';

type Get = paths['/v1/trajectories']['get'];
export type Listed = Get['responses'][200]['content']['application/json']['items'][number];
/** What the list is narrowed by, and its order. */
export type ListQuery = Omit<NonNullable<Get['parameters']['query']>, 'cursor' | 'limit'>;

export function useTrajectories(query: ListQuery) {
  return usePages<Listed>([...keys.lists, 'trajectories', query], (cursor, signal) =>
    answered(api.GET('/v1/trajectories', { params: { query: { ...query, cursor, limit: 50 } }, signal })),
  );
}

import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import type { paths } from '../../api/schema.d.ts';
import { usePages } from '../../components/paged.tsx';

/** How many messages each agency has, by what became of them. */
export function useMessageSummary() {
  return useQuery({
    queryKey: [...keys.notifications, 'summary'],
    queryFn: ({ signal }) => answered(api.GET('/v1/notifications/summary', { signal })),
  });
}

type Query = NonNullable<paths['/v1/notifications']['get']['parameters']['query']>;
export function useMessages(query: Omit<Query, 'cursor' | 'limit'>) {
  return usePages([...keys.notifications, query], (cursor, signal) =>
    answered(api.GET('/v1/notifications', { params: { query: { ...query, cursor, limit: 50 } }, signal })),
  );
}

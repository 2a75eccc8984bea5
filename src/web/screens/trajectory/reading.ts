import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/client.ts';
import { mayAtAll, useKnownMe } from '../../api/me.ts';
import type { paths } from '../../api/schema.d.ts';
import { allOf } from '../../components/paged.tsx';

export type Trajectory = paths['/v1/trajectories/{id}']['get']['responses'][200]['content']['application/json'];
export type Entry =
  paths['/v1/trajectories/{id}/timeline']['get']['responses'][200]['content']['application/json']['items'][number];
export type Message =
  paths['/v1/notifications']['get']['responses'][200]['content']['application/json']['items'][number];

/** As it is now, or as it was at a moment; the moment is in the key, so that the one is never shown for the other. */
export function useTrajectory(id: string, asOf: string | undefined) {
  return useQuery({
    queryKey: ['trajectory', id, ...(asOf === undefined ? [] : [asOf])],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/trajectories/{id}', { params: { path: { id }, query: { asOf } }, signal })),
  });
}

/**
 * All entries, the oldest first. The API pages from the oldest on, and one wants the newest first: so it is read whole,
 * which for one trajectory is one answer, seldom two.
 */
export function useTimeline(id: string, asOf: string | undefined) {
  return useQuery({
    queryKey: ['trajectory', id, 'timeline', asOf],
    queryFn: ({ signal }) =>
      allOf((cursor) => {
        const query = { asOf, cursor, limit: 500 };
        return answered(api.GET('/v1/trajectories/{id}/timeline', { params: { path: { id }, query }, signal }));
      }),
  });
}

export function useSituation(id: string, asOf: string | undefined) {
  return useQuery({
    queryKey: ['trajectory', id, 'situation', asOf],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/trajectories/{id}/situation', { params: { path: { id }, query: { asOf } }, signal })),
  });
}

/** What one can do in it now; nothing as long as that is not known. */
export function useMoves(id: string) {
  const { data } = useQuery({
    queryKey: ['trajectory', id, 'moves'],
    queryFn: ({ signal }) => answered(api.GET('/v1/trajectories/{id}/moves', { params: { path: { id } }, signal })),
    enabled: mayAtAll(useKnownMe(), 'trajectory:command'),
  });
  return data?.items ?? [];
}

/** The value of one fact, as far as one's agency may see it. */
export function useFact(id: string, asOf: string | undefined, name: string): unknown {
  return useSituation(id, asOf).data?.facts.find(({ fact }) => fact === name)?.value;
}

/** What agencies were told of it, as far as one may see that: all of it, since each stands beside its entry and its agency. */
export function useMessages(id: string): readonly Message[] {
  return useMessageList(id).data ?? [];
}

export function useMessageList(id: string) {
  return useQuery({
    queryKey: ['trajectory', id, 'messages'],
    queryFn: ({ signal }) =>
      allOf((cursor) => {
        const query = { trajectoryId: id, cursor, limit: 200 };
        return answered(api.GET('/v1/notifications', { params: { query }, signal }));
      }),
    enabled: mayAtAll(useKnownMe(), 'notification:list'),
  });
}

/** Whether a message is of this entry. */
export const isOfEntry = ({ entry }: Message, sequence: number): boolean => entry === sequence;

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
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
    queryKey: [...keys.trajectory(id), ...(asOf === undefined ? [] : [asOf])],
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
    queryKey: [...keys.trajectory(id), 'timeline', asOf],
    queryFn: ({ signal }) =>
      allOf((cursor) => {
        const query = { asOf, cursor, limit: 500 };
        return answered(api.GET('/v1/trajectories/{id}/timeline', { params: { path: { id }, query }, signal }));
      }),
  });
}

export function useSituation(id: string, asOf: string | undefined) {
  return useQuery({
    queryKey: [...keys.trajectory(id), 'situation', asOf],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/trajectories/{id}/situation', { params: { path: { id }, query: { asOf } }, signal })),
  });
}

/** As it is now, for a form: that begins from how it stands when it is opened, and not from what was read before. */
export function useTrajectoryNow(id: string) {
  return useQuery({
    queryKey: keys.trajectory(id),
    queryFn: ({ signal }) => answered(api.GET('/v1/trajectories/{id}', { params: { path: { id } }, signal })),
    staleTime: 0,
  });
}

/** What one can do in it now. @param enabled false where nothing can be done, as in the past */
export function useMoves(id: string, enabled = true) {
  return useQuery({
    enabled,
    queryKey: [...keys.trajectory(id), 'moves'],
    queryFn: ({ signal }) => answered(api.GET('/v1/trajectories/{id}/moves', { params: { path: { id } }, signal })),
  });
}

/** The same for who may do something; nothing as long as that is not known. */
export function useOwnMoves(id: string) {
  return useMoves(id, mayAtAll(useKnownMe(), 'trajectory:command')).data?.items ?? [];
}

export function usePicture(id: string, asOf: string | undefined) {
  return useQuery({
    queryKey: [...keys.trajectory(id), 'picture', asOf],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/trajectories/{id}/picture', { params: { path: { id }, query: { asOf } }, signal })),
  });
}

export const holdsKey = (id: string) => [...keys.trajectory(id), 'holds'];
export function useHolds(id: string) {
  return useQuery({
    queryKey: holdsKey(id),
    queryFn: ({ signal }) => answered(api.GET('/v1/trajectories/{id}/holds', { params: { path: { id } }, signal })),
  });
}

type TermsQuery = NonNullable<paths['/v1/trajectories/{id}/terms']['get']['parameters']['query']>;
/** How the terms were worked out, or would be. */
export function useTerms(id: string, query: TermsQuery) {
  return useQuery({
    queryKey: [...keys.trajectory(id), 'terms', query],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/trajectories/{id}/terms', { params: { path: { id }, query }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function useWhoSeesWhat(id: string, asOf: string | undefined) {
  return useQuery({
    queryKey: [...keys.trajectory(id), 'who-sees-what', asOf],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/trajectories/{id}/who-sees-what', { params: { path: { id }, query: { asOf } }, signal })),
  });
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
    queryKey: [...keys.trajectory(id), 'messages'],
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

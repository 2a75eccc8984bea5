import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import type { paths } from '../../api/schema.d.ts';
import { usePages } from '../../components/paged.tsx';

type Get<Path extends '/v1/overview' | '/v1/agenda' | '/v1/trajectories'> = paths[Path]['get'];
export type Overview = Get<'/v1/overview'>['responses'][200]['content']['application/json'];
type AgendaItem = Get<'/v1/agenda'>['responses'][200]['content']['application/json']['items'][number];

export function useOverview(query: Get<'/v1/overview'>['parameters']['query']) {
  return useQuery({
    queryKey: [...keys.lists, 'overview', query],
    queryFn: ({ signal }) => answered(api.GET('/v1/overview', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** The first of those that ask for attention. */
export function useAttention(query: NonNullable<Get<'/v1/trajectories'>['parameters']['query']>) {
  return useQuery({
    queryKey: [...keys.lists, 'attention', query],
    queryFn: ({ signal }) => answered(api.GET('/v1/trajectories', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** A page of the agenda, in the order in which it is read whole. */
export const readAgenda = (municipality: string | undefined, cursor: string | undefined) =>
  answered(api.GET('/v1/agenda', { params: { query: { municipality, sort: 'id', cursor, limit: 200 } } }));

export function useAgenda(municipality: string | undefined) {
  return usePages<AgendaItem>([...keys.lists, 'agenda', municipality], (cursor, signal) =>
    answered(api.GET('/v1/agenda', { params: { query: { municipality, cursor, limit: 20 } }, signal })),
  );
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import type { paths } from '../../api/schema.d.ts';

type Get = paths['/v1/statistics']['get'];
export type Statistics = Exclude<Get['responses'][200]['content']['application/json'], string>;

export function useFigures(query: Get['parameters']['query']) {
  return useQuery({
    queryKey: [...keys.lists, 'statistics', query],
    // It can also be had as CSV, which is text; here it is asked for as it is.
    queryFn: async ({ signal }) =>
      (await answered(api.GET('/v1/statistics', { params: { query }, signal }))) as Statistics,
    placeholderData: keepPreviousData,
  });
}

/** What each figure counts. */
export function useFigureDefinitions() {
  return useQuery({
    queryKey: [...keys.catalogue, 'figures'],
    queryFn: ({ signal }) => answered(api.GET('/v1/statistics/definitions', { signal })),
    staleTime: Infinity,
  });
}

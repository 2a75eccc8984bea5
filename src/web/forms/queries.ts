import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../api/client.ts';
import { keys } from '../api/keys.ts';

/** What happened in a trajectory since a form was opened on it. */
export function useSince(id: string, version: number) {
  return useQuery({
    queryKey: [...keys.trajectory(id), 'since', version],
    queryFn: ({ signal }) =>
      answered(
        api.GET('/v1/trajectories/{id}/timeline', {
          params: { path: { id }, query: { cursor: String(version), limit: 50 } },
          signal,
        }),
      ),
  });
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, api } from '../api/client.ts';
import type { paths } from '../api/schema.d.ts';
import { keys } from '../api/keys.ts';

const key = [...keys.me, 'settings'] as const;

/** What is someone's own at the screens: kept on the server, and never in the browser. */
export function useSettings() {
  return useQuery({ queryKey: key, queryFn: ({ signal }) => answered(api.GET('/v1/me/settings', { signal })) });
}

type Settings = NonNullable<ReturnType<typeof useSettings>['data']>;
export type SavedView = Settings['savedViews'][number];
/** The filters of a screen that a view can hold. */
export type ViewQuery =
  paths['/v1/me/settings']['post']['requestBody']['content']['application/json']['savedViews'][number]['query'];

/**
 * Changes the saved views of someone: as they are on the server at that moment, so that what another of their windows
 * saved in the meantime stays.
 */
export function useChangeViews() {
  const cache = useQueryClient();
  return useMutation({
    async mutationFn(change: (views: readonly SavedView[]) => SavedView[]) {
      const { version, savedViews, language } = await answered(api.GET('/v1/me/settings'));
      const header = { 'If-Match': `"${version}"` };
      const body = { savedViews: change(savedViews), language };
      return answered(api.POST('/v1/me/settings', { params: { header }, body }));
    },
    onSuccess: (kept) => cache.setQueryData(key, kept),
  });
}

import { queryOptions, useQuery } from '@tanstack/react-query';
import { answered, api } from './client.ts';
import { keys } from './keys.ts';

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: ({ signal }) => answered(api.GET('/v1/me', { signal })),
  staleTime: 60_000,
});

/** Who one is here, and what one may do; undefined while that is being asked. */
export function useMe() {
  return useQuery(meQuery);
}

export type Me = NonNullable<ReturnType<typeof useMe>['data']>;

/** Inside the screens, where it is known. */
export function useKnownMe(): Me {
  const { data } = useMe();
  if (!data) throw new Error('This is shown before it is known who looks at it.');
  return data;
}

export const hasRole = (me: Me, ...roles: string[]): boolean => me.roles.some(({ role }) => roles.includes(role));
export const mayAtAll = (me: Me, action: Me['actions'][number]): boolean => me.actions.includes(action);

import { useQuery } from '@tanstack/react-query';
import { today } from '../language/formats.ts';
import { answered, api } from '../api/client.ts';
import { unchanging } from '../api/queries.ts';
import { keys } from '../api/keys.ts';

/** The municipalities that take part, in the order of their names; none while that is being asked. */
export function useMunicipalities(): readonly string[] {
  const { data } = useQuery({
    queryKey: [...keys.catalogue, 'municipalities'],
    async queryFn({ signal }) {
      const { items } = await answered(api.GET('/v1/programmes', { params: { query: { on: today() } }, signal }));
      return [...new Set(items.map(({ municipality }) => municipality))].toSorted();
    },
    ...unchanging,
  });
  return data ?? [];
}

import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import type { paths } from '../../api/schema.d.ts';
import { usePages } from '../../components/paged.tsx';

type Listed<Path extends '/v1/access-log' | '/v1/delegations' | '/v1/erasures' | '/v1/erasures/due'> =
  paths[Path]['get']['responses'][200]['content']['application/json']['items'][number];
export type Delegation = Listed<'/v1/delegations'>;
export type Due = Listed<'/v1/erasures/due'>;
/** Without what is handed over as a whole: nothing is read in it here. */
export type Erasure = Omit<Listed<'/v1/erasures'>, 'declaration'>;
/** Of the access log, where it is not asked for in a form for other systems. */
export type Request = Extract<Listed<'/v1/access-log'>, { spanId: string }>;
type LogQuery = Pick<NonNullable<paths['/v1/access-log']['get']['parameters']['query']>, 'outcome' | 'from'>;

/** What is due, and what was proposed. */
export const erasuresKey = ['erasures'];

export function useProgrammes() {
  return useQuery({
    queryKey: [...keys.catalogue, 'programmes'],
    queryFn: ({ signal }) => answered(api.GET('/v1/programmes', { signal })),
  });
}

export function useDirectory() {
  return useQuery({
    queryKey: [...keys.catalogue, 'directory'],
    queryFn: ({ signal }) => answered(api.GET('/v1/directory', { signal })),
  });
}

/** Each time that the configuration was read anew. */
export function useReadings() {
  return useQuery({
    queryKey: [...keys.catalogue, 'readings'],
    queryFn: ({ signal }) => answered(api.GET('/v1/configuration/readings', { signal })),
  });
}

export function useProcessingRegister() {
  return useQuery({
    queryKey: [...keys.catalogue, 'processing'],
    queryFn: ({ signal }) => answered(api.GET('/v1/processing-register', { signal })),
  });
}

export function useDelegations() {
  return usePages<Delegation>([...keys.me, 'delegations'], (cursor, signal) =>
    answered(api.GET('/v1/delegations', { params: { query: { cursor, limit: 50 } }, signal })),
  );
}

export function useAccessLog({ outcome, from }: LogQuery) {
  return usePages<Request>(['log', { outcome, from }], async (cursor, signal) => {
    const query = { outcome, from, cursor, limit: 50 };
    const { items, nextCursor } = await answered(api.GET('/v1/access-log', { params: { query }, signal }));
    return { items: items.filter((one): one is Request => 'spanId' in one), nextCursor };
  });
}

export function useDueErasures() {
  return usePages<Due>([...erasuresKey, 'due'], (cursor, signal) =>
    answered(api.GET('/v1/erasures/due', { params: { query: { cursor, limit: 50 } }, signal })),
  );
}

export function useErasures() {
  return usePages<Erasure>([...erasuresKey, 'list'], (cursor, signal) =>
    answered(api.GET('/v1/erasures', { params: { query: { cursor, limit: 20 } }, signal })),
  );
}

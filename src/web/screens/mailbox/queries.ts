import { useQuery } from '@tanstack/react-query';
import { readMessages } from './received.ts';

/** What agencies got, of a local installation. */
export function useReceived() {
  return useQuery({
    queryKey: ['mailbox'],
    queryFn: ({ signal }) => readMessages(signal),
    refetchInterval: 2_000,
  });
}

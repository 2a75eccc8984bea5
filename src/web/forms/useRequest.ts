import { useEffect, useRef } from 'react';
import type { Request } from './stages.ts';

/**
 * Runs a request once, when it appears. The signal aborts when another one takes its place or the form goes away.
 */
export function useRequest(request: Request | null, run: (request: Request, stop: AbortSignal) => Promise<void>): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!request) return undefined;
    const controller = new AbortController();
    void latest.current(request, controller.signal);
    return () => controller.abort();
  }, [request]);
}

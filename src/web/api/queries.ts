import { QueryClient } from '@tanstack/react-query';
import { connectionNow, onConnection } from './connection.ts';
import { onSpoken } from './spoken.ts';
import { ApiProblem, passes, pauseAfter } from './problem.ts';

/** What has been read, and for how long it counts; `keys` says what makes it old. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      networkMode: 'always',
      retry: (failures, error) => passes(error) && failures < 5,
      retryDelay: (failures, error) => pauseAfter(error, Math.min(500 * 2 ** failures, 5_000)),
      refetchOnWindowFocus: (query) => query.state.error instanceof ApiProblem && query.state.error.status === 401,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** Nothing that was read before changes while the page is open. */
export const unchanging = { staleTime: Infinity, gcTime: Infinity };

// What failed while the server was away is read again when it is back.
let before = connectionNow();
onConnection(() => {
  const now = connectionNow();
  if (now === 'ok' && before !== 'ok') void queries.invalidateQueries();
  before = now;
});

// The API words its answers. What is on the screen stays until it has come in the other language: a form that is being filled in
// is not taken away. What is not on the screen is forgotten.
onSpoken(() => {
  queries.removeQueries({ type: 'inactive' });
  void queries.cancelQueries().then(() => queries.invalidateQueries());
});

/** Between the tabs of a browser: someone has signed in again, so what was refused for that can be read. */
const session = new BroadcastChannel('bestendig-session');
session.addEventListener('message', () => void queries.invalidateQueries());

export function tellSignedIn(): void {
  // A channel stays within this origin by itself, unlike a message to a window.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  session.postMessage('signed-in');
}

import { answered, api, problemFrom } from '../api/client.ts';
import { noteAnswer, noteUnreachable } from '../api/connection.ts';
import { ApiProblem, passes, pauseAfter, Unreachable } from '../api/problem.ts';
import { spoken } from '../api/spoken.ts';

export interface Command {
  path: string;
  body: unknown;
  /** The same for each try of one command, so that it happens once; null for what changes nothing, such as a preview. */
  key: string | null;
  /** The version that one has seen; null for what is new. */
  version: number | null;
  /** The subject of the one who gives it. */
  who: string;
}

/** In the meantime someone else has signed in: what one person sent is not done in the name of another. */
export class OtherPerson extends Error {}

/** Milliseconds that one try may take, and at least between tries: longer when the server says so. */
const patience = 15_000;
const pauses = [500, 1_000, 2_000, 3_000];

/**
 * Gives a command, and goes on giving the same one until there is a definite answer: through a lost connection, an engine
 * that does not answer in time, a server that starts again and a session that ended. It is done once, however often it is
 * sent.
 * @param onWaiting is told that there is no definite answer yet, and what there is instead
 * @throws ApiProblem for a definite no; OtherPerson
 */
export async function give<T>(
  { path, body, key, version, who }: Command,
  onWaiting: (error: unknown) => void,
  stop: AbortSignal,
): Promise<T> {
  const headers = {
    ...(key !== null && { 'idempotency-key': key }),
    ...(version !== null && { 'if-match': `"${version}"` }),
  };
  let wasSignedOut = false;
  for (let tries = 0; ; tries += 1) {
    try {
      if (wasSignedOut && (await answered(api.GET('/v1/me', {}))).subject !== who) throw new OtherPerson();
      return (await post(path, body, headers)) as T;
    } catch (error) {
      if (!isUndecided(error) || stop.aborted) throw error;
      wasSignedOut ||= isSignedOut(error);
      onWaiting(error);
      await pause(pauseAfter(error, pauses[Math.min(tries, pauses.length - 1)]!), stop);
      // Who has left does not send any more; it is sent on when they come back.
      if (stop.aborted) throw error;
    }
  }
}

/** A session that has ended is no answer: one signs in again, and it goes on. A step that failed by its own fault is. */
function isUndecided(error: unknown): boolean {
  if (error instanceof ApiProblem && error.code === 'step-failed') return false;
  return passes(error) || isSignedOut(error) || (error instanceof ApiProblem && error.status === 408);
}

function isSignedOut(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 401;
}

async function post(path: string, body: unknown, headers: Record<string, string>): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'accept-language': spoken(), ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patience),
  }).catch((error: unknown) => {
    noteUnreachable();
    throw new Unreachable(error);
  });
  noteAnswer(response);
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemFrom(response, answer);
  return answer;
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stop.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

import { problemFrom } from '../api/client.ts';
import { noteAnswer, noteUnreachable } from '../api/connection.ts';
import { ApiProblem, passes, Unreachable } from '../api/problem.ts';

export interface Command {
  path: string;
  body: unknown;
  /** The same for each try of one command, so that it happens once. */
  key: string;
  /** The version that one has seen; null for what is new. */
  version: number | null;
}

/** Milliseconds that one try may take, and between tries. */
const patience = 15_000;
const pauses = [500, 1_000, 2_000, 3_000];

/** Asks without changing anything, such as a preview. @throws ApiProblem, Unreachable */
export async function ask<T>(path: string, body: unknown): Promise<T> {
  return (await post(path, body, {})) as T;
}

/**
 * Gives a command, and goes on giving the same one until there is a definite answer: through a lost connection, an engine
 * that does not answer in time and a server that starts again. It is done once, however often it is sent.
 * @param onWaiting is told that there is no answer yet
 * @throws ApiProblem for a definite no
 */
export async function give<T>(
  { path, body, key, version }: Command,
  onWaiting: () => void,
  stop: AbortSignal,
): Promise<T> {
  const headers = { 'idempotency-key': key, ...(version !== null && { 'if-match': `"${version}"` }) };
  for (let tries = 0; ; tries += 1) {
    try {
      return (await post(path, body, headers)) as T;
    } catch (error) {
      if (!isUndecided(error) || stop.aborted) throw error;
      onWaiting();
      await pause(pauses[Math.min(tries, pauses.length - 1)]!, stop);
    }
  }
}

/** A session that has ended is no answer either: one signs in again, and it goes on. */
function isUndecided(error: unknown): boolean {
  return passes(error) || (error instanceof ApiProblem && error.status === 401);
}

async function post(path: string, body: unknown, headers: Record<string, string>): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', ...headers },
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

import createClient from 'openapi-fetch';
import { noteAnswer, noteUnreachable } from './connection.ts';
import { ApiProblem, Unreachable, type ProblemBody } from './problem.ts';
import { spoken } from './spoken.ts';
import type { paths } from './schema.d.ts';

/** Milliseconds after which an answer is not waited for any more. */
const patience = 20_000;

/** The API, typed by its OpenAPI document: there is no second description of what it takes and gives. */
export const api = createClient<paths>({
  credentials: 'same-origin',
  async fetch(request: Request) {
    try {
      request.headers.set('accept-language', spoken());
      const signal = AbortSignal.any([request.signal, AbortSignal.timeout(patience)]);
      const response = await fetch(request, { signal });
      noteAnswer(response);
      return response;
    } catch (error) {
      if (request.signal.aborted) throw error;
      noteUnreachable();
      throw new Unreachable(error);
    }
  },
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What was answered. @throws ApiProblem, Unreachable */
export async function answered<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  throw problemFrom(response, error);
}

export function problemFrom(response: Response, error: unknown): ApiProblem {
  const isProblem = typeof error === 'object' && error !== null && 'detail' in error && 'code' in error;
  const { status } = response;
  const body: ProblemBody = isProblem
    ? (error as ProblemBody)
    : { code: `http-${status}`, title: response.statusText, status, detail: response.statusText || `HTTP ${status}` };
  const seconds = Number(response.headers.get('retry-after') ?? 0);
  const language = response.headers.get('content-language') ?? undefined;
  return new ApiProblem(status, body, Number.isFinite(seconds) ? seconds * 1_000 : 0, language);
}

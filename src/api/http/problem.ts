import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { KeyDestroyed, KeysUnavailable } from '../../privacy/errors.js';
import { RegisterUnavailable, StillReading } from '../../register/database/database.js';
import { InvalidCursor } from '../../register/database/paging.js';
import { Refusal, type RefusalCode } from '../../trajectory/replayed/refusal.js';
import type { Json } from '../../trajectory/replayed/state.js';
import { traceIn } from './trace.js';

/** Every kind of error that the API answers with: status, and a title that is the same each time. */
const problems = {
  'invalid-input': [400, 'The request is not valid'],
  unauthenticated: [401, 'A valid token is needed'],
  forbidden: [403, 'Not allowed for this caller'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'This method does not exist here'],
  'step-not-open': [409, 'The step is not open'],
  'trajectory-closed': [409, 'The trajectory is closed'],
  'trajectory-already-open': [409, 'This person has an open trajectory'],
  conflict: [409, 'The state does not allow it'],
  'request-timeout': [408, 'The request took too long'],
  'trajectory-away': [409, 'The engine has lost this trajectory'],
  'record-ahead': [409, 'The record is ahead of the engine'],
  'record-behind': [409, 'The record lacks what the engine has'],
  'stale-version': [412, 'The trajectory has changed meanwhile'],
  'payload-too-large': [413, 'The request body is too large'],
  'unsupported-media-type': [415, 'The body must be JSON'],
  'idempotency-key-reused': [422, 'The Idempotency-Key was used for another request'],
  'too-many-requests': [429, 'Too many requests'],
  'headers-too-large': [431, 'The request headers are too large'],
  'step-failed': [500, 'The step failed by a fault of its own'],
  'internal-error': [500, 'Something went wrong here'],
  'clock-differs': [503, 'A clock of Bestendig is wrong'],
  'too-busy': [503, 'Too much at the same time'],
  'not-confirmed': [503, 'Not confirmed yet'],
  'keys-unavailable': [503, 'The keys can not be reached'],
  'log-unavailable': [503, 'The access log can not be written'],
  'register-unavailable': [503, 'The register does not answer'],
  'identity-unavailable': [503, 'The identity provider does not answer'],
} as const satisfies Record<RefusalCode, readonly [number, string]> & Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof problems;
export const problemCodes = Object.keys(problems) as ProblemCode[];
export const statusOf = (code: ProblemCode): number => problems[code][0];

/** An error that the API answers as it is. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly extra: Record<string, Json>;
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined;
  constructor(code: ProblemCode, detail: string, extra: Record<string, Json> = {}, retryAfter?: number) {
    super(detail);
    this.name = 'Problem';
    this.code = code;
    this.extra = extra;
    this.retryAfter = retryAfter;
  }
}

/** A problem as RFC 9457 writes it. */
export function problemJson(problem: Problem): string {
  const [status, title] = problems[problem.code];
  const { code, message: detail, extra } = problem;
  return JSON.stringify({ type: `urn:bestendig:problem:${code}`, code, title, status, detail, ...extra });
}

/** What belongs to a problem beside its body. */
export function setProblemHeaders(response: Response, { code, retryAfter }: Problem): void {
  if (retryAfter !== undefined) response.set('retry-after', String(retryAfter));
  if (statusOf(code) === 401) response.set('www-authenticate', 'Bearer realm="bestendig"');
}

export function sendProblem(response: Response, problem: Problem): void {
  setProblemHeaders(response, problem);
  response.status(statusOf(problem.code)).type('application/problem+json').send(problemJson(problem));
}

/** The last handler: whatever was thrown becomes a problem, and what we did not foresee is logged, not shown. */
export function problemHandler(log: (error: unknown, request: Request) => void): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const problem = problemOf(error);
    if (problem.code === 'internal-error' || problem.code === 'log-unavailable') log(error, request);
    // By this it is found again in the logs.
    if (statusOf(problem.code) >= 500) problem.extra['traceId'] = traceIn(request).traceId;
    sendProblem(response, problem);
  };
}

export const notFound: RequestHandler = (request) => {
  throw new Problem('not-found', `There is nothing at ${request.path}. The addresses are in /v1/openapi.json.`);
};

/** What was thrown, as the API answers it. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) return new Problem(error.refused.code, error.refused.detail, error.refused.extra);
  if (error instanceof InvalidCursor) {
    return new Problem('invalid-input', error.message, { errors: [{ parameter: 'cursor', detail: error.message }] });
  }
  if (error instanceof StillReading) {
    return new Problem('register-unavailable', `${error.message} Ask again in a moment.`, {}, 5);
  }
  if (error instanceof RegisterUnavailable) {
    return new Problem('register-unavailable', 'The register does not answer now. Nothing is lost; try again.', {}, 5);
  }
  if (error instanceof KeysUnavailable) {
    const detail = 'What is kept of persons can not be opened now. Nothing is lost: send the same again in a moment.';
    return new Problem('keys-unavailable', detail, {}, 5);
  }
  // What was erased is as if it had never been.
  if (error instanceof KeyDestroyed) {
    return new Problem('not-found', 'There is nothing here, or you may not know of it.');
  }
  return (
    bodyProblem(error) ?? new Problem('internal-error', 'An unexpected error. It has been logged; nothing is lost.')
  );
}

/** What Express and its body parser throw has a `type` or a `status`. */
function bodyProblem(error: unknown): Problem | undefined {
  const { type, status, limit } = (error ?? {}) as { type?: string; status?: number; limit?: number };
  if (type === 'entity.too.large') {
    return new Problem('payload-too-large', `The body may have ${limit ?? 'no more'} bytes at most.`);
  }
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return new Problem('unsupported-media-type', 'Send JSON in UTF-8.');
  }
  if (type === 'entity.parse.failed') {
    const detail = 'The body is not JSON that can be read.';
    return new Problem('invalid-input', detail, { errors: [{ pointer: '', detail }] });
  }
  if (error instanceof URIError) return new Problem('not-found', 'The address is not encoded right.');
  if (status !== undefined && status >= 400 && status < 500) {
    return new Problem('invalid-input', 'The request could not be read.', {
      errors: [{ pointer: '', detail: 'The request could not be read; check its body, length and encoding.' }],
    });
  }
  return undefined;
}

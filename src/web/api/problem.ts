import { spoken } from './spoken.ts';

/** A refusal or failure of the API, as problem+json says it. */
export interface ProblemBody {
  code: string;
  title: string;
  status: number;
  detail: string;
  errors?: { pointer?: string; parameter?: string; detail: string }[];
  traceId?: string;
  [more: string]: unknown;
}

/** The API answered no. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly body: ProblemBody;
  /** Milliseconds after which asking again makes sense, as the API says; 0 when it says nothing. */
  readonly retryAfter: number;
  /** The language of its detail: that of the reader when it was asked, if the API says no other. */
  readonly language: string;

  constructor(status: number, body: ProblemBody, retryAfter = 0, language: string = spoken()) {
    super(body.detail);
    this.name = 'ApiProblem';
    this.status = status;
    this.body = body;
    this.retryAfter = retryAfter;
    this.language = language;
  }

  get code(): string {
    return this.body.code;
  }

  /** The same request may well succeed in a moment. */
  get passes(): boolean {
    return this.status >= 500 || this.status === 429;
  }
}

/** The API could not be reached at all. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The server cannot be reached.', { cause });
    this.name = 'Unreachable';
  }
}

/**
 * Milliseconds to wait before asking again: as long as the API says, or longer, and never all at the same moment.
 * @param least for which to wait in any case
 */
export function pauseAfter(error: unknown, least: number): number {
  const asked = error instanceof ApiProblem ? error.retryAfter : 0;
  return Math.max(least, asked) * (1 + Math.random() / 4);
}

/** Whether asking again in a moment makes sense. */
export function passes(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof ApiProblem && error.passes);
}

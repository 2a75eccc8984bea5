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

  constructor(status: number, body: ProblemBody) {
    super(body.detail);
    this.name = 'ApiProblem';
    this.status = status;
    this.body = body;
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
    super('The server can not be reached.', { cause });
    this.name = 'Unreachable';
  }
}

/** Whether asking again in a moment makes sense. */
export function passes(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof ApiProblem && error.passes);
}

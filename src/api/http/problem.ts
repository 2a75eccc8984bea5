import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { KeyDestroyed, KeysUnavailable } from '../../privacy/errors.js';
import { RegisterUnavailable, StillReading } from '../../register/database/database.js';
import { InvalidCursor } from '../../register/database/paging.js';
import type { Language, Text } from '../../trajectory/language.js';
import { Refusal, type RefusalCode, type Said } from '../../trajectory/replayed/refusal.js';
import type { Json } from '../../trajectory/replayed/state.js';
import { engineWords } from '../../trajectory/words/engineRefusals.js';
import { sayingWith, type InWords, type Telling } from '../../trajectory/words/refusing.js';
import { speaking } from './language.js';
import { problemWords } from './problemWords.js';
import { subjectWords } from './subjectWords.js';
import { traceIn } from './trace.js';
import { told } from './wording.js';

/** Every kind of error that the API answers with: status, and a title that is the same each time. */
const problems = {
  'invalid-input': [400, { en: 'The request is not valid', nl: 'De aanvraag klopt niet' }],
  unauthenticated: [401, { en: 'You are not signed in', nl: 'U bent niet ingelogd' }],
  forbidden: [403, { en: 'You have no permission for this', nl: 'U mag dit niet doen' }],
  'not-found': [404, { en: 'Not found', nl: 'Niet gevonden' }],
  'method-not-allowed': [405, { en: 'This method does not exist here', nl: 'Deze methode bestaat hier niet' }],
  'step-not-open': [409, { en: 'The step is not open', nl: 'De stap staat niet open' }],
  'trajectory-closed': [409, { en: 'The trajectory has ended', nl: 'Het traject is afgesloten' }],
  'trajectory-already-open': [
    409,
    { en: 'This person has an open trajectory', nl: 'Deze persoon heeft al een open traject' },
  ],
  conflict: [409, { en: 'This is not possible now', nl: 'Dit kan nu niet' }],
  'request-timeout': [408, { en: 'The request took too long', nl: 'De aanvraag duurde te lang' }],
  'trajectory-away': [409, { en: 'The engine has lost this trajectory', nl: 'Het systeem is dit traject kwijt' }],
  'record-ahead': [409, { en: 'The record is ahead of the engine', nl: 'Het register loopt voor op het systeem' }],
  'record-behind': [
    409,
    { en: 'The record lacks what the engine has', nl: 'Het register loopt achter op het systeem' },
  ],
  'stale-version': [412, { en: 'The trajectory has changed meanwhile', nl: 'Het traject is intussen veranderd' }],
  'payload-too-large': [413, { en: 'The request body is too large', nl: 'De aanvraag is te groot' }],
  'unsupported-media-type': [415, { en: 'The body must be JSON', nl: 'De inhoud moet JSON zijn' }],
  'idempotency-key-reused': [
    422,
    {
      en: 'The Idempotency-Key was used for another request',
      nl: 'De Idempotency-Key is al gebruikt voor een andere aanvraag',
    },
  ],
  'too-many-requests': [429, { en: 'Too many requests', nl: 'Te veel aanvragen' }],
  'headers-too-large': [
    431,
    { en: 'The request headers are too large', nl: 'De headers van de aanvraag zijn te groot' },
  ],
  'step-failed': [
    500,
    { en: 'The step failed by a fault of its own', nl: 'De stap is mislukt door een fout in de stap zelf' },
  ],
  'internal-error': [500, { en: 'Something went wrong here', nl: 'Er ging hier iets mis' }],
  'clock-differs': [503, { en: 'A clock of Bestendig is wrong', nl: 'Een klok van Bestendig loopt niet gelijk' }],
  'too-busy': [503, { en: 'Too much at the same time', nl: 'Te veel tegelijk' }],
  'not-confirmed': [503, { en: 'Not confirmed yet', nl: 'Nog niet bevestigd' }],
  'keys-unavailable': [503, { en: 'The keys cannot be reached', nl: 'De sleutels zijn niet bereikbaar' }],
  'log-unavailable': [503, { en: 'The access log cannot be written', nl: 'Het logboek van inzage werkt niet' }],
  'register-unavailable': [503, { en: 'The register does not answer', nl: 'Het register antwoordt niet' }],
  'identity-unavailable': [503, { en: 'The identity provider does not answer', nl: 'De inlogdienst antwoordt niet' }],
} as const satisfies Record<RefusalCode, readonly [number, Text]> & Record<string, readonly [number, Text]>;

export type ProblemCode = keyof typeof problems;
export const problemCodes = Object.keys(problems) as ProblemCode[];
export const statusOf = (code: ProblemCode): number => problems[code][0];

/** What is said of a place in the request: of its body by a JSON pointer, or of a parameter or header. */
export type PlaceSaid = Said & ({ pointer: string } | { parameter: string });

/** What a problem can have beside what it says. */
export interface More {
  errors?: readonly PlaceSaid[];
  /** Facts for a machine. */
  extra?: Record<string, Json>;
  /** Seconds after which trying again makes sense. */
  retryAfter?: number;
}

/** An error that the API answers as it is. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly said: Said;
  readonly errors: readonly PlaceSaid[] | undefined;
  readonly extra: Record<string, Json>;
  readonly retryAfter: number | undefined;
  constructor(
    code: ProblemCode,
    said: Said,
    extra: Record<string, Json> = {},
    retryAfter?: number,
    errors?: readonly PlaceSaid[],
  ) {
    const { because, params } = said;
    super(because);
    this.name = 'Problem';
    this.code = code;
    this.said = { because, ...(params && { params }) };
    this.errors = errors;
    this.extra = extra;
    this.retryAfter = retryAfter;
  }
}

/** What the engine refuses too, the API refuses by the same code. */
const apiWords = { ...engineWords, ...problemWords, ...subjectWords };
/** What the API says, and by which code its schemas say what is wrong. */
export const { says, fault } = sayingWith(apiWords);

/** A problem, by a code of the API's words. */
export function problem<Code extends keyof typeof apiWords>(
  code: ProblemCode,
  because: Code,
  ...[params, more = {}]: Telling<(typeof apiWords)[Code], [more?: More]>
): Problem {
  return new Problem(code, says(because, ...([params] as never)), more.extra, more.retryAfter, more.errors);
}

/** A problem of one parameter or header. */
export function badParameter<Code extends keyof typeof apiWords>(
  parameter: string,
  because: Code,
  ...telling: Telling<(typeof apiWords)[Code]>
): Problem {
  const said = says(because, ...telling);
  return new Problem('invalid-input', said, {}, undefined, [{ parameter, ...said }]);
}

/** A problem of the body, or of a place in it. */
export function badBody<Code extends keyof typeof apiWords>(
  pointer: string,
  because: Code,
  ...telling: Telling<(typeof apiWords)[Code]>
): Problem {
  const said = says(because, ...telling);
  return new Problem('invalid-input', said, {}, undefined, [{ pointer, ...said }]);
}

/** A problem as RFC 9457 writes it, in the language of its reader; with codes and parameters whatever the language. */
export function problemBody({ code, said, errors, extra }: Problem, inWords: InWords, language: Language) {
  const [status, title] = problems[code];
  return {
    type: `urn:bestendig:problem:${code}`,
    code,
    title: title[language],
    status,
    ...told(said, inWords, language),
    ...(errors && { errors: errors.map((one) => told(one, inWords, language)) }),
    ...extra,
  };
}

/** What belongs to a problem beside its body. */
export function setProblemHeaders(response: Response, { code, retryAfter }: Problem): void {
  if (retryAfter !== undefined) response.set('retry-after', String(retryAfter));
  if (statusOf(code) === 401) response.set('www-authenticate', 'Bearer realm="bestendig"');
}

export function sendProblem(request: Request, response: Response, what: Problem, inWords: InWords): void {
  setProblemHeaders(response, what);
  const body = problemBody(what, inWords, speaking(request, response));
  response.status(statusOf(what.code)).type('application/problem+json').send(JSON.stringify(body));
}

/** The last handler: whatever was thrown becomes a problem, and what we did not foresee is logged, not shown. */
export function problemHandler(inWords: InWords, log: (error: unknown, request: Request) => void): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const what = problemOf(error);
    if (what.code === 'internal-error' || what.code === 'log-unavailable') log(error, request);
    // By this it is found again in the logs.
    if (statusOf(what.code) >= 500) what.extra['traceId'] = traceIn(request).traceId;
    sendProblem(request, response, what, inWords);
  };
}

export const notFound: RequestHandler = ({ path }) => {
  throw problem('not-found', 'no-such-address', { path });
};

/** What was thrown, as the API answers it. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) {
    const { code, extra, errors } = error.refused;
    return new Problem(code, error.refused, extra, undefined, errors);
  }
  if (error instanceof InvalidCursor) return badParameter('cursor', 'unknown-cursor');
  if (error instanceof StillReading) return problem('register-unavailable', 'still-reading', {}, { retryAfter: 5 });
  if (error instanceof RegisterUnavailable) {
    return problem('register-unavailable', 'register-away', {}, { retryAfter: 5 });
  }
  if (error instanceof KeysUnavailable) return problem('keys-unavailable', 'keys-away', {}, { retryAfter: 5 });
  // What was erased is as if it had never been.
  if (error instanceof KeyDestroyed) return problem('not-found', 'nothing-here');
  return bodyProblem(error) ?? problem('internal-error', 'unexpected');
}

/** What Express and its body parser throw has a `type` or a `status`. */
function bodyProblem(error: unknown): Problem | undefined {
  const { type, status, limit } = (error ?? {}) as { type?: string; status?: number; limit?: number };
  if (limit !== undefined && type === 'entity.too.large') {
    return problem('payload-too-large', 'body-too-large', { limit });
  }
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return problem('unsupported-media-type', 'not-utf-8');
  }
  if (type === 'entity.parse.failed') return badBody('', 'unreadable-json');
  if (error instanceof URIError) return problem('not-found', 'address-not-encoded-right');
  return status !== undefined && status >= 400 && status < 500 ? badBody('', 'unreadable-request') : undefined;
}

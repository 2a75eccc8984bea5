import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { z } from 'zod';
import { fieldErrors } from '../trajectory/decide.js';
import type { AccessContext, ActionName } from '../trajectory/policy.js';
import type { Actor, Agency, Json } from '../trajectory/state.js';
import type { AccessLog } from './accessLog.js';
import { actorOf, standingOf } from './authentication.js';
import { Decisions } from './decisions.js';
import { Problem, problemOf, statusOf, type ProblemCode } from './problem.js';
import type { Session, Standing } from './signingIn/session.js';
import { traceIn } from './trace.js';
import { isStorable, unstorableIn, unstorableText } from '../trajectory/text.js';

/** What a route's handler gets: already checked. */
export interface Call<Query> {
  actor: Actor;
  /** The policy, for this caller: ask it before anything is shown or done. */
  access: Decisions;
  /** When they signed in at a screen. */
  session?: Session;
  params: Record<string, string>;
  query: Query;
  /** As it was sent; the route's `body` schema has accepted it. */
  body: Json;
  headers: Request['headers'];
}

export interface Reply {
  status: number;
  body: unknown;
  /** Another media type than JSON, for a body that is text. */
  type?: string;
  headers?: Record<string, string>;
  /**
   * Instead of the body: writes an answer that goes on, until it is over, and no longer than the caller is who they are.
   * What it shows is noted then as well.
   */
  stream?(response: Response, standing: Standing): Promise<void>;
}

/**
 * A route of the API: how it is served and how it is documented, in one. The Express router and the OpenAPI document
 * are both made from these, so neither can have what the other lacks.
 */
export interface Route<Q extends z.ZodObject = z.ZodObject> {
  method: 'get' | 'post';
  /** With parameters in braces, as OpenAPI writes them. */
  path: string;
  operationId: string;
  tag: string;
  /** The processing activity, for the access log; without it what the policy is asked first, such as `trajectory.read`. */
  activity?: string;
  summary: string;
  description?: string;
  query?: Q;
  body?: { schema: z.ZodType; example: unknown };
  /** Takes `Idempotency-Key`; `If-Match` too when it changes something that has a version. */
  command?: 'creates' | 'changes';
  responses: Record<
    number,
    {
      description: string;
      schema: z.ZodType;
      headers?: string[];
      /** A media type in which the same can be had as text. */
      alsoAs?: string;
    }
  >;
  /** What the policy is asked, where not everyone with a token can be allowed it: for the document of one agency. */
  asks?: { action: ActionName; performedBy?: readonly string[] };
  /** The answers that one agency can get, where it may not see all of them. */
  responsesFor?(agency: Agency): Route['responses'];
  /** Beyond those that every route has. */
  problems: ProblemCode[];
  handle(call: Call<z.output<Q>>): Promise<Reply>;
}

/** Keeps the type of `query` while it is defined; the table of routes does not need it. */
export function route<Q extends z.ZodObject = z.ZodObject>(definition: Route<Q>): Route {
  return definition;
}

/** What answers are decided with, and written down in. */
export interface Policy {
  /** What the policy has to know beside who asks. */
  contextOf(actor: Actor): AccessContext;
  log: AccessLog;
}

export const bodyLimit = 64 * 1024;
const json = express.json({ limit: bodyLimit, strict: false, type: 'application/json' });

/**
 * @param before authentication and limits, ahead of each route
 */
export function routerOf(routes: readonly Route[], before: RequestHandler[], policy: Policy): Router {
  const router = express.Router({ strict: true, caseSensitive: true });
  const methods = new Map<string, Set<string>>();
  for (const definition of routes) {
    const path = definition.path.replaceAll(/\{([a-z]+)\}/gi, ':$1');
    const allowed = methods.get(path) ?? new Set();
    methods.set(path, allowed.add(definition.method.toUpperCase()));
    const readBody: RequestHandler[] = definition.body ? [mustBeJson, json] : [];
    router[definition.method](path, ...before, ...readBody, (request, response) =>
      serve(definition, request, response, policy),
    );
  }
  for (const [path, allowed] of methods) {
    router.all(path, ...before, (request, response, next) => {
      if (allowed.has(request.method) || request.method === 'HEAD' || request.method === 'OPTIONS') return next();
      response.set('allow', [...allowed].join(', '));
      throw new Problem(
        'method-not-allowed',
        `${request.method} does not exist here; there is ${[...allowed].join(', ')}.`,
      );
    });
  }
  return router;
}

async function serve(
  definition: Route,
  request: Request,
  response: Response,
  { contextOf, log }: Policy,
): Promise<void> {
  const params = request.params as Record<string, string>;
  if (!Object.values(params).every(isStorable)) throw new Problem('not-found', 'There is nothing at this address.');
  const query = checked(definition.query ?? noQuery, request.query);
  const body = definition.body ? checked(definition.body.schema, request.body) : { errors: [] };
  const errors = [
    ...query.errors.map(({ pointer, detail }) => ({ parameter: pointer.slice(1), detail })),
    ...body.errors.map(({ pointer, detail }) => ({ pointer, detail })),
  ];
  if (errors.length > 0) {
    const count = errors.length === 1 ? 'an error' : `${errors.length} errors`;
    throw new Problem('invalid-input', `The request has ${count}.`, { errors });
  }
  const actor = actorOf(request);
  const access = new Decisions(actor, contextOf(actor));
  const noted = { trace: traceIn(request), name: definition.operationId, activity: definition.activity, access };
  const startedAt = new Date();
  log.mustBeWritable();
  let reply: Reply;
  try {
    reply = await definition.handle({
      actor,
      access,
      ...(request.session && { session: request.session }),
      params,
      query: query.data as Record<string, unknown>,
      body: (definition.body ? request.body : null) as Json,
      headers: request.headers,
    });
    // Fail closed: what nobody has decided on is not shown.
    if (access.made.length === 0) throw new Error(`The route ${definition.operationId} asks the policy nothing.`);
  } catch (error) {
    const { code } = problemOf(error);
    await log.note({ ...noted, startedAt, status: statusOf(code), problem: code });
    throw error;
  }
  await log.note({ ...noted, startedAt, status: reply.status, problem: null });
  if (reply.stream) {
    await reply.stream(response, standingOf(request));
    // Noted when it began, and again with whom it told of.
    if (access.concerned.size > 0) await log.note({ ...noted, startedAt, status: reply.status, problem: null });
    return;
  }
  response.status(reply.status).set(reply.headers ?? {});
  if (reply.type === undefined) response.json(reply.body);
  else response.type(reply.type).send(String(reply.body));
}

const noQuery = z.strictObject({});

/** What the schema makes of it, with all the errors at once: each with the place where it is. */
function checked(schema: z.ZodType, value: unknown): { data?: unknown; errors: { pointer: string; detail: string }[] } {
  const { data, error } = schema.safeParse(value);
  const errors = error ? fieldErrors(error) : [];
  for (const pointer of unstorableIn(value)) {
    if (!errors.some((known) => known.pointer === pointer)) errors.push({ pointer, detail: unstorableText });
  }
  return { data, errors };
}

const mustBeJson: RequestHandler = (request, _response, next) => {
  if (
    request.headers['content-length'] === '0' ||
    (!request.headers['content-length'] && !request.headers['transfer-encoding'])
  ) {
    const detail = 'A JSON body is needed.';
    throw new Problem('invalid-input', detail, { errors: [{ pointer: '', detail }] });
  }
  // RFC 8259: JSON that travels is UTF-8.
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!request.is('application/json') || charset.toLowerCase() !== 'utf-8') {
    throw new Problem('unsupported-media-type', 'Send the body as application/json, in UTF-8.');
  }
  next();
};

/** The caller's key for a command, if there is one. */
export function idempotencyKey({ headers }: Pick<Call<unknown>, 'headers'>): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    const detail = 'Idempotency-Key has 1 to 255 visible ASCII characters, such as a UUID.';
    throw new Problem('invalid-input', detail, { errors: [{ parameter: 'Idempotency-Key', detail }] });
  }
  return key;
}

/** The version that the caller saw, from `If-Match`; undefined when any will do. */
export function expectedVersion({ headers }: Pick<Call<unknown>, 'headers'>): number | undefined {
  const header = headers['if-match'];
  if (header === undefined || header.trim() === '*') return undefined;
  const match = /^\s*(?:W\/)?"?([0-9]{1,9})"?\s*$/.exec(header);
  if (!match) {
    const detail = 'If-Match has one ETag as this API gave it, such as "12".';
    throw new Problem('invalid-input', detail, { errors: [{ parameter: 'If-Match', detail }] });
  }
  return Number(match[1]);
}

export const etag = (version: number): string => `"${version}"`;

import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { z } from 'zod';
import { check, countOf, mostErrors } from '../../trajectory/definitions/inputErrors.js';
import { isStorable } from '../../trajectory/definitions/storableText.js';
import type { Json } from '../../trajectory/replayed/state.js';
import type { Policy } from '../access/access.js';
import { actorOf, standingOf } from '../access/authentication.js';
import { readJson } from '../http/bodies.js';
import { Decisions } from '../access/decisions.js';
import { languageOf, languageParameter, languageQuery, speaking } from '../http/language.js';
import { Problem, problem, problemOf, statusOf } from '../http/problem.js';
import type { Call, Reply, Route } from './route.js';
import { traceIn } from '../http/trace.js';
import type { WorkInFlight } from './workInFlight.js';

/**
 * Serves the routes, each in this order: limit, authenticate, authorise, validate, act. So a caller pays for no more than
 * they may ask for, and whatever came of it stands in the access log.
 * @param before limits and authentication, ahead of each route
 */
export function routerOf(
  routes: readonly Route[],
  before: RequestHandler[],
  policy: Policy,
  work: WorkInFlight,
): Router {
  const router = express.Router({ strict: true, caseSensitive: true });
  const methods = new Map<string, Set<string>>();
  for (const definition of routes) {
    for (const address of [definition.path, ...(definition.alsoAt ?? [])]) {
      const path = address.replaceAll(/\{([a-z]+)\}/gi, ':$1');
      const allowed = methods.get(path) ?? new Set();
      methods.set(path, allowed.add(definition.method.toUpperCase()));
      router[definition.method](path, ...before, (request, response) =>
        serve(definition, request, response, policy, work),
      );
    }
  }
  for (const [path, allowed] of methods) {
    router.all(path, ...before, (request, response, next) => {
      if (allowed.has(request.method) || request.method === 'HEAD' || request.method === 'OPTIONS') return next();
      response.set('allow', [...allowed].join(', '));
      throw problem('method-not-allowed', 'no-such-method', {
        method: request.method,
        allowed: [...allowed].join(', '),
      });
    });
  }
  return router;
}

async function serve(
  definition: Route,
  request: Request,
  response: Response,
  { contextOf, log }: Policy,
  work: WorkInFlight,
): Promise<void> {
  const actor = actorOf(request);
  const access = new Decisions(actor, contextOf(actor));
  const noted = { trace: traceIn(request), name: definition.operationId, activity: definition.activity, access };
  const startedAt = new Date();
  log.mustBeWritable();
  let reply: Reply;
  try {
    access.mustPassTheDoor(definition.asks, request.params['id'] as string | undefined);
    const call = await validated(definition, request, response, access);
    reply = await work.within(definition, actor.subject, () => definition.handle(call));
    // Fail closed: what nobody has decided on is not shown.
    if (access.made.length === 0) throw new Error(`The route ${definition.operationId} asks the policy nothing.`);
  } catch (error) {
    const { code } = problemOf(error);
    if (access.made.length === 0) access.passedTheDoor(definition.asks);
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
  speaking(request, response);
  response.status(reply.status).set(reply.headers ?? {});
  if (reply.type === undefined) response.json(reply.body);
  else response.type(reply.type).send(String(reply.body));
}

const noQuery = z.strictObject({});

/** What the handler gets. @throws Problem for what is not as the route's schemas say, with the places where it is not */
async function validated(
  definition: Route,
  request: Request,
  response: Response,
  access: Decisions,
): Promise<Call<Record<string, unknown>>> {
  const params = request.params as Record<string, string>;
  if (!Object.values(params).every(isStorable)) throw problem('not-found', 'nothing-here');
  if (definition.body) await readJson(request, response);
  const { [languageParameter]: asked, ...given } = request.query;
  const spoken = check(languageQuery, asked === undefined ? {} : { [languageParameter]: asked });
  const query = check(definition.query ?? noQuery, given);
  const body = definition.body ? check(definition.body.schema, request.body) : { errors: [], count: 0 };
  const count = spoken.count + query.count + body.count;
  if (count > 0) {
    const errors = [
      ...[...spoken.errors, ...query.errors].map(({ pointer, ...said }) => ({ parameter: pointer.slice(1), ...said })),
      ...body.errors,
    ].slice(0, mostErrors);
    throw new Problem('invalid-input', countOf({ errors, count }), {}, undefined, errors);
  }
  return {
    actor: access.actor,
    access,
    ...(request.session && { session: request.session }),
    params,
    language: languageOf(request),
    query: query.data as Record<string, unknown>,
    body: (definition.body ? request.body : null) as Json,
    headers: request.headers,
  };
}

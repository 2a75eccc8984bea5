import { z } from 'zod';
import type { Domain } from '../trajectory/definitions/domain.js';
import type { Agency } from '../trajectory/replayed/state.js';
import { problemCodes, statusOf, type ProblemCode } from './http/problem.js';
import { languageQuery } from './http/language.js';
import type { Route } from './serving/route.js';
import * as shapes from './http/shapes.js';
import { actingFor } from './access/standingIn.js';

export interface ApiInfo {
  version: string;
  /** Where the API is, as callers address it. */
  url: string;
  domain: Pick<Domain, 'title' | 'agencyNames'>;
}

/** Every route that is behind authentication and limits can answer with these. */
const everywhere: ProblemCode[] = [
  'invalid-input',
  'unauthenticated',
  'forbidden',
  'too-many-requests',
  'internal-error',
  'too-busy',
  'identity-unavailable',
  'keys-unavailable',
  'log-unavailable',
  // For who acts for another: that they may is in the register.
  'register-unavailable',
];
const tags = ['trajectories', 'steps', 'actions', 'work', 'statistics', 'catalogue', 'access', 'retention', 'audit'];
const withBody: ProblemCode[] = ['payload-too-large', 'unsupported-media-type'];

/** The OpenAPI 3.1 document of these routes. */
export function openApiDocument(routes: readonly Route[], { version, url, domain }: ApiInfo): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  const shared: Shared = { components: {}, agencies: domain.agencyNames };
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route, shared) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Bestendig',
      version,
      description: `Trajectories of ${domain.title.en}: refer, perform steps, follow, account.`,
      contact: { name: 'Bestendig', url: 'https://bestendig.example', email: 'api@bestendig.example' },
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url }],
    security: [{ bearer: [] }],
    tags: tags.map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: jsonSchema(shapes.problem, 'output', 'Problem', shared), ...shared.components },
    },
  };
}

function operation(route: Route, shared: Shared): Record<string, unknown> {
  const { operationId, tag, summary, description = summary, body, command } = route;
  return {
    operationId,
    tags: [tag],
    summary,
    description,
    parameters: [
      ...pathParameters(route),
      ...queryParameters(route, shared),
      ...queryParameters({ query: languageQuery, operationId }, shared),
      ...commandHeaders(command),
      actingForHeader,
    ],
    ...(body && {
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: jsonSchema(body.schema, 'input', `${operationId}.body`, shared),
            example: body.example,
          },
        },
      },
    }),
    responses: { ...answers(route, shared), ...problemAnswers(route) },
  };
}

function pathParameters({ path }: Route): unknown[] {
  return [...path.matchAll(/\{([a-z]+)\}/gi)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters({ query, operationId }: Pick<Route, 'query' | 'operationId'>, shared: Shared): unknown[] {
  if (!query) return [];
  const { properties = {}, required = [] } = jsonSchema(query, 'input', `${operationId}.query`, shared) as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

const actingForHeader = {
  name: actingFor,
  in: 'header',
  required: false,
  description: 'The id of a delegation to you: you act in the roles of the person who gave it, under your own name.',
  schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{32}$' },
};

function commandHeaders(command: Route['command']): unknown[] {
  const headers = [];
  if (command) {
    headers.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description: 'A key of your own, such as a UUID. The same key with the same body happens once.',
      schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
    });
  }
  if (command === 'changes') {
    headers.push({
      name: 'If-Match',
      in: 'header',
      required: false,
      description: 'The ETag that you saw. When the trajectory has changed since, nothing happens.',
      schema: { type: 'string', pattern: '^(\\*|(W/)?"[0-9]{1,9}")$' },
    });
  }
  return headers;
}

function answers({ responses, operationId }: Route, shared: Shared): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(responses).map(([status, { description, schema, headers = [], alsoAs }]) => [
      status,
      {
        description,
        headers: Object.fromEntries(['API-Version', ...headers].map((name) => [name, { schema: { type: 'string' } }])),
        content: {
          'application/json': { schema: jsonSchema(schema, 'output', `${operationId}.${status}`, shared) },
          ...(alsoAs !== undefined && { [alsoAs]: { schema: { type: 'string' } } }),
        },
      },
    ]),
  );
}

/** One answer for each status, since several problems share one. */
function problemAnswers({ problems, body }: Route): Record<string, unknown> {
  // What is read in the register is read with the keys of persons.
  const withRegister = problems.includes('register-unavailable') ? (['keys-unavailable'] as const) : [];
  const possible = new Set([...everywhere, ...(body ? withBody : []), ...problems, ...withRegister]);
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemCodes.filter((candidate) => possible.has(candidate))) {
    byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.join(', '),
        headers: { 'API-Version': { schema: { type: 'string' } } },
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

/** Schemas that refer to themselves or are used more than once, by name: they become components of the document. */
interface Shared {
  components: Record<string, unknown>;
  agencies: readonly Agency[];
}

/**
 * A schema in the document. What zod sets apart in `$defs`, such as a recursive schema, is referred to from the root of
 * the document, so it moves to `shared`; what has no id of its own gets a name after the operation.
 */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output', owner: string, shared: Shared): Record<string, unknown> {
  // What a transform gives can't be written in JSON Schema; what goes in can.
  const { $schema: _dialect, ...whole } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  const named = JSON.stringify(whole, (key, value: unknown) =>
    key === '$ref' && typeof value === 'string'
      ? value.replace(/^#\/\$defs\/(.+)$/, (_all, name: string) => `#/components/schemas/${componentName(owner, name)}`)
      : withAgencies(value, shared.agencies),
  );
  const { $defs = {}, ...rest } = JSON.parse(named) as Record<string, unknown>;
  for (const [name, definition] of Object.entries($defs as Record<string, unknown>)) {
    shared.components[componentName(owner, name)] = definition;
  }
  return rest;
}

/** An agency is any text to the schemas; the document says which ones there are. */
function withAgencies(value: unknown, agencies: readonly Agency[]): unknown {
  if (typeof value !== 'object' || value === null || !('x-agencies' in value)) return value;
  const { 'x-agencies': _mark, ...schema } = value;
  return { ...schema, enum: agencies };
}

const componentName = (owner: string, name: string) => (name.startsWith('__') ? `${owner}.${name.slice(2)}` : name);

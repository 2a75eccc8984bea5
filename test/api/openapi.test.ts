import { lvv } from '../../src/lvv/index.js';
import assert from 'node:assert/strict';
import { Validator } from '@seriousme/openapi-schema-validator';
import { z } from 'zod';
import { apiRoutes } from '../../src/api/app.js';
import type { Services } from '../../src/api/serving/services.js';
import { problemCodes, statusOf } from '../../src/api/http/problem.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { agencies } from '../../src/lvv/agencies.js';
import { removedAfterTheEnd } from '../support/numberRemoval.js';
import { Browser } from '../support/browser.js';
import { assertProblem, fetched } from '../support/problems.js';
import { startErasingStack } from '../support/erasing.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Answer, type Stack } from '../support/stack.js';
import { example } from '../support/walk.js';
import { besides, conferring, correctedTwice, delegating, duplicates, keeping, ownThings } from './wholeProcess.js';

interface Operation {
  operationId: string;
  responses: Record<string, { content?: Record<string, unknown> }>;
  requestBody?: { content: Record<string, { example: unknown }> };
}
interface Document extends Record<string, unknown> {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
}

const director = 'municipality:case-director';

describe('The OpenAPI document', () => {
  let stack: Stack;
  let document: Document;
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
    );

  before(async () => {
    stack = await startErasingStack();
    const { text } = await fetched(`${stack.url}/v1/openapi.json`);
    document = JSON.parse(text) as Document;
  });
  after(() => stack.stop());

  it('is valid OpenAPI 3.1, open to everyone, and says where the API is', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    assert.ok(valid, JSON.stringify(errors, null, 2));
    assert.match(document.openapi, /^3\.1\./);
    assert.equal(document.servers[0]?.url, stack.url);
    const { headers } = await fetched(`${stack.url}/v1/openapi.json`);
    assert.equal(headers.get('access-control-allow-origin'), '*');
    const ids = operations().map(({ operationId }) => operationId);
    assert.equal(new Set(ids).size, ids.length, 'an operationId stands for one operation');
  });

  it('has an operation for every step and action of the catalogue, with its example as the body', () => {
    for (const [kind, names] of [
      ['steps', ['intake', 'admission', 'legal-review', 'return-counselling', 'outcome-registration']],
      ['actions', ['change-direction', 'plan-step', 'withdraw']],
    ] as const) {
      for (const name of names) {
        const { post } = document.paths[`/v1/trajectories/{id}/${kind}/${name}`] ?? {};
        assert.deepEqual(post?.requestBody?.content['application/json']?.example, example(name).body, name);
      }
    }
  });

  it('has no operation that answers without a token: each says 401, as a problem, with the security headers', async () => {
    assert.ok(operations().length >= 16);
    for (const { method, path } of operations()) {
      const answer = await fetched(stack.url + path.replace(/\{\w+\}/, 'anything'), {
        method,
        ...(method === 'POST' && { headers: { 'content-type': 'application/json' }, body: '{}' }),
      });
      assert.equal(assertProblem(answer, `${method} ${path}`)['code'], 'unauthenticated');
    }
  });

  it('tells which problems an operation can answer with, under the statuses that they have', () => {
    const known = new Map(problemCodes.map((code) => [code as string, String(statusOf(code))]));
    for (const { operationId, responses } of operations()) {
      for (const [status, { description, content }] of Object.entries(responses) as [string, any][]) {
        if (Number(status) < 400) continue;
        assert.ok(content['application/problem+json'], `${operationId} ${status}`);
        for (const code of description.split(', ')) assert.equal(known.get(code), status, `${operationId}: ${code}`);
      }
      for (const status of ['400', '401', '403', '429', '500'])
        assert.ok(responses[status], `${operationId} ${status}`);
    }
  });

  it('describes the answers as they are: a call of each operation fits its schema', async () => {
    const { programmes } = readConfiguration(stack.env['BESTENDIG_CONFIG']!, stack.env, lvv);
    const schemas = new Map(
      apiRoutes({ programmes } as Services).map((r) => [`${r.method.toUpperCase()} ${r.path}`, r]),
    );
    const called = new Set<string>();
    /** Calls an operation of the document, and holds the answer against what the document says of it. */
    const call = async (as: string, operation: string, values: Record<string, string> = {}, body?: unknown) => {
      const [method = '', template = ''] = operation.split(' ');
      const path = template.replace(/\{(\w+)\}/g, (_all, name: string) => values[name]!);
      const { query = '' } = values;
      const answer = await stack.call(as, method, path + query, body);
      const status = String(answer.status);
      const documented = document.paths[template]?.[method.toLowerCase()];
      assert.ok(documented?.responses[status], `${operation} answers ${status}: ${JSON.stringify(answer.body)}`);
      if (answer.status < 400) {
        const fits = schemas.get(operation)!.responses[answer.status]!.schema.safeParse(answer.body);
        assert.ok(
          fits.success,
          `${operation}: ${JSON.stringify(fits.error?.issues)} in ${JSON.stringify(answer.body)}`,
        );
        called.add(operation);
      }
      return answer;
    };
    const command = (id: string, kind: 'steps' | 'actions', name: string): Promise<Answer> => {
      const { by, body } = example(name);
      return call(by, `POST /v1/trajectories/{id}/${kind}/${name}`, { id }, body);
    };
    const refer = async () => {
      const { by, body } = example('referral');
      const { status, headers, body: made } = await call(by, 'POST /v1/trajectories', {}, body);
      assert.equal(status, 201);
      assert.equal(headers.get('location'), `/v1/trajectories/${made['id']}`);
      assert.equal(headers.get('etag'), `"${made['version']}"`);
      return made['id'] as string;
    };

    const id = await refer();
    for (const name of ['intake', 'admission', 'legal-review']) await command(id, 'steps', name);
    await command(id, 'actions', 'plan-step');
    await command(id, 'actions', 'change-direction');
    await command(id, 'actions', 'describe-person');
    for (const name of ['claim', 'release', 'share', 'flag', 'unflag', 'register-received', 'add-contact', 'correct']) {
      await command(id, 'actions', name);
    }
    for (const name of ['extend-term', 'reassign', 'suspend', 'resume', 'place-court-hold', 'lift-court-hold']) {
      await command(id, 'actions', name);
    }
    await command(id, 'actions', 'add-v-number');
    await command(id, 'steps', 'v-number-check');
    await command(id, 'actions', 'remove-v-number');
    await duplicates(call, (as, path, body) => stack.call(as, 'POST', path, body));
    await correctedTwice(command, call, (as, path) => stack.get(as, path), await refer());
    const answer = (name: string) =>
      call(`${director}@groningen`, `POST /v1/trajectories/{id}/actions/${name}`, { id: given }, example(name).body);
    const given = await refer();
    await command(given, 'actions', 'offer-transfer');
    await answer('refuse-transfer');
    await command(given, 'actions', 'offer-transfer');
    await command(given, 'actions', 'revoke-transfer');
    await command(given, 'actions', 'offer-transfer');
    await answer('accept-transfer');
    for (const [name, preview] of [
      ['claim', true],
      ['release', true],
      ['place-court-hold', false],
      ['reassign', true],
      ['lift-court-hold', false],
    ] as const) {
      const { by, body } = example(name);
      await call(by, `POST /v1/bulk/${name}`, {}, { trajectoryIds: [id], preview, input: body });
    }
    const counselling = { id, name: 'return-counselling' };
    const { by: counsellor, body: session } = example('return-counselling');
    await call(counsellor, 'POST /v1/trajectories/{id}/steps/{name}/preview', counselling, session);
    const share = { by: example('share').by, body: { ...(example('share').body as object), with: 'avim' } };
    await call(share.by, 'POST /v1/trajectories/{id}/actions/{name}/preview', { id, name: 'share' }, share.body);
    await command(id, 'steps', 'return-counselling');
    await besides(command, call, await refer());
    await call(director, 'POST /v1/referrals/preview', {}, example('referral').body);
    await call(director, 'PUT /v1/trajectories/{id}/own-reference', { id }, { reference: '2026/1' });
    await call(director, 'GET /v1/trajectories/{id}/terms', { id });
    await call(director, 'GET /v1/trajectories/{id}/situation', { id });
    const open = await call(director, 'GET /v1/trajectories/{id}', { id });
    assert.equal(open.body['source'], 'workflow');
    assert.equal(open.headers.get('etag'), `"${open.body['version']}"`);
    await eventually(async () => {
      const { body } = await call(director, 'GET /v1/tasks');
      return body['items'].some((task: { trajectoryId: string }) => task.trajectoryId === id);
    });
    await command(id, 'steps', 'outcome-registration');
    const withdrawn = await refer();
    await removedAfterTheEnd(command, withdrawn);
    await eventually(
      async () => (await stack.get(director, '/v1/trajectories?status=closed')).body['items'].length === 4,
    );
    // As soon as its last messages are delivered.
    await eventually(async () => (await command(withdrawn, 'actions', 'reopen')).status === 200);
    await conferring(command, call, refer);
    await call(director, 'GET /v1/trajectories');
    const closed = await call(director, 'GET /v1/trajectories/{id}', { id });
    assert.equal(closed.body['source'], 'register');
    const timeline = await call(director, 'GET /v1/trajectories/{id}/timeline', { id, query: '?limit=2' });
    assert.equal(typeof timeline.body['nextCursor'], 'string');
    for (const operation of ['GET /v1/trajectories/{id}', 'GET /v1/trajectories/{id}/timeline']) {
      const was = await call(director, operation, { id, query: `?asOf=${closed.body['openedAt']}` });
      assert.equal(was.body['asOf'], closed.body['openedAt']);
    }
    await call(director, 'GET /v1/agenda');
    await call(director, 'GET /v1/events', { query: '?after=0' });
    await call(director, 'GET /v1/notifications/summary');
    const sent = await call(director, 'GET /v1/notifications', { query: '?status=sent' });
    await call(director, 'POST /v1/notifications/{id}/redeliver', { id: sent.body['items'][0].id });
    await call(director, 'GET /v1/steps');
    await call(director, 'GET /v1/actions');
    await call(director, 'GET /v1/programmes', { query: '?on=2024-12-31' });
    for (const view of ['period', 'cohort']) {
      await call(director, 'GET /v1/statistics', { query: `?view=${view}&from=2026-01-01&to=2026-10-31` });
    }
    await call(director, 'GET /v1/statistics/definitions');
    await call(director, 'GET /v1/overview');
    await call(director, 'POST /v1/searches', {}, { id });
    await call(director, 'GET /v1/who-sees-what');
    await call(director, 'GET /v1/processing-register');
    await call(director, 'GET /v1/trajectories/{id}/who-sees-what', { id });
    await delegating(call, director);
    await ownThings(call, director);
    for (const part of ['moves', 'picture']) await call(director, `GET /v1/trajectories/{id}/${part}`, { id });
    // Only a browser has drafts.
    const browser = new Browser(stack.url);
    await browser.signIn();
    const { status: gaveKey, text: draftKey } = await browser.go('/v1/me/draft-key');
    assert.equal(gaveKey, 200, draftKey);
    schemas.get('GET /v1/me/draft-key')!.responses[200]!.schema.parse(JSON.parse(draftKey));
    called.add('GET /v1/me/draft-key');
    await keeping(call, id);
    for (const format of ['json', 'ldv', 'adl']) {
      await call('municipality:auditor', 'GET /v1/access-log', { query: `?format=${format}` });
    }

    // Problems of real calls are documented ones as well.
    await command(id, 'steps', 'intake');
    await call(director, 'GET /v1/trajectories/{id}', { id: 'nobody' });
    await call('ngo:legal', 'POST /v1/trajectories/{id}/steps/intake', { id }, example('intake').body);
    await call(director, 'POST /v1/trajectories', {}, {});

    const everything = operations().map(({ method, path }) => `${method} ${path}`);
    assert.deepEqual([...called].toSorted(), everything.toSorted());
    assert.deepEqual([...schemas.keys()].toSorted(), everything.toSorted());
  });
});

describe('The catalogue', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack({ withoutWorker: true })));
  after(() => stack.stop());

  const text = z.strictObject({ en: z.string().min(3), nl: z.string().min(3) });
  /** What forms and other programs are built on: written out here, apart from the code that makes it. */
  const contract = z.object({
    name: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
    title: text,
    responsible: z.enum(agencies),
    performedBy: z.array(z.string().regex(/^(municipality|ngo|ind|dtv|avim):[a-z-]+$/)).min(1),
    repeatable: z.boolean(),
    inputSchema: z.looseObject({
      type: z.literal('object'),
      properties: z.record(z.string(), z.looseObject({})),
      additionalProperties: z.literal(false),
    }),
    example: z.record(z.string(), z.json()),
  });

  it('of steps keeps its contract, and has the referral and each step of the programme', async () => {
    const { status, body } = await stack.get(director, '/v1/steps');
    assert.equal(status, 200);
    const items = z.strictObject({ items: z.array(contract) }).parse(body).items;
    assert.deepEqual(
      items.map(({ name, responsible, repeatable }) => ({ name, responsible, repeatable })),
      [
        { name: 'referral', responsible: 'municipality', repeatable: false },
        { name: 'intake', responsible: 'municipality', repeatable: false },
        { name: 'dossier-ind', responsible: 'ind', repeatable: false },
        { name: 'dossier-dtv', responsible: 'dtv', repeatable: false },
        { name: 'rest-period', responsible: 'municipality', repeatable: false },
        { name: 'case-conference', responsible: 'municipality', repeatable: true },
        { name: 'admission', responsible: 'municipality', repeatable: false },
        { name: 'admission-check', responsible: 'municipality', repeatable: false },
        { name: 'identity', responsible: 'avim', repeatable: false },
        { name: 'medical', responsible: 'ngo', repeatable: false },
        { name: 'legal-review', responsible: 'ngo', repeatable: true },
        { name: 'return-counselling', responsible: 'dtv', repeatable: true },
        { name: 'procedure-repeat-asylum', responsible: 'ind', repeatable: false },
        { name: 'procedure-medical-deferral', responsible: 'ind', repeatable: false },
        { name: 'procedure-no-fault', responsible: 'dtv', repeatable: false },
        { name: 'procedure-human-trafficking', responsible: 'avim', repeatable: false },
        { name: 'procedure-regular-application', responsible: 'ind', repeatable: false },
        { name: 'procedure-statelessness', responsible: 'ngo', repeatable: false },
        { name: 'procedure-laissez-passer', responsible: 'dtv', repeatable: false },
        { name: 'procedure-assisted-return', responsible: 'dtv', repeatable: false },
        { name: 'objection-term', responsible: 'municipality', repeatable: false },
        { name: 'objection-decision', responsible: 'municipality', repeatable: false },
        { name: 'periodic-review', responsible: 'municipality', repeatable: true },
        { name: 'end-of-stay', responsible: 'municipality', repeatable: false },
        { name: 'escalation', responsible: 'municipality', repeatable: false },
        { name: 'outcome-registration', responsible: 'municipality', repeatable: false },
        { name: 'outcome-check', responsible: 'municipality', repeatable: false },
        { name: 'follow-up', responsible: 'municipality', repeatable: false },
        { name: 'v-number-check', responsible: 'municipality', repeatable: false },
        { name: 'duplicate-check', responsible: 'municipality', repeatable: false },
      ],
    );
  });

  it('is the same for whoever asks, and has an example that fits the schema beside it', async () => {
    for (const path of ['/v1/steps', '/v1/actions']) {
      const { body } = await stack.get(director, path);
      for (const as of ['ngo:legal@groningen', 'avim:liaison', 'municipality:coordinator@']) {
        assert.deepEqual((await stack.get(as, path)).body, body, as);
      }
      for (const { name, inputSchema, example: worked } of body['items'] as z.infer<typeof contract>[]) {
        const fits = z.fromJSONSchema(inputSchema);
        assert.ok(fits.safeParse(worked).success, name);
        assert.ok(!fits.safeParse({ ...worked, unknown: 1 }).success, name);
        for (const field of (inputSchema['required'] ?? []) as string[]) {
          const { [field]: _left, ...without } = worked;
          assert.ok(!fits.safeParse(without).success, `${name} without ${field}`);
        }
      }
    }
  });

  it('says of each field what it is for, in both languages, and which agencies may see it', async () => {
    const declared = z.looseObject({
      'x-title': text,
      'x-purpose': z.object({ en: z.string().min(3), nl: z.string().min(3) }),
      'x-audience': z.array(z.enum(agencies)),
    });
    for (const path of ['/v1/steps', '/v1/actions']) {
      const { body } = await stack.get(director, path);
      for (const { name, inputSchema } of body['items'] as z.infer<typeof contract>[]) {
        for (const [field, schema] of Object.entries(inputSchema.properties)) {
          // Not of the person: it says again what the token says.
          if (name === 'referral' && field === 'municipality') continue;
          assert.ok(declared.safeParse(schema).success, `${name}.${field}: ${JSON.stringify(schema)}`);
        }
      }
    }
  });
});

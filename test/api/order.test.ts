import { rolesOfAgency } from '../../src/trajectory/definitions/domain.js';
import { lvv } from '../../src/lvv/index.js';
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { apiRoutes } from '../../src/api/app.js';
import type { Route } from '../../src/api/serving/route.js';
import type { Services } from '../../src/api/serving/services.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import type { AccessRecord } from '../../src/register/access/accessRecord.js';
import { agencies } from '../../src/lvv/agencies.js';
import { decideAtTheDoor } from '../../src/trajectory/replayed/policy.js';
import type { Said } from '../../src/trajectory/replayed/refusal.js';
import { fetched } from '../support/problems.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';

const nobody = `${'0'.repeat(26)}.1`;
/** What is wrong at one place, as the API tells it. */
interface Fault extends Said {
  pointer: string;
  detail: string;
}
/** Where it is, its code, its words, and what stands in them. */
const textsOf = ({ pointer, because, detail, params = {} }: Fault) => [
  pointer,
  because,
  detail,
  ...Object.values(params).map(String),
];
const everyone = agencies.flatMap((agency) => rolesOfAgency(lvv, agency).map((role) => ({ agency, role })));

describe('The order in which a request is handled', () => {
  let stack: Stack;
  let routes: Route[];
  let calls = 0;

  before(async () => {
    stack = await startQuickStack({ withoutWorker: true });
    const { programmes } = readConfiguration(stack.env['BESTENDIG_CONFIG']!, stack.env, lvv);
    routes = apiRoutes({ programmes } as Services);
  });
  after(() => stack.stop());

  const pathOf = ({ path }: Route) => path.replace('{id}', nobody).replace('{name}', 'intake');
  const traceparent = () => {
    calls += 1;
    return `00-${'a'.repeat(20)}${String(calls).padStart(12, '0')}-00f067aa0ba902b7-01`;
  };
  const traceOf = (header: string) => header.split('-')[1]!;
  const logged = async (traces: readonly string[]): Promise<AccessRecord[]> =>
    eventually(async () => {
      const found: AccessRecord[] = [];
      let cursor = '';
      do {
        const page = await stack.get('municipality:auditor@', `/v1/access-log?limit=200${cursor}`);
        found.push(...(page.body['items'] as AccessRecord[]).filter(({ traceId }) => traces.includes(traceId)));
        cursor = page.body['nextCursor'] === null ? '' : `&cursor=${page.body['nextCursor']}`;
      } while (cursor !== '');
      return found.length === traces.length && found;
    });
  /** What is answered though the body never comes. */
  const answeredWithoutBody = (method: string, path: string, headers: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      const { hostname, port } = new URL(stack.url);
      const options = { hostname, port, path, method, agent: false, headers };
      const call = request(options, (response) => {
        resolve(response.statusCode ?? 0);
        call.destroy();
      });
      call.setTimeout(2_500, () =>
        call.destroy(new Error(`${path}: nothing was answered while the body was waited for`)),
      );
      call.on('error', reject);
      call.flushHeaders();
    });

  it('puts the policy before the body: whoever can never do a thing is told so before their body has come, and it stands in the access log', async () => {
    const context = { time: new Date().toISOString(), partners: null };
    const traces: string[] = [];
    for (const route of routes.filter(({ body }) => body)) {
      const { action, performedBy = [] } = route.asks;
      const without = everyone.find(({ agency, role }) => {
        const actor = { subject: 'someone', agency, municipality: 'utrecht', roles: [role] };
        return decideAtTheDoor(actor, action, performedBy, context) === 'role';
      });
      // What is one's own, everyone may do.
      if (!without) {
        // Whoever may read a trajectory may keep what their own organisation calls it; who that is the trajectory says.
        const isOwn = /^(self|catalogue):/.test(action) || route.operationId === 'keepOwnReference';
        assert.ok(isOwn, route.operationId);
        continue;
      }
      const trace = traceparent();
      const token = await stack.token(`${without.agency}:${without.role}`);
      const status = await answeredWithoutBody(route.method.toUpperCase(), pathOf(route), {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': '60000',
        traceparent: trace,
      });
      assert.equal(status, 403, `${route.operationId} by ${without.agency}:${without.role}`);
      traces.push(traceOf(trace));
    }
    assert.ok(traces.length > 60, `only ${traces.length} routes`);
    for (const record of await logged(traces)) {
      assert.deepEqual([record.status, record.outcome, record.problem], [403, 'refused', 'forbidden'], record.name);
      assert.ok(record.decisions.length === 1 && !record.decisions[0]!.allowed, record.name);
    }
  });

  it('puts what was sent after the policy, and writes down as well that it was not valid: what is no JSON, too much, of another kind, or wrong', async () => {
    const token = await stack.token('municipality:case-director');
    const json = { 'content-type': 'application/json' };
    const bad: [number, string, RequestInit][] = [
      [400, '/v1/trajectories', { method: 'POST', headers: json, body: '{"x":1}' }],
      [400, '/v1/trajectories', { method: 'POST', headers: json, body: '{' }],
      [413, '/v1/trajectories', { method: 'POST', headers: json, body: 'x'.repeat(100_000) }],
      [415, '/v1/trajectories', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' }],
      [400, '/v1/trajectories?limit=none', {}],
      [400, '/v1/steps?unknown=1', {}],
    ];
    const traces: string[] = [];
    for (const [status, path, init] of bad) {
      const trace = traceparent();
      const headers = { ...(init.headers as object), authorization: `Bearer ${token}`, traceparent: trace };
      assert.equal((await fetched(stack.url + path, { ...init, headers })).status, status, path);
      traces.push(traceOf(trace));
    }
    for (const { status, outcome, decisions, subjects } of await logged(traces)) {
      assert.ok([400, 413, 415].includes(status));
      assert.equal(outcome, 'allowed');
      assert.deepEqual([decisions.length, decisions[0]!.allowed, subjects], [1, true, []]);
    }
  });

  it('tells at most fifty errors of at most two hundred characters, and how many there are', async () => {
    const token = await stack.token('municipality:case-director');
    const call = async (body: string, path = '/v1/trajectories') => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const { status, text } = await fetched(stack.url + path, { method: 'POST', headers, body });
      assert.equal(status, 400, text);
      return JSON.parse(text) as Said & { detail: string; errors: Fault[] };
    };
    const isShort = (one: Fault) => textsOf(one).every((text) => text.length <= 200);
    const many = `{${Array.from({ length: 6_000 }, (_one, i) => `"${i}":1`).join(',')}}`;
    for (const path of ['/v1/trajectories', `/v1/trajectories/${nobody}/steps/intake`, '/v1/referrals/preview']) {
      const { because, params, detail, errors } = await call(many, path);
      assert.equal(errors.length, 50);
      assert.deepEqual([because, params?.['listed']], ['many-errors', 50]);
      assert.match(JSON.stringify(params?.['count']), /^60\d\d$/);
      assert.match(detail, /^60\d\d parts .*first 50 /);
      assert.ok(errors.every(isShort));
    }
    const long = await call(`{"${'~/💥'.repeat(10_000)}":1}`);
    assert.ok(long.errors.every(isShort));
    assert.ok(long.errors.flatMap(textsOf).every((text) => !/\p{Surrogate}/u.test(text)));
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      // The body itself is the first level.
      for (const depth of [31, 32, 40, 9_000]) {
        const { errors } = await call(`{"reason":${open.repeat(depth)}1${close.repeat(depth)}}`);
        assert.equal(/at most 32 levels/.test(errors[0]!.detail), depth > 31, `${depth}`);
        assert.equal(errors[0]!.because === 'too-deep', depth > 31, `${depth}`);
      }
    }
  });
});

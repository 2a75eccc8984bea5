import { programmesOf } from '../../src/trajectory/definitions/programme.js';
import { programmeWith } from '../support/play.js';
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Reach } from '../../src/agencies/reach.js';
import { WebhookSender } from '../../src/agencies/webhook.js';
import { localSide } from '../../src/cli/local.js';
import { readSettings, SettingsError } from '../../src/cli/settings.js';
import { startReceiver } from '../agencies/receiver.js';
import { assertProblem, assertSecurityHeaders, fetched } from '../support/problems.js';
import { startQuickStack } from '../support/quickStack.js';
import type { Stack } from '../support/stack.js';
import { example, refer, through } from '../support/walk.js';

const director = 'municipality:case-director';
const json = { 'content-type': 'application/json' };
const limit = 200;

/** One negative test for each risk of the OWASP API Security Top 10 of 2023. What is behind each has tests of its own. */
describe('OWASP API Security Top 10 (2023)', () => {
  let stack: Stack;
  let id = '';
  before(async () => {
    stack = await startQuickStack({ env: { BESTENDIG_RATE_LIMIT: String(limit) } });
    id = await refer(stack);
    await through(stack, id, 'intake', 'admission');
  });
  after(() => stack.stop());

  const authorized = async (subject: string, as = director) => ({
    authorization: `Bearer ${await stack.token(as, 'utrecht', subject)}`,
  });

  it('API1 Broken object level authorisation: the id of a trajectory of another municipality opens nothing', async () => {
    const { body } = example('legal-review');
    for (const as of ['ngo:legal@groningen', `${director}@groningen`, 'avim:liaison']) {
      for (const path of ['', '/timeline', '/situation', '/terms']) {
        assert.equal((await stack.get(as, `/v1/trajectories/${id}${path}`)).status, 404, `${as} ${path}`);
      }
    }
    const performed = await stack.post('ngo:legal@groningen', `/v1/trajectories/${id}/steps/legal-review`, body);
    assert.equal(performed.status, 404);
    assert.equal((await stack.get('ngo:legal', `/v1/trajectories/${id}`)).status, 200);
  });

  it('API2 Broken authentication: a token whose claims were changed, that is not signed, or without one', async () => {
    const path = `${stack.url}/v1/trajectories/${id}`;
    const good = await stack.token('ngo:legal', 'groningen');
    const [head = '', payload = '', signature = ''] = good.split('.');
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const forged = part({ ...claims, municipality: 'utrecht' });
    for (const token of [`${head}.${forged}.${signature}`, `${part({ alg: 'none' })}.${forged}.`, 'null', '']) {
      const answer = await fetched(path, { headers: { authorization: `Bearer ${token}` } });
      assert.equal(assertProblem(answer)['code'], 'unauthenticated', token.slice(0, 20));
    }
    assert.equal(assertProblem(await fetched(path))['code'], 'unauthenticated');
  });

  it('API3 Broken object property level authorisation: fields beyond the audience are not shown, and none can be set beside the form', async () => {
    const ngo = JSON.stringify((await stack.get('ngo:legal', `/v1/trajectories/${id}/timeline`)).body);
    assert.ok(ngo.includes('DEC-2026-0188') && !ngo.includes('MANDATE-2025-03'));
    const city = JSON.stringify((await stack.get(director, `/v1/trajectories/${id}/timeline`)).body);
    assert.ok(city.includes('MANDATE-2025-03'));
    const { body } = example('legal-review');
    const actor = { subject: 'the-mayor', agency: 'municipality', municipality: 'utrecht', roles: ['coordinator'] };
    for (const extra of [{ actor }, { outcome: 'NATURALISED' }, { municipality: 'groningen' }, { status: 'closed' }]) {
      const path = `/v1/trajectories/${id}/steps/legal-review`;
      const answer = await stack.post('ngo:legal', path, { ...(body as object), ...extra });
      assert.equal(answer.status, 400, JSON.stringify(extra));
    }
  });

  it('API4 Unrestricted resource consumption: pages, bulk, bodies and calls have a limit', async () => {
    assert.equal((await stack.get(director, '/v1/trajectories?limit=201')).status, 400);
    const trajectoryIds = Array.from({ length: 201 }, (_id, i) => `p${i}.1`);
    const { body: input } = example('place-court-hold');
    const bulk = await stack.post('municipality:coordinator', '/v1/bulk/place-court-hold', { trajectoryIds, input });
    assert.equal(bulk.status, 400);
    const headers = { ...(await authorized('eager')), ...json };
    const large = await fetched(`${stack.url}/v1/trajectories`, {
      method: 'POST',
      headers,
      body: `"${'x'.repeat(70_000)}"`,
    });
    assert.equal(assertProblem(large)['code'], 'payload-too-large');
    const answers = await Promise.all(
      Array.from({ length: limit + 5 }, () => fetched(`${stack.url}/v1/me`, { headers })),
    );
    const refused = answers.find(({ status }) => status === 429);
    assert.ok(refused && Number(refused.headers.get('retry-after')) > 0);
    assertProblem(refused);
  });

  it('API5 Broken function level authorisation: what is for another role is refused, however one asks for it', async () => {
    const refused: [as: string, method: string, path: string, body?: unknown][] = [
      ['ngo:legal', 'POST', `/v1/trajectories/${id}/steps/outcome-registration`, example('outcome-registration').body],
      [
        'municipality:intake-officer',
        'POST',
        `/v1/trajectories/${id}/actions/offer-transfer`,
        example('offer-transfer').body,
      ],
      ['municipality:auditor', 'GET', '/v1/trajectories'],
      ['municipality:administrator', 'GET', '/v1/notifications'],
      [director, 'GET', '/v1/access-log'],
      ['ngo:counsellor', 'GET', '/v1/statistics?view=period&from=2026-01-01&to=2026-12-31'],
      ['municipality:coordinator@', 'POST', `/v1/trajectories/${id}/actions/flag`, example('flag').body],
      // The name of a role that another agency has.
      ['ngo:coordinator', 'GET', '/v1/trajectories'],
    ];
    for (const [as, method, path, body] of refused) {
      assert.equal((await stack.call(as, method, path, body)).status, 403, `${as} ${method} ${path}`);
    }
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      assert.equal((await stack.call(director, method, `/v1/trajectories/${id}`, {})).status, 405, method);
    }
  });

  it('API6 Unrestricted access to sensitive business flows: a refusal waits for a second person, and one referral happens once', async () => {
    const of = await refer(stack);
    await through(stack, of, 'intake');
    const { direction: _none, ...rest } = example('admission').body as Record<string, unknown>;
    const refusal = { ...rest, decision: 'refused', ground: 'outside-target-group' };
    const path = `/v1/trajectories/${of}/steps`;
    const proposed = await stack.post(director, `${path}/admission`, refusal);
    assert.equal(proposed.status, 200, JSON.stringify(proposed.body));
    assert.equal(proposed.body['status'], 'open');
    const check = await stack.post(director, `${path}/admission-check`, example('admission-check').body);
    assert.deepEqual([check.status, check.body['code']], [403, 'forbidden']);
    const again = { 'idempotency-key': 'one-referral' };
    const sent = await Promise.all(
      [1, 2, 3].map(() => stack.post(director, '/v1/trajectories', example('referral').body, again)),
    );
    assert.equal(new Set(sent.map(({ body }) => body['id'] as string)).size, 1);
  });

  it('API7 Server side request forgery: no address that a caller gives is ever called', async () => {
    const receiver = await startReceiver();
    try {
      const of = await refer(stack);
      const url = `${receiver.url}/x`;
      const { body } = example('intake');
      const path = `/v1/trajectories/${of}/steps/intake`;
      await stack.post(director, path, { ...(body as object), medicalFile: url, legalRepresentative: url });
      const traceparent = { traceparent: url, 'x-forwarded-host': url.slice('http://'.length), referer: url };
      await stack.call(director, 'GET', `/v1/trajectories/${of}/timeline`, undefined, traceparent);
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.deepEqual(receiver.received, []);
      // Where messages go stands in the configuration alone: no form has an address.
      const document = await (await fetch(`${stack.url}/v1/openapi.json`)).text();
      assert.doesNotMatch(document, /"format":"(uri|url|uri-reference|hostname|ipv4)"/);
    } finally {
      await receiver.stop();
    }
  });

  it('API8 Security misconfiguration: every answer is closed to other sites and caches, and none says what it is made of', async () => {
    for (const path of ['/', '/v1/trajectories', '/v1/nowhere', '/health/live', '/metrics', '/v1/openapi.json']) {
      const answer = await fetched(stack.url + path, { headers: { origin: 'https://evil.example' } });
      assertSecurityHeaders(answer.headers, path);
      const open = answer.headers.get('access-control-allow-origin');
      assert.equal(open, path === '/v1/openapi.json' ? '*' : null, path);
    }
    const headers = { ...(await authorized('curious')), ...json };
    for (const body of ['{', '[]', 'null', '{"__proto__":{"x":1}}', `${'['.repeat(5_000)}${']'.repeat(5_000)}`]) {
      const answer = await fetched(`${stack.url}/v1/trajectories`, { method: 'POST', headers, body });
      assert.equal(assertProblem(answer, body.slice(0, 20))['code'], 'invalid-input');
      assert.doesNotMatch(answer.text, /node_modules|\bat \w+ \(|\.js:\d+|SyntaxError/);
    }
  });

  it('API9 Improper inventory management: what is not in the document is not there, and what is for development is not in production', async () => {
    for (const path of [
      '/v0/trajectories',
      '/v2/trajectories',
      '/trajectories',
      '/api/v1/trajectories',
      '/v1/trajectories/',
    ])
      assert.equal((await fetched(stack.url + path, { headers: await authorized('finder') })).status, 404, path);
    for (const path of ['/admin', '/debug', '/.env', '/.git/config', '/graphql', '/actuator', '/v1/users'])
      assert.equal((await fetched(stack.url + path, { headers: await authorized('finder') })).status, 404, path);
    const configuration = {
      municipalities: ['utrecht'],
      programmes: programmesOf([programmeWith()]),
      directory: new Map(),
    };
    const production = (more: Record<string, string>) => readSettings({ ...stack.env, BESTENDIG_LOCAL: '', ...more });
    await assert.rejects(localSide(production({}), stack.url, configuration), SettingsError);
    const side = await localSide(production({ OIDC_ISSUER: 'https://login.example' }), stack.url, configuration);
    assert.deepEqual(side, { issuer: 'https://login.example' });
  });

  it('API10 Unsafe consumption of APIs: a receiver can neither lead us elsewhere nor keep us waiting', async () => {
    const [receiver, elsewhere] = await Promise.all([startReceiver(), startReceiver()]);
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    const sender = new WebhookSender(new Reach(['127.0.0.1'], false));
    const post = () => sender.post({ id: 'x', url: `${receiver.url}/hook`, secret, body: '{}' }, 1_000);
    try {
      for (const status of [301, 302, 303, 307, 308]) {
        receiver.answers((_request, response) => void response.writeHead(status, { location: elsewhere.url }).end());
        await assert.rejects(post(), { said: { because: 'receiver-answered', params: { status } } }, String(status));
      }
      assert.deepEqual(elsewhere.received, []);
      receiver.answers((_request, response) => {
        const drip = setInterval(() => response.write('x'.repeat(10_000)), 50);
        response.on('close', () => clearInterval(drip));
      });
      const start = Date.now();
      await assert.rejects(post(), { said: { because: 'receiver-silent', params: { seconds: 1 } } });
      assert.ok(Date.now() - start < 5_000);
    } finally {
      await Promise.all([receiver.stop(), elsewhere.stop()]);
    }
  });
});

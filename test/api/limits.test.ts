import assert from 'node:assert/strict';
import { bodyLimit } from '../../src/api/http/bodies.js';
import { send } from '../support/http.js';
import { assertProblem, assertSecurityHeaders, fetched, type Answered } from '../support/problems.js';
import { startQuickStack } from '../support/quickStack.js';
import type { Stack } from '../support/stack.js';
import { example } from '../support/walk.js';

interface Init {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

const limit = 30;
const director = 'municipality:case-director';

describe('The limits of the API', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack({ env: { BESTENDIG_RATE_LIMIT: String(limit) } })));
  after(() => stack.stop());

  /** Calls as a caseworker of this name, whose count starts with the first call. */
  const as = async (subject: string, path: string, { headers, ...init }: Init = {}): Promise<Answered> => {
    const token = await stack.token(director, 'utrecht', subject);
    return fetched(stack.url + path, { ...init, headers: { authorization: `Bearer ${token}`, ...headers } });
  };
  /** Lets a caseworker of this name ask more than they may. */
  const exhaust = (subject: string, path: string, init: Init = {}) =>
    Promise.all(Array.from({ length: limit + 10 }, () => as(subject, path, init)));
  const json = { 'content-type': 'application/json' };
  const referral = JSON.stringify(example('referral').body);

  it('on a body: one of the limit is read, one byte more is refused with 413, told beforehand or not', async () => {
    const whole = `${referral}${' '.repeat(bodyLimit - referral.length)}`;
    const accepted = await as('writer', '/v1/trajectories', { method: 'POST', headers: json, body: whole });
    assert.equal(accepted.status, 201, accepted.text);
    const { id } = JSON.parse(accepted.text) as { id: string };
    for (const path of ['/v1/trajectories', `/v1/trajectories/${id}/steps/intake`]) {
      for (const body of [`${whole} `, 'x'.repeat(5_000_000)]) {
        const told = await as('writer', path, { method: 'POST', headers: json, body });
        assert.equal(assertProblem(told, path)['code'], 'payload-too-large');
      }
    }
    const chunked = await send(stack.url, {
      method: 'POST',
      path: '/v1/trajectories',
      headers: {
        authorization: `Bearer ${await stack.token(director, 'utrecht', 'writer')}`,
        'transfer-encoding': 'chunked',
        ...json,
      },
      body: `${whole} `,
    });
    assert.equal(assertProblem(chunked)['code'], 'payload-too-large');
    const list = await as('writer', '/v1/trajectories');
    assert.ok(JSON.parse(list.text).items.length <= 1, 'only the first was accepted');
  });

  it('on one caller: what is too much is refused with 429 and Retry-After, and has no effect', async () => {
    const asked = await exhaust('busy', '/v1/trajectories', { method: 'POST', headers: json, body: '{}' });
    const statuses = asked.map(({ status }) => status);
    assert.equal(statuses.filter((status) => status === 400).length, limit);
    assert.equal(statuses.filter((status) => status === 429).length, 10);
    const more = await as('busy', '/v1/trajectories', { method: 'POST', headers: json, body: referral });
    const problem = assertProblem(more);
    assert.equal(problem['code'], 'too-many-requests');
    const seconds = Number(more.headers.get('retry-after'));
    assert.ok(Number.isInteger(seconds) && seconds >= 1 && seconds <= 10, `Retry-After: ${seconds}`);
    assert.match(more.headers.get('ratelimit') ?? '', /r=0/);
  });

  it('on one caller do not touch another, of the same agency and at the same address', async () => {
    await exhaust('eager', '/v1/me');
    assert.equal((await as('eager', '/v1/me')).status, 429);
    assert.equal((await as('colleague', '/v1/me')).status, 200);
  });

  it('on one caller hold for another token of the same caller', async () => {
    await exhaust('two-roles', '/v1/me');
    const other = await stack.token('municipality:intake-officer', 'utrecht', 'two-roles');
    const answer = await fetched(`${stack.url}/v1/me`, { headers: { authorization: `Bearer ${other}` } });
    assert.equal(answer.status, 429);
  });

  it('are not used up by others who have no valid token, and not needed for health and the document', async () => {
    const token = await stack.token(director, 'utrecht', 'victim');
    const forged = `${token.split('.').slice(0, 2).join('.')}.${'A'.repeat(86)}`;
    for (let i = 0; i < limit + 5; i += 1) {
      const answer = await fetched(`${stack.url}/v1/me`, { headers: { authorization: `Bearer ${forged}` } });
      assert.equal(answer.status, 401);
    }
    assert.equal((await as('victim', '/v1/me')).status, 200);
    for (let i = 0; i < limit + 5; i += 1) assert.equal((await fetched(`${stack.url}/health/live`)).status, 200);
    assert.equal((await fetched(`${stack.url}/v1/openapi.json`)).status, 200);
  });

  it('leave every answer with the security headers: 200, 400, 401, 403, 404, 405, 413, 415, 429 and those without a token', async () => {
    const legal = `Bearer ${await stack.token('ngo:legal', 'utrecht', 'someone')}`;
    const nobody = `/v1/trajectories/${'0'.repeat(26)}.1`;
    const post = (body: string, headers: Record<string, string> = json) => ({ method: 'POST', headers, body });
    const answers: [number, Answered][] = [
      [200, await as('reader', '/v1/steps')],
      [400, await as('reader', '/v1/trajectories?limit=none')],
      [401, await fetched(`${stack.url}/v1/steps`)],
      [
        403,
        await as('reader', `${nobody}/steps/admission`, {
          ...post(JSON.stringify(example('admission').body)),
          headers: { ...json, authorization: legal },
        }),
      ],
      [404, await as('reader', nobody)],
      [404, await as('reader', '/v1/nothing')],
      [404, await fetched(`${stack.url}/nothing/%E0%A4%A`)],
      [405, await as('reader', '/v1/steps', { method: 'DELETE' })],
      [413, await as('reader', '/v1/trajectories', post('x'.repeat(bodyLimit + 1)))],
      [415, await as('reader', '/v1/trajectories', post('{}', { 'content-type': 'text/plain' }))],
      [429, (await exhaust('hasty', '/v1/me')).find(({ status }) => status === 429)!],
      [200, await fetched(`${stack.url}/health/live`)],
      [200, await fetched(`${stack.url}/metrics`)],
      [200, await fetched(`${stack.url}/v1/openapi.json`)],
    ];
    for (const [status, answer] of answers) {
      assert.equal(answer.status, status, answer.text);
      assertSecurityHeaders(answer.headers, String(status));
      if (status >= 400) assertProblem(answer, String(status));
    }
  });
});

import assert from 'node:assert/strict';
import { Browser } from '../support/browser.js';
import { send, sendBytes } from '../support/http.js';
import { assertProblem, assertSecurityHeaders, fetched, type Answered } from '../support/problems.js';
import { startQuickStack } from '../support/quickStack.js';
import { type Stack } from '../support/stack.js';

const director = 'municipality:case-director';

describe('Every answer', () => {
  let stack: Stack;
  const answers: [what: string, answer: Answered][] = [];
  const failures = 25;

  before(async () => {
    stack = await startQuickStack({ withoutWorker: true, env: { BESTENDIG_FAILURE_LIMIT: '100000' } });
    const token = { authorization: `Bearer ${await stack.token(director)}` };
    const document = JSON.parse((await fetched(`${stack.url}/v1/openapi.json`)).text) as { paths: object };
    const api = Object.keys(document.paths).map((path) => path.replaceAll(/\{\w+\}/g, 'none'));
    const others = [
      '/v1/openapi.json',
      '/v1/nothing',
      '/v1/tasks/',
      '/nothing',
      '/%E0%A4%A',
      '/health/live',
      '/health/ready',
      '/metrics',
      '/dev/mail',
      '/dev/webhooks',
      '/dev/identity/.well-known/openid-configuration',
      '/dev/identity/jwks',
      '/dev/identity/auth?client_id=other',
      '/dev/identity/interaction/none',
      '/dev/identity/session/end',
      '/dev/identity/nothing',
      '/auth/sign-in',
      '/auth/callback',
      '/auth/sign-out',
      '/auth/nothing',
    ];
    for (const path of [...api, ...others]) {
      for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD']) {
        for (const headers of [{}, token, { ...token, origin: 'https://evil.example' }]) {
          const answer = await send(stack.url, { method, path, headers });
          answers.push([`${method} ${path} ${Object.keys(headers).join()}`, answer]);
        }
      }
    }
    for (const bytes of [
      'GET\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n',
      `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n\r\n`,
    ]) {
      answers.push([bytes.slice(0, 30), await sendBytes(stack.url, bytes)]);
    }
    const form = { ...token, 'content-type': 'text/plain' };
    answers.push([
      'a form',
      await send(stack.url, { method: 'POST', path: '/v1/delegations', headers: form, body: 'x' }),
    ]);
    const screen = new Browser(stack.url);
    answers.push(['signing in', await screen.signIn()]);
    answers.push(['signing out', await screen.go('/auth/sign-out', { method: 'POST' })]);
  });
  after(() => stack.stop());

  it('has the headers that keep it out of caches, frames and other sites, whatever the address, method and status', () => {
    assert.ok(answers.length > 1_000);
    for (const [what, { headers }] of answers) {
      assertSecurityHeaders(headers, what);
    }
    const statuses = new Set(answers.map(([, { status }]) => status));
    for (const status of [200, 303, 400, 401, 403, 404, 405, 415, 431]) assert.ok(statuses.has(status), String(status));
  });

  it('is for our own pages: only the document of the API can be read by another site', () => {
    for (const [what, { headers }] of answers) {
      // Discovery and keys of the local provider are as public as those of any other.
      if (/ \/dev\/identity\/(\.well-known|jwks)/.test(what)) continue;
      const expected = /^(GET|HEAD) \/v1\/openapi\.json /.test(what) ? '*' : null;
      assert.equal(headers.get('access-control-allow-origin'), expected, what);
    }
  });

  it('to who guesses tokens is soon 429, before the next guess is looked at; who is known goes on', async () => {
    const own = await startQuickStack({ withoutWorker: true, env: { BESTENDIG_FAILURE_LIMIT: String(failures) } });
    const known = { headers: { authorization: `Bearer ${await own.token(director)}` } };
    assert.equal((await fetched(`${own.url}/v1/steps`, known)).status, 200);
    const screen = new Browser(own.url);
    await screen.signIn();
    const guess = (i: number) => fetched(`${own.url}/v1/steps`, { headers: { authorization: `Bearer a.b.${i}` } });
    const guesses = [];
    for (let i = 0; i < failures + 10; i += 1) guesses.push(await guess(i));
    assert.deepEqual(
      guesses.map(({ status }) => status),
      [...Array<number>(failures).fill(401), ...Array<number>(10).fill(429)],
    );
    const last = guesses.at(-1)!;
    assert.equal(assertProblem(last)['code'], 'too-many-requests');
    const seconds = Number(last.headers.get('retry-after'));
    assert.ok(Number.isInteger(seconds) && seconds >= 1 && seconds <= 10, `Retry-After: ${seconds}`);
    assert.equal((await fetched(`${own.url}/v1/steps`)).status, 429, 'nor is it worth trying without any');
    assert.equal((await fetched(`${own.url}/v1/steps`, known)).status, 200, 'a token that was seen before');
    assert.equal((await screen.go('/v1/steps')).status, 200, 'a session');
    // After as long as was said, one may try again.
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    assert.equal((await guess(99)).status, 401);
    await own.stop();
  });
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { SealedCookies } from '../../../src/api/signingIn/sealedCookies.js';
import type { Session } from '../../../src/api/signingIn/session.js';
import { localSecret } from '../../../src/cli/keys.js';
import { Browser } from '../../support/browser.js';
import { startQuickStack } from '../../support/quickStack.js';
import type { Stack } from '../../support/stack.js';

/** A site that keeps what one sends it in a sealed cookie, and tells what is in there. */
async function keeping(secrets: (string | Buffer)[], publicUrl: string): Promise<{ server: Server; url: string }> {
  const cookies = new SealedCookies(secrets, publicUrl);
  const app = express();
  app.post('/', express.json({ limit: 100_000 }), (request, response, next) => {
    const { value, maxAge = 60_000 } = request.body as { value: unknown; maxAge?: number };
    cookies.write(response, 'session', value, maxAge).then(() => response.end(), next);
  });
  app.get('/', (request, response, next) => {
    cookies.read(request, 'session').then((value) => response.json({ value }), next);
  });
  app.use(
    ((_error, _request, response, _next) => void response.status(500).end()) satisfies express.ErrorRequestHandler,
  );
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
const keep = (one: Browser, value: unknown, maxAge?: number) =>
  one.go('/', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ value, ...(maxAge !== undefined && { maxAge }) }),
  });
const kept = async (one: Browser) => (await one.go('/')).json()['value'];

const [oldSecret, newSecret] = ['o'.repeat(32), 'n'.repeat(32)];
const home = 'https://bestendig.example';

describe('A sealed cookie', () => {
  const servers: Server[] = [];
  const browserOf = async (secrets: string[], publicUrl = home) => {
    const { server, url } = await keeping(secrets, publicUrl);
    servers.push(server);
    return new Browser(url);
  };
  after(() => {
    for (const server of servers) server.close();
  });

  it('is bound to the address where that is https: __Host-, Secure, and no other place', async () => {
    const one = await browserOf([oldSecret]);
    const [line] = (await keep(one, 'x')).headers.getSetCookie();
    assert.match(line!, /^__Host-bestendig-session=[\w.-]+; Path=\/; Max-Age=60; HttpOnly; SameSite=Lax; Secure$/);
  });

  it('of any size is kept in pieces that a browser takes, and a smaller one after it leaves no piece behind', async () => {
    const one = await browserOf([oldSecret]);
    const large = 'x'.repeat(6_000);
    const { headers } = await keep(one, large);
    assert.equal(headers.getSetCookie().length, 3);
    for (const line of headers.getSetCookie()) assert.ok(line.length < 4_096);
    assert.equal(await kept(one), large);
    await keep(one, 'small');
    assert.deepEqual([...one.cookies.keys()], ['__Host-bestendig-session']);
    assert.equal(await kept(one), 'small');
    assert.equal((await keep(one, 'x'.repeat(20_000))).status, 500, 'more than a request may carry');
  });

  it('is opened with each secret there is, and sealed with the first: a secret is replaced without anyone signing in', async () => {
    const before = await browserOf([oldSecret]);
    await keep(before, 'mine');
    const both = new Browser((await browserOf([newSecret, oldSecret])).home, before.cookies);
    assert.equal(await kept(both), 'mine');
    await keep(both, 'again');
    const later = new Browser((await browserOf([newSecret])).home, both.cookies);
    assert.equal(await kept(later), 'again');
    const gone = new Browser(later.home, before.cookies);
    assert.equal(await kept(gone), undefined);
  });

  it('is nothing after its time, at another address, or in pieces that do not belong together', async () => {
    const one = await browserOf([oldSecret]);
    await keep(one, 'short', 1_000);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    assert.equal(await kept(one), undefined);
    await keep(one, 'here');
    const elsewhere = await browserOf([oldSecret], 'https://other.example');
    assert.equal(await kept(new Browser(elsewhere.home, one.cookies)), undefined);
    await keep(one, 'x'.repeat(6_000));
    one.cookies.set('__Host-bestendig-session.1', 'x');
    assert.equal(await kept(one), undefined);
  });
});

describe('A session', () => {
  let stack: Stack;
  let site: { server: Server; url: string };
  before(async () => {
    stack = await startQuickStack({ withoutWorker: true });
    site = await keeping([localSecret(stack.env['BESTENDIG_DATA']!, 'session')], stack.url);
  });
  after(async () => {
    site.server.close();
    await stack.stop();
  });

  const minute = 60_000;
  /** What comes of a session of this kind, sealed as the API seals its own. */
  const statusOf = async (more: Partial<Session> & Record<string, unknown>) => {
    const now = Date.now();
    const one = new Browser(site.url);
    await keep(one, {
      id: 'made-for-a-test',
      actor: { subject: 'k.jansen', agency: 'ngo', municipality: 'utrecht', roles: ['legal'] },
      startedAt: now,
      seenAt: now,
      accessUntil: now + 10 * minute,
      ...more,
    });
    return (await new Browser(stack.url, one.cookies).go('/v1/me')).status;
  };

  it('ends half an hour after the last request, and ten hours after it began', async () => {
    const now = Date.now();
    assert.equal(await statusOf({}), 200);
    assert.equal(await statusOf({ startedAt: now - 599 * minute, seenAt: now - 29 * minute }), 200);
    assert.equal(await statusOf({ seenAt: now - 31 * minute }), 401);
    assert.equal(await statusOf({ startedAt: now - 601 * minute }), 401);
  });

  it('ends with its claims when the provider gives no others', async () => {
    assert.equal(await statusOf({ accessUntil: Date.now() + 1_000 }), 200);
    assert.equal(await statusOf({ accessUntil: Date.now() - 1_000 }), 401);
    assert.equal(await statusOf({ accessUntil: Date.now() - 1_000, refreshToken: 'not-one-of-theirs' }), 401);
  });

  it('is nothing when it holds anything else than it should', async () => {
    assert.equal(await statusOf({ actor: undefined }), 401);
    assert.equal(await statusOf({ more: true }), 401);
    assert.equal(await statusOf({ seenAt: 'now' as never }), 401);
  });
});

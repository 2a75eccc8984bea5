import { lvv } from '../../src/lvv/index.js';
import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { importJWK, SignJWT } from 'jose';
import { AccessTokens } from '../../src/api/signingIn/accessTokens.js';
import { usualClaimNames } from '../../src/api/signingIn/claims.js';
import { identityKeys } from '../../src/dev/identityKeys.js';
import { assertProblem, fetched } from '../support/problems.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';

const failureLimit = 20;
/** Half of them send half of their headers, and the others half of a body. */
const halfOpen = 400;
/** Milliseconds: what docs/running.md says of the headers and of all of a request, and as much again for a busy machine. */
const closedWithin = { headers: 2 * 4_000, body: 2 * 7_000 };

describe('Whoever calls', () => {
  let stack: Stack;
  let sign: (claims: Record<string, unknown>) => Promise<string>;

  before(async () => {
    const env = { BESTENDIG_FAILURE_LIMIT: String(failureLimit), BESTENDIG_RATE_LIMIT: '100000' };
    stack = await startQuickStack({ withoutWorker: true, env });
    const { signing } = await identityKeys(join(stack.env['BESTENDIG_DATA']!, 'dev'));
    const key = await importJWK(signing, 'ES256');
    const now = Math.floor(Date.now() / 1_000);
    const usual = {
      iss: `${stack.url}/dev/identity`,
      aud: 'bestendig',
      agency: 'municipality',
      iat: now,
      exp: now + 600,
    };
    sign = (claims) =>
      new SignJWT({ ...usual, municipality: 'utrecht', ...claims })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: signing.kid })
        .sign(key);
  });
  after(() => stack.stop());

  const asks = (token: string | undefined, path = '/v1/steps') =>
    fetched(stack.url + path, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  const times = async (many: number, ask: () => Promise<{ status: number }>) => {
    const statuses: number[] = [];
    for (let i = 0; i < many; i += 1) statuses.push((await ask()).status);
    return statuses;
  };

  it('with a valid token and no role that counts is soon told 429 and no longer 403, and stands in the access log; others at that address go on', async () => {
    const director = await stack.token('municipality:case-director');
    const token = await sign({ sub: 'roleless', roles: ['offline_access', 'case-director-2'] });
    const statuses = await times(failureLimit + 10, () => asks(token));
    assert.deepEqual([statuses.indexOf(429), statuses.at(-1)], [failureLimit, 429]);
    const refused = await asks(token);
    assert.equal(assertProblem(refused)['code'], 'too-many-requests');
    assert.ok(Number(refused.headers.get('retry-after')) >= 1);
    assert.equal((await asks(director)).status, 200);
    assert.equal((await asks(await sign({ sub: 'another', roles: ['case-director'] }))).status, 200);
    const records = await eventually(async () => {
      const log = await stack.get('municipality:auditor@', '/v1/access-log?limit=200&by=roleless');
      const items = log.body['items'] as { status: number; outcome: string; actor: { roles: string[] } }[];
      return items.length >= failureLimit && items;
    });
    assert.ok(
      records.every(
        ({ status, outcome, actor }) => status === 403 && outcome === 'refused' && actor.roles.length === 0,
      ),
    );
  });

  it('with another token each time is counted by address when none of them allows anything', async () => {
    let tokens = 0;
    const statuses = await times(failureLimit + 5, async () => {
      tokens += 1;
      return asks(await sign({ sub: `somebody-${tokens}`, roles: [] }));
    });
    assert.ok(statuses.includes(403) && statuses.at(-1) === 429, statuses.join(' '));
    // Who was known before is not stopped by what others at the same address try.
    assert.equal((await asks(await stack.token('municipality:case-director'))).status, 200);
  });

  it('again with the same token costs no signature, whether it was accepted or allows nothing', async () => {
    const issuer = `${stack.url}/dev/identity`;
    const municipalities = ['utrecht'];
    const tokens = new AccessTokens({
      issuer,
      audience: 'bestendig',
      tokenType: 'at+jwt',
      claims: usualClaimNames,
      municipalities,
      domain: lvv,
    });
    const good = await sign({ sub: 'good', roles: ['case-director'] });
    const roleless = await sign({ sub: 'roleless', roles: [] });
    const elsewhere = await sign({ sub: 'elsewhere', roles: ['case-director'], municipality: 'atlantis' });
    for (const token of [good, roleless, elsewhere]) {
      assert.equal(tokens.known(token), undefined);
      const examined = await tokens.examine(token);
      const known = tokens.known(token)!;
      assert.deepEqual('refusal' in known, 'refusal' in examined);
    }
    assert.ok(
      'actor' in tokens.known(good)! && 'refusal' in tokens.known(roleless)! && 'refusal' in tokens.known(elsewhere)!,
    );
    await assert.rejects(tokens.verify(roleless), { code: 'forbidden', message: 'claim-roles-unknown' });
  });

  it('for the document without a token is limited by address', async () => {
    const statuses = await times(failureLimit + 5, () => asks(undefined, '/v1/openapi.json'));
    assert.deepEqual([statuses[0], statuses.indexOf(429)], [200, failureLimit]);
  });

  it('and sends only half of a request keeps a connection for seconds, and hinders nobody', async () => {
    const { hostname, port } = new URL(stack.url);
    const token = await stack.token('municipality:case-director');
    const half = {
      headers: 'GET /v1/steps HTTP/1.1\r\nHost: bestendig\r\nX-Half: ',
      body: `POST /v1/trajectories HTTP/1.1\r\nHost: bestendig\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"a":`,
    };
    const sockets: Socket[] = [];
    const kept = (kind: keyof typeof half) =>
      new Promise<number>((resolve, reject) => {
        const began = performance.now();
        const socket = connect(Number(port), hostname, () => socket.write(half[kind]));
        sockets.push(socket);
        // Read, or it would never be seen that it was closed.
        socket.resume();
        socket.on('error', () => {});
        socket.on('close', () => resolve(performance.now() - began));
        setTimeout(() => reject(new Error(`${kind}: still open`)), 20_000).unref();
      });
    const all = Array.from({ length: halfOpen }, (_one, i) => kept(i % 2 === 0 ? 'headers' : 'body'));
    const answers: number[] = [];
    for (let i = 0; i < 20; i += 1) {
      const began = performance.now();
      assert.equal((await asks(token, '/v1/steps')).status, 200);
      answers.push(performance.now() - began);
    }
    const ms = await Promise.all(all);
    for (const socket of sockets) socket.destroy();
    const longest = (parity: number) => Math.round(Math.max(...ms.filter((_one, i) => i % 2 === parity)));
    assert.ok(longest(0) < closedWithin.headers, `half of the headers: ${longest(0)} ms`);
    assert.ok(longest(1) < closedWithin.body, `half of a body: ${longest(1)} ms`);
    assert.ok(Math.max(...answers) < 2_000, `others waited ${Math.round(Math.max(...answers))} ms`);
  });
});

import { lvv } from '../../src/lvv/index.js';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { createIdentityProvider, NotRunning, requestToken, TokenRefused } from '../../src/dev/identityProvider.js';
import { localClient } from '../../src/dev/localClient.js';
import { freshFolder, inProduction } from './folder.js';

const municipalities = ['amsterdam', 'rotterdam', 'utrecht', 'eindhoven', 'groningen'];
const caseDirector = { agency: 'municipality', municipality: 'utrecht', roles: ['case-director'] };

describe('the local identity provider', () => {
  const folder = freshFolder();
  let server: Server;
  let issuer: string;
  beforeEach(() => serve());
  afterEach(() => close());

  /** The API as `npm start` has it: an Express app with the provider under a path. */
  async function serve(port = 0) {
    const app = express();
    server = createServer(app).listen(port, '127.0.0.1');
    await once(server, 'listening');
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/dev/identity`;
    const provider = await createIdentityProvider({ issuer, folder: folder.path, municipalities, domain: lvv });
    app.use('/dev/identity', provider.handler);
    return provider;
  }
  async function close() {
    server.close();
    server.closeAllConnections();
    if (server.listening) await once(server, 'close');
  }

  const discover = async () =>
    (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Record<string, string>;

  /** Verifies as any API would: knowing the issuer and the audience, and finding the keys by discovery. */
  async function verified(token: string) {
    const { jwks_uri } = await discover();
    return (
      await jwtVerify(token, createRemoteJWKSet(new URL(jwks_uri!)), { issuer, audience: 'bestendig', typ: 'at+jwt' })
    ).payload;
  }
  async function tokenCall(form: string[][]) {
    const body = new URLSearchParams([
      ['grant_type', 'client_credentials'],
      ['client_id', localClient.id],
      ['client_secret', localClient.secret],
      ...form,
    ] as [string, string][]);
    const response = await fetch(`${issuer}/token`, { method: 'POST', body });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  it('is found by discovery under the path where it is mounted', async () => {
    await close();
    const provider = await serve();
    const found = await discover();
    assert.equal(found['issuer'], issuer);
    assert.equal(found['jwks_uri'], provider.jwksUri);
    assert.equal(found['token_endpoint'], provider.tokenEndpoint);
  });

  it('issues access tokens (RFC 9068) that speak for the caseworker', async () => {
    const token = await requestToken({ issuer, ...caseDirector, roles: ['case-director', 'coordinator'] });
    const { iat, exp, jti, ...claims } = await verified(token);
    assert.deepEqual(claims, {
      iss: issuer,
      aud: 'bestendig',
      sub: 'municipality-case-director@utrecht',
      client_id: localClient.id,
      agency: 'municipality',
      municipality: 'utrecht',
      roles: ['case-director', 'coordinator'],
    });
    assert.equal(exp! - iat!, 8 * 3600);
    assert.equal(typeof jti, 'string');
    assert.equal(decodeProtectedHeader(token).alg, 'ES256');
  });

  it('issues tokens to who works nationally, with a subject and a life of their choice', async () => {
    const token = await requestToken({ issuer, agency: 'ind', roles: ['liaison'], subject: 'i.k@ind', expiresIn: 60 });
    const { sub, municipality, exp, iat } = await verified(token);
    assert.deepEqual({ sub, municipality, life: exp! - iat! }, { sub: 'i.k@ind', municipality: undefined, life: 60 });
    const other = await verified(await requestToken({ issuer, agency: 'ind', roles: ['liaison'] }));
    assert.equal(other.sub, 'ind-liaison@national');
  });

  it('publishes no private key', async () => {
    const { keys } = (await (await fetch(`${issuer}/jwks`)).json()) as { keys: object[] };
    assert.deepEqual(
      keys.map((key) => Object.keys(key).sort()),
      [['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']],
    );
  });

  it('accepts after a restart on the same folder what it issued before', async () => {
    const token = await requestToken({ issuer, ...caseDirector });
    const { port } = server.address() as AddressInfo;
    await close();
    await serve(port);
    assert.equal((await verified(token)).sub, 'municipality-case-director@utrecht');
  });

  it('keeps its keys where only their owner can read them', async () => {
    if (process.platform === 'win32') return; // has no such modes
    assert.equal((await stat(join(folder.path, 'identity.json'))).mode & 0o777, 0o600);
  });

  it('says what to do when its file is not its own', async () => {
    await writeFile(join(folder.path, 'identity.json'), '{"signing":');
    const creating = createIdentityProvider({ issuer, folder: folder.path, municipalities, domain: lvv });
    await assert.rejects(creating, /identity\.json.*Delete it/);
  });

  const good = [
    ['agency', 'ngo'],
    ['municipality', 'groningen'],
    ['role', 'legal'],
  ];
  const without = (name: string) => good.filter(([field]) => field !== name);
  const bad: [string, string[][], RegExp][] = [
    ['an unknown agency', [...without('agency'), ['agency', 'police']], /municipality, ngo, ind, dtv, avim/],
    ['no agency', without('agency'), /agency must be one of/],
    ['an unknown municipality', [...without('municipality'), ['municipality', 'delft']], /amsterdam.*groningen/],
    ['two municipalities', [...good, ['municipality', 'utrecht']], /municipality must be given once/],
    ['no role', without('role'), /role must be given/],
    ['a role that cannot exist', [...good, ['role', 'Legal!']], /small letters/],
    ['a life of more than a day', [...good, ['expiresIn', '86401']], /from 1 to 86400/],
    ['a life that is no number', [...good, ['expiresIn', '1e3']], /from 1 to 86400/],
    ['an empty subject', [...good, ['subject', '']], /subject must be/],
  ];
  for (const [what, form, says] of bad) {
    it(`answers 400 to ${what}, and says what is allowed`, async () => {
      const { status, body } = await tokenCall(form);
      assert.equal(status, 400);
      assert.equal(body['error'], 'invalid_request');
      assert.match(String(body['error_description']), says);
    });
  }

  it('answers 400 to another resource, and 401 to another client', async () => {
    assert.equal((await tokenCall([...good, ['resource', 'urn:other']])).status, 400);
    assert.equal((await tokenCall([...good, ['resource', 'urn:bestendig:api']])).status, 200);
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'other', client_secret: 'x' });
    assert.equal((await fetch(`${issuer}/token`, { method: 'POST', body })).status, 401);
  });

  it('tells the command line why a token is refused', async () => {
    const asking = requestToken({ issuer, agency: 'police', roles: ['x'] });
    await assert.rejects(
      asking,
      (error: Error) => error instanceof TokenRefused && /agency must be/.test(error.message),
    );
  });

  it('is told apart from an API that trusts another provider', async () => {
    const asking = requestToken({ issuer: `${issuer}/elsewhere`, ...caseDirector });
    await assert.rejects(
      asking,
      (error: Error) => error instanceof TokenRefused && /configured with/.test(error.message),
    );
  });

  it('is told apart from one that is not running', async () => {
    await close();
    const origin = new URL(issuer).origin;
    await assert.rejects(requestToken({ issuer, ...caseDirector }), (error: Error) => {
      assert.ok(error instanceof NotRunning);
      assert.equal(error.message, `Bestendig is not running at ${origin}: npm start first`);
      return true;
    });
  });

  it('writes nothing to the console', async () => {
    const written: unknown[] = [];
    const { info, warn, error } = console;
    console.info = console.warn = console.error = (...line: unknown[]) => void written.push(line);
    try {
      await close();
      await serve();
      await requestToken({ issuer, ...caseDirector });
      await fetch(`${issuer}/auth?client_id=other`, { headers: { accept: 'text/html', origin: 'http://example.org' } });
      await fetch(`${issuer}/token`, { method: 'POST', headers: { origin: 'http://example.org' } });
    } finally {
      Object.assign(console, { info, warn, error });
    }
    assert.deepEqual(written, []);
  });

  it('refuses to start in production, and says what to configure', async () => {
    const creating = inProduction(() =>
      createIdentityProvider({ issuer, folder: folder.path, municipalities, domain: lvv }),
    );
    await assert.rejects(creating, /BESTENDIG_LOCAL=1.*OIDC_ISSUER/);
  });
});

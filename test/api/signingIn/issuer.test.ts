import { lvv } from '../../../src/lvv/index.js';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { Problem } from '../../../src/api/http/problem.js';
import { AccessTokens, type TokenRules } from '../../../src/api/signingIn/accessTokens.js';
import { usualClaimNames } from '../../../src/api/signingIn/claims.js';

const now = () => Math.floor(Date.now() / 1000);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** An issuer that publishes the keys it is told to, or does not answer at all. */
class Issuer {
  readonly published: JWK[] = [];
  private readonly server: Server;
  asked = 0;
  answers = true;
  url = '';

  constructor() {
    this.server = createServer((request, response) => {
      this.asked += 1;
      if (!this.answers) return void request.socket.destroy();
      const found = request.url === '/keys';
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify(found ? { keys: this.published } : { issuer: this.url, jwks_uri: `${this.url}/keys` }),
      );
    });
  }

  async start(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async newKey(kid: string): Promise<CryptoKey> {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    this.published.push({ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' });
    return privateKey;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

describe('The keys of the issuer', () => {
  let issuer: Issuer;
  let first: CryptoKey;
  beforeEach(async () => {
    issuer = await new Issuer().start();
    first = await issuer.newKey('first');
  });
  afterEach(() => issuer.stop());

  const times = { believedFor: 300, believedInAnOutage: 1_000, pause: 50, checkedFor: 100 };
  const tokensOf = (more: Partial<TokenRules> = {}) =>
    new AccessTokens(
      {
        issuer: issuer.url,
        audience: 'bestendig',
        tokenType: 'at+jwt',
        claims: usualClaimNames,
        municipalities: ['utrecht'],
        domain: lvv,
        ...more,
      },
      times,
    );
  const signed = (key: CryptoKey, kid: string, claims: JWTPayload = {}, typ: string | undefined = 'at+jwt') =>
    new SignJWT({
      iss: issuer.url,
      aud: 'bestendig',
      sub: 'k.jansen',
      agency: 'ngo',
      municipality: 'utrecht',
      roles: ['legal'],
      exp: now() + 600,
      ...claims,
    })
      .setProtectedHeader({ alg: 'ES256', kid, ...(typ !== undefined && { typ }) })
      .sign(key);
  const refused = (asking: Promise<unknown>, code: string, what?: string) =>
    assert.rejects(asking, (error: unknown) => error instanceof Problem && error.code === code, what);

  it('are followed when they rotate: a new one is fetched when a token names it', async () => {
    const tokens = tokensOf();
    await tokens.verify(await signed(first, 'first'));
    const second = await issuer.newKey('second');
    await pause(60);
    assert.equal((await tokens.verify(await signed(second, 'second'))).actor.subject, 'k.jansen');
    await tokens.verify(await signed(first, 'first'));
  });

  it('are forgotten after some minutes when they were withdrawn, also for a token that was checked before', async () => {
    const tokens = tokensOf();
    const token = await signed(first, 'first');
    await tokens.verify(token);
    assert.ok(tokens.known(token));
    issuer.published.length = 0;
    await issuer.newKey('second');
    await pause(times.believedFor + 20);
    assert.equal(tokens.known(token), undefined, 'what was found of it is not believed for ever');
    await refused(tokens.verify(token), 'unauthenticated');
  });

  it('are not asked for again by everyone who makes up the name of one', async () => {
    const tokens = tokensOf();
    await tokens.verify(await signed(first, 'first'));
    const { asked } = issuer;
    for (let i = 0; i < 20; i += 1)
      await refused(tokens.verify(await signed(first, `made-up-${i}`)), 'unauthenticated');
    assert.ok(issuer.asked - asked <= 3, `${issuer.asked - asked} times`);
  });

  it('go on counting for a while when the issuer does not answer, and then are our trouble: 503, not 401', async () => {
    const tokens = tokensOf();
    const token = await signed(first, 'first');
    await tokens.verify(token);
    issuer.answers = false;
    await pause(times.believedFor + 20);
    assert.equal((await tokens.verify(token)).actor.subject, 'k.jansen');
    await pause(times.believedInAnOutage);
    await refused(tokens.verify(token), 'identity-unavailable');
    issuer.answers = true;
    await pause(times.pause);
    await tokens.verify(token);
  });

  it('cannot be had at all from an issuer that never answered: 503, and found once it does', async () => {
    issuer.answers = false;
    const tokens = tokensOf();
    await refused(tokens.verify(await signed(first, 'first')), 'identity-unavailable');
    issuer.answers = true;
    await tokens.verify(await signed(first, 'first'));
  });

  it('do not help where another issuer speaks under its address', async () => {
    const tokens = tokensOf({ issuer: `${issuer.url}/realms/lvv` });
    await refused(tokens.verify(await signed(first, 'first')), 'identity-unavailable');
  });

  it('check tokens of an issuer that calls all its tokens JWT, but never an ID token among them', async () => {
    const tokens = tokensOf({ tokenType: 'JWT' });
    for (const typ of ['JWT', undefined, 'at+jwt']) await tokens.verify(await signed(first, 'first', {}, typ));
    await tokens.verify(await signed(first, 'first', { typ: 'Bearer' }, 'JWT'));
    for (const only of [{ nonce: 'x' }, { at_hash: 'x' }, { c_hash: 'x' }, { typ: 'ID' }, { typ: 'Refresh' }]) {
      await refused(tokens.verify(await signed(first, 'first', only, 'JWT')), 'unauthenticated', JSON.stringify(only));
    }
  });

  it('are all that is needed where an issuer says elsewhere for whom someone works', async () => {
    const claims = { agency: 'https://lvv.example/agency', municipality: 'lvv.city', roles: 'realm_access.roles' };
    const tokens = tokensOf({ claims });
    const said = {
      agency: undefined,
      'https://lvv.example/agency': 'municipality',
      lvv: { city: 'utrecht' },
      realm_access: { roles: ['offline_access', 'case-director'] },
    };
    const { actor } = await tokens.verify(await signed(first, 'first', said));
    const expected = ['municipality', 'utrecht', 'case-director'];
    assert.deepEqual(
      [actor.agency, actor.municipality, ...actor.roles.filter((r) => r !== 'offline_access')],
      expected,
    );
    for (const without of [{ lvv: null }, { realm_access: 'case-director' }, { lvv: { toString: 'utrecht' } }]) {
      await refused(tokens.verify(await signed(first, 'first', { ...said, ...without })), 'forbidden');
    }
  });
});

import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type CryptoKey } from 'jose';
import { identityKeys, type IdentityKeys } from '../../src/dev/identityKeys.js';
import { send, type Sent } from '../support/http.js';
import { assertProblem, fetched } from '../support/problems.js';
import { startQuickStack } from '../support/quickStack.js';
import type { Stack } from '../support/stack.js';
import { example, refer } from '../support/walk.js';

const director = 'municipality:case-director';
const now = () => Math.floor(Date.now() / 1000);
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('A token', () => {
  let stack: Stack;
  let keys: IdentityKeys;
  let issuersKey: CryptoKey;
  let otherKey: CryptoKey;
  let id: string;

  before(async () => {
    stack = await startQuickStack();
    // The key with which the issuer itself signs: so that nothing but the claim in question is wrong.
    keys = await identityKeys(join(stack.env['BESTENDIG_DATA']!, 'dev'));
    const imported = await importJWK(keys.signing, 'ES256');
    assert.ok(!(imported instanceof Uint8Array));
    issuersKey = imported;
    otherKey = (await generateKeyPair('ES256')).privateKey;
    id = await refer(stack);
  });
  after(() => stack.stop());

  /** What the issuer says of a case director of Utrecht. */
  const claims = (): Record<string, unknown> => ({
    iss: `${stack.url}/dev/identity`,
    aud: 'bestendig',
    sub: 'the-director',
    agency: 'municipality',
    municipality: 'utrecht',
    roles: ['case-director'],
    iat: now(),
    exp: now() + 600,
  });
  const header = () => ({ alg: 'ES256', typ: 'at+jwt', kid: keys.signing.kid });
  const signed = (
    changed: Record<string, unknown> = {},
    key: CryptoKey = issuersKey,
    more: Record<string, unknown> = {},
  ) => {
    const payload = Object.fromEntries(
      Object.entries({ ...claims(), ...changed }).filter(([, value]) => value !== undefined),
    );
    return new SignJWT(payload).setProtectedHeader({ ...header(), ...more }).sign(key);
  };
  const path = () => `/v1/trajectories/${id}`;
  const performing = (authorization: string | string[]): Sent => ({
    method: 'POST',
    path: `${path()}/steps/intake`,
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(example('intake').body),
  });

  /** A read and a valid step with it are both refused, as a problem, and the trajectory is as it was. */
  const isRefused = async (authorization: string | string[], status: 401 | 403, what: string): Promise<void> => {
    const requests: Sent[] = [
      { path: path(), headers: { authorization } },
      { path: '/v1/trajectories', headers: { authorization } },
      performing(authorization),
    ];
    for (const request of requests) {
      const answer = await send(stack.url, request);
      assert.equal(answer.status, status, `${what}: ${answer.status} ${answer.text}`);
      const { code } = assertProblem(answer, what);
      assert.equal(code, status === 401 ? 'unauthenticated' : 'forbidden', what);
    }
    const { body } = await stack.get(director, path());
    assert.equal(body['version'], 2, `${what} has changed the trajectory`);
  };

  it('of the issuer is accepted, whatever the case of "bearer", its other audiences and the roles that others gave it', async () => {
    for (const [scheme, token] of [
      ['Bearer', await signed()],
      ['bearer', await signed()],
      ['Bearer', await signed({ aud: ['account', 'bestendig'] })],
      ['Bearer', await signed({ nbf: now() - 1 })],
      ['Bearer', await signed({ roles: ['offline_access', 'Group/Utrecht', 'case-director', 'reader-2'] })],
    ] as const) {
      const answer = await fetched(stack.url + path(), { headers: { authorization: `${scheme} ${token}` } });
      assert.equal(answer.status, 200, answer.text);
    }
  });

  it('that is expired or not valid yet is refused with 401', async () => {
    await isRefused(`Bearer ${await signed({ exp: now() - 31, iat: now() - 100 })}`, 401, 'expired');
    await isRefused(`Bearer ${await signed({ exp: undefined })}`, 401, 'without an end');
    await isRefused(`Bearer ${await signed({ exp: 'never' })}`, 401, 'an end that is no moment');
    await isRefused(`Bearer ${await signed({ nbf: now() + 60 })}`, 401, 'not valid yet');
    await isRefused(`Bearer ${await signed({ iat: now() + 60 })}`, 401, 'issued in the future');
  });

  it('of an issuer whose clock is up to half a minute off is accepted', async () => {
    for (const changed of [{ exp: now() - 20 }, { nbf: now() + 20 }, { iat: now() + 20 }]) {
      const authorization = `Bearer ${await signed(changed)}`;
      const { status, text } = await send(stack.url, { path: path(), headers: { authorization } });
      assert.equal(status, 200, `${JSON.stringify(changed)}: ${text}`);
    }
  });

  it('of another kind is refused with 401: an ID token, or one that does not say that it is an access token', async () => {
    for (const typ of ['JWT', 'id+jwt', 'dpop+jwt', 'logout+jwt', undefined]) {
      await isRefused(`Bearer ${await signed({}, issuersKey, { typ })}`, 401, `type ${typ}`);
    }
    const accepted = await send(stack.url, {
      path: path(),
      headers: { authorization: `Bearer ${await signed({}, issuersKey, { typ: 'application/at+jwt' })}` },
    });
    assert.equal(accepted.status, 200, 'the long name of the same type');
  });

  it('that expires is refused when that is half a minute ago, also when it was accepted before', async () => {
    const authorization = `Bearer ${await signed({ exp: now() - 28 })}`;
    assert.equal((await send(stack.url, { path: path(), headers: { authorization } })).status, 200);
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    await isRefused(authorization, 401, 'expired meanwhile');
  });

  it('of another issuer or for another audience is refused with 401', async () => {
    for (const iss of ['https://other.example', `${stack.url}/dev/identity/`, stack.url, undefined]) {
      await isRefused(`Bearer ${await signed({ iss })}`, 401, `issuer ${iss}`);
    }
    for (const aud of ['account', 'bestendig-test', [], ['a', 'b'], undefined]) {
      await isRefused(`Bearer ${await signed({ aud })}`, 401, `audience ${JSON.stringify(aud)}`);
    }
  });

  it('signed with another key is refused with 401, also under the name of the right one or with its own key inside', async () => {
    const jwk = await exportJWK((await generateKeyPair('ES256', { extractable: true })).publicKey);
    await isRefused(`Bearer ${await signed({}, otherKey)}`, 401, 'another key');
    await isRefused(`Bearer ${await signed({}, otherKey, { kid: 'other' })}`, 401, 'another key id');
    await isRefused(`Bearer ${await signed({}, otherKey, { jwk })}`, 401, 'a key inside');
    await isRefused(
      `Bearer ${await signed({}, otherKey, { jku: `${stack.url}/keys` })}`,
      401,
      'an address of keys inside',
    );
    const rsa = (await generateKeyPair('RS256')).privateKey;
    await isRefused(`Bearer ${await signed({}, rsa, { alg: 'RS256' })}`, 401, 'another kind of key');
  });

  it('without a signature, or signed with what is public, is refused with 401', async () => {
    for (const alg of ['none', 'None', 'NONE', '']) {
      await isRefused(`Bearer ${encoded({ alg })}.${encoded(claims())}.`, 401, `algorithm ${alg}`);
      await isRefused(`Bearer ${encoded({ ...header(), alg })}.${encoded(claims())}.`, 401, `algorithm ${alg}`);
    }
    const { d: _secret, ...open } = keys.signing;
    const pem = createPublicKey({ key: open, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString();
    for (const secret of [pem, pem.trim(), JSON.stringify(open), `${open.x}${open.y}`]) {
      const token = await new SignJWT(claims())
        .setProtectedHeader({ alg: 'HS256', kid: open.kid })
        .sign(new TextEncoder().encode(secret));
      await isRefused(`Bearer ${token}`, 401, 'HS256 with the public key');
    }
  });

  it('changed after it was signed is refused with 401', async () => {
    const [head, payload, signature] = (await signed()).split('.') as [string, string, string];
    const other = encoded({ ...claims(), municipality: 'groningen', roles: ['coordinator'] });
    await isRefused(`Bearer ${head}.${other}.${signature}`, 401, 'other claims');
    await isRefused(`Bearer ${encoded({ ...header(), typ: 'JWT' })}.${payload}.${signature}`, 401, 'another header');
    await isRefused(`Bearer ${head}.${payload}.${'A'.repeat(signature.length)}`, 401, 'another signature');
    await isRefused(`Bearer ${head}.${payload}.${signature.slice(0, -4)}`, 401, 'half a signature');
    await isRefused(`Bearer ${head}.${payload}.`, 401, 'no signature');
    await isRefused(`Bearer ${head}.${payload}`, 401, 'two parts');
  });

  it('that is no token at all is refused with 401', async () => {
    const good = await signed();
    const garbage = [
      '',
      'Bearer',
      'Bearer ',
      'Bearer x',
      'Bearer a.b.c',
      'Bearer ..',
      'Bearer null',
      `Bearer ${encoded({})}.${encoded([])}.${encoded('')}`,
      `Bearer ${encoded({ alg: 5 })}.${encoded(claims())}.AAAA`,
      `Bearer ${encoded({ ...header(), crit: ['x'] })}.${encoded(claims())}.${good.split('.')[2]}`,
      `Bearer ${'A'.repeat(8_000)}`,
      `Bearer ${good} ${good}`,
      `Bearer ${good}, Bearer ${good}`,
      `Bearer\t${good}x`,
      `Basic ${Buffer.from('user:password').toString('base64')}`,
      `Token ${good}`,
      good,
    ];
    for (const authorization of garbage) await isRefused(authorization, 401, authorization.slice(0, 60));
    assertProblem(await fetched(`${stack.url + path()}?access_token=${good}`), 'in the query');
    assertProblem(await fetched(stack.url + path(), { headers: { cookie: `access_token=${good}` } }), 'in a cookie');
  });

  it('beside another is refused with 401: nobody can say which one counts', async () => {
    const [one, two] = [await signed(), await signed({ sub: 'somebody-else' })];
    await isRefused([`Bearer ${one}`, `Bearer ${two}`], 401, 'two good tokens');
    await isRefused([`Bearer ${one}`, 'Bearer garbage'], 401, 'a good and a bad one');
    await isRefused([`Bearer ${one}`, `Bearer ${one}`], 401, 'the same twice');
  });

  it('that does not say who works for whom is refused: 401 without a subject, 403 without the rest', async () => {
    await isRefused(`Bearer ${await signed({ sub: undefined })}`, 401, 'no subject');
    const wrong: Record<string, unknown>[] = [
      { sub: '' },
      { sub: 'x'.repeat(201) },
      { sub: 'a\u0000b' },
      { agency: undefined },
      { agency: 'police' },
      { agency: ['municipality'] },
      { municipality: 'delft' },
      { municipality: 'Utrecht' },
      { municipality: '' },
      { municipality: 5 },
      { municipality: null },
      { municipality: ['utrecht'] },
      { municipality: '__proto__' },
      { roles: undefined },
      { roles: [] },
      { roles: 'case-director' },
      { roles: [null] },
      { roles: ['offline_access'] },
      { roles: Array.from({ length: 300 }, (_role, i) => `role-${i}`) },
      { roles: ['case-director', { role: 'coordinator' }] },
    ];
    for (const changed of wrong) await isRefused(`Bearer ${await signed(changed)}`, 403, JSON.stringify(changed));
  });

  it('without a municipality is refused with 403, but for a coordinator, auditor or administrator, who works nationally', async () => {
    const without = (more: Record<string, unknown>) => signed({ municipality: undefined, ...more });
    for (const more of [{}, { roles: ['legal'], agency: 'ngo' }, { roles: ['coordinator'], agency: 'ind' }]) {
      await isRefused(`Bearer ${await without(more)}`, 403, JSON.stringify(more));
    }
    for (const role of ['auditor', 'administrator']) {
      const authorization = `Bearer ${await without({ roles: [role] })}`;
      assert.equal((await send(stack.url, { path: '/v1/steps', headers: { authorization } })).status, 200, role);
    }
    const national = await fetched(stack.url + path(), {
      headers: { authorization: `Bearer ${await without({ roles: ['coordinator'] })}` },
    });
    assert.equal(national.status, 200, national.text);
  });

  it('that is good was all that was missing: the very step that was refused is accepted with it', async () => {
    const answer = await send(stack.url, performing(`Bearer ${await signed()}`));
    assert.equal(answer.status, 200, answer.text);
  });
});

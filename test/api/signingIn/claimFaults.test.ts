import { lvv } from '../../../src/lvv/index.js';
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import express from 'express';
import { pino } from 'pino';
import { actorFrom, ClaimsRefused, type ClaimFault } from '../../../src/api/signingIn/claims.js';
import type { Provider } from '../../../src/api/signingIn/provider.js';
import type { SealedCookies } from '../../../src/api/signingIn/sealedCookies.js';
import type { Sessions } from '../../../src/api/signingIn/sessions.js';
import { signInRoutes } from '../../../src/api/signingIn/signInRoutes.js';
import { freePort } from '../../../src/temporal/freePort.js';
import { inPlainWords } from '../../../src/api/http/wording.js';

const names = { agency: 'lvv.agency', municipality: 'city', roles: 'realm_access.roles' };
const right = { sub: 'anna', 'lvv.agency': 'ngo', city: 'utrecht', realm_access: { roles: ['legal'] } };
const secret = 'seekrit';

const faultsOf = (claims: Record<string, unknown>): readonly ClaimFault[] => {
  try {
    actorFrom(claims, names, ['utrecht'], lvv);
  } catch (error) {
    assert.ok(error instanceof ClaimsRefused, String(error));
    return error.faults;
  }
  return [];
};

const missing = (claim: string): ClaimFault[] => [{ claim, fault: 'missing' }];
const unknown = (claim: string): ClaimFault[] => [{ claim, fault: 'not-understood' }];
/** What the provider says, and what is wrong with it. */
const cases: [claims: Record<string, unknown>, faults: ClaimFault[]][] = [
  [right, []],
  [{ ...right, 'lvv.agency': undefined }, missing('lvv.agency')],
  [{ ...right, 'lvv.agency': secret }, unknown('lvv.agency')],
  [{ ...right, city: undefined }, missing('city')],
  [{ ...right, city: secret }, unknown('city')],
  [{ ...right, city: 7 }, unknown('city')],
  [{ ...right, realm_access: {} }, missing('realm_access.roles')],
  [{ ...right, realm_access: { roles: [] } }, missing('realm_access.roles')],
  [{ ...right, realm_access: { roles: [secret] } }, unknown('realm_access.roles')],
  [{ ...right, realm_access: { roles: secret } }, unknown('realm_access.roles')],
  [
    { ...right, 'lvv.agency': undefined, realm_access: {} },
    [...missing('lvv.agency'), ...missing('realm_access.roles')],
  ],
];

describe('A sign-in that is refused for its claims', () => {
  let server: Server;
  let url: string;
  let claims: Record<string, unknown>;
  const lines: Record<string, unknown>[] = [];
  before(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    // The provider and the cookies are of no matter here: whoever comes back has these claims.
    const remembered = { state: 'x', nonce: 'x', verifier: 'x', returnTo: '/' };
    const app = express().use(
      signInRoutes(
        {
          provider: { finish: async () => ({ accessToken: '' }) } as unknown as Provider,
          sessions: { start: async () => void actorFrom(claims, names, ['utrecht'], lvv) } as unknown as Sessions,
          cookies: { read: async () => remembered, clear: () => {} } as unknown as SealedCookies,
          publicUrl: url,
          log: pino({}, { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) }),
        },
        (_request, _response, next) => next(),
        inPlainWords,
      ),
    );
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  });
  after(() => server.close());

  it('names each claim that is missing or not understood, as the provider calls it', () => {
    for (const [given, faults] of cases) assert.deepEqual(faultsOf(given), faults, JSON.stringify(given));
  });

  it('says so to the person in both languages and in the log, and nowhere what the claim says', async () => {
    for (const [given, faults] of cases.slice(1)) {
      claims = given;
      lines.length = 0;
      const answer = await fetch(`${url}/auth/callback?state=x`, { headers: { accept: 'text/html' } });
      const page = await answer.text();
      assert.equal(answer.status, 403, page);
      for (const { claim, fault } of faults) {
        const [nl, en] =
          fault === 'missing'
            ? [`Het gegeven &quot;${claim}&quot; ontbreekt.`, `The claim &quot;${claim}&quot; is missing.`]
            : [`Het gegeven &quot;${claim}&quot; herkent Bestendig niet.`, `recognise the claim &quot;${claim}&quot;.`];
        assert.ok(page.includes(nl) && page.includes(en), page);
      }
      assert.deepEqual(lines[0]?.['claims'], faults);
      for (const text of [page, JSON.stringify(lines)]) assert.ok(!text.includes(secret) && !text.includes('anna'));
    }
  });
});

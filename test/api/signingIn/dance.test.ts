import assert from 'node:assert/strict';
import { jwtVerify, createRemoteJWKSet } from 'jose';
import { Browser } from '../../support/browser.js';
import { assertSecurityHeaders } from '../../support/problems.js';
import { startQuickStack } from '../../support/quickStack.js';
import type { Stack } from '../../support/stack.js';
import { example, refer } from '../../support/walk.js';

describe('Signing in at a screen', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack()));
  after(() => stack.stop());

  const browser = () => new Browser(stack.url);
  const session = (one: Browser) => one.cookies.get('bestendig-session');

  it('is authorization code with PKCE, state and nonce, and ends where one wanted to go', async () => {
    const one = browser();
    const began = await one.go('/auth/sign-in?returnTo=%2Fv1%2Ftasks%3Flimit%3D5');
    const asked = new URL(began.headers.get('location')!);
    const { searchParams: asks } = asked;
    assert.equal(asked.origin + asked.pathname, `${stack.url}/dev/identity/auth`);
    assert.deepEqual([asks.get('response_type'), asks.get('code_challenge_method')], ['code', 'S256']);
    for (const name of ['state', 'nonce', 'code_challenge']) assert.ok((asks.get(name) ?? '').length >= 43, name);
    assert.equal(asks.get('redirect_uri'), `${stack.url}/auth/callback`);
    const back = await one.signIn({}, '/v1/tasks?limit=5');
    assert.equal(back.headers.get('location'), '/v1/tasks?limit=5');
    assert.equal((await one.go('/v1/tasks?limit=5')).status, 200);
  });

  it('gives a cookie that no script can read, no other site makes a browser send, and that says nothing', async () => {
    const one = browser();
    const back = await one.signIn({ subject: 'k.jansen' });
    const lines = back.headers.getSetCookie().filter((line) => line.startsWith('bestendig-session='));
    assert.equal(lines.length, 1);
    assert.match(lines[0]!, /; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
    assert.ok(lines[0]!.length < 4_096);
    assert.ok(!Buffer.from(lines[0]!, 'base64url').toString('latin1').includes('k.jansen'));
    assert.deepEqual(
      [...one.cookies.keys()].filter((name) => name.startsWith('bestendig-sign-in')),
      [],
    );
    assertSecurityHeaders(back.headers, 'the callback');
  });

  it('makes one the caseworker that one chose to be, in all that follows', async () => {
    const one = browser();
    await one.signIn({ agency: 'municipality', roles: ['case-director', 'coordinator'], subject: 'k.jansen' });
    const me = (await one.go('/v1/me')).json();
    assert.deepEqual([me['subject'], me['agency'], me['municipality']], ['k.jansen', 'municipality', 'utrecht']);
    assert.deepEqual(
      me['roles'].map(({ role }: { role: string }) => role),
      ['case-director', 'coordinator'],
    );
    const { agency, title, roles } = me['agencies'][1];
    assert.deepEqual([agency, title], ['ngo', { en: 'NGO', nl: 'Maatschappelijke organisatie' }]);
    assert.ok(roles.some(({ role }: { role: string }) => role === 'legal'));
    assert.ok(me['municipalities'].some(({ name }: { name: string }) => name === 'Utrecht'));
    assert.ok(Date.parse(me['session'].endsAt) > Date.parse(me['session'].idleUntil));
    const referred = await one.go('/v1/trajectories', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(example('referral').body),
    });
    assert.equal(referred.status, 201, referred.text);
    const foreign = await refer(stack);
    const other = browser();
    await other.signIn({ agency: 'ngo', municipality: 'groningen', roles: ['legal'] });
    assert.equal((await other.go(`/v1/trajectories/${foreign}`)).status, 404);
  });

  it('works for who works for the whole country, and for two sign-ins side by side', async () => {
    const one = browser();
    const national = { municipality: '', roles: ['coordinator'] };
    const [first, second] = [await one.untilCallback(national), await one.untilCallback(national)];
    for (const callback of [second, first]) assert.equal((await one.go(callback)).status, 303);
    assert.equal((await one.go('/v1/me')).json()['municipality'], null);
  });

  it('refreshes the claims at the provider before they end, once for requests that come at once', async () => {
    const one = browser();
    await one.signIn({ expiresIn: 20 });
    const before = session(one);
    const thief = one.copy();
    const answers = await Promise.all(Array.from({ length: 8 }, () => one.copy().go('/v1/me')));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    await one.go('/v1/me');
    assert.notEqual(session(one), before, 'there is another cookie');
    // The refresh token was used once and replaced: had it been sent twice, the provider would have ended everything.
    await thief.go('/v1/me');
    assert.equal((await one.go('/v1/me')).status, 200);
  });

  it('ends with signing out: here, at the provider, and for a copy of the cookie at once', async () => {
    const one = browser();
    await one.signIn();
    const copied = one.copy();
    const out = await one.go('/auth/sign-out', { method: 'POST' });
    assert.equal(out.status, 303, out.text);
    const onward = new URL(out.headers.get('location')!);
    assert.equal(onward.origin + onward.pathname, `${stack.url}/dev/identity/session/end`);
    const hint = onward.searchParams.get('id_token_hint')!;
    const keys = createRemoteJWKSet(new URL(`${stack.url}/dev/identity/jwks`));
    assert.equal((await jwtVerify(hint, keys)).payload.aud, 'bestendig-screens');
    assert.equal(session(one), undefined);
    assert.equal((await copied.go('/v1/me')).status, 401);
    assert.equal((await one.go('/v1/me')).status, 401);
    const asked = await one.go(onward.href);
    assert.match(asked.text, /<button type="submit" form="op\.logoutForm"/);
    const [, action] = /action="([^"]+)"/.exec(asked.text)!;
    const [, xsrf] = /name="xsrf" value="([^"]+)"/.exec(asked.text)!;
    const ended = await one.go(action!, { method: 'POST', body: new URLSearchParams({ xsrf: xsrf!, logout: 'yes' }) });
    assert.equal(ended.headers.get('location'), `${stack.url}/`);
  });

  it('is a page in Dutch and English without scripts, and says what is not possible', async () => {
    const one = browser();
    const form = await one.follow(await one.go('/auth/sign-in'), `${stack.url}/dev/identity`);
    assertSecurityHeaders(form.headers, 'the form');
    assert.doesNotMatch(form.text, /<script|<style|style=/);
    for (const label of ['Casusverantwoordelijke', 'Case director', 'Organisatie', 'Agency'])
      assert.ok(form.text.includes(label));
    const inputs = form.text.match(/<(select|input)\b/g)!.length;
    assert.equal(form.text.match(/<label>/g)!.length, inputs, 'each field has a label around it');
    const wrong = await one.go(form.url, {
      method: 'POST',
      body: new URLSearchParams({ agency: 'ngo', municipality: 'utrecht', role: 'case-director', subject: '"><b>x' }),
    });
    assert.equal(wrong.status, 400);
    assert.match(wrong.text, /role="alert".*ngo has no role case-director/s);
    assert.ok(!wrong.text.includes('"><b>x'), 'what was sent is shown as text');
  });
});

import assert from 'node:assert/strict';
import { Browser } from '../../support/browser.js';
import { assertProblem, assertSecurityHeaders } from '../../support/problems.js';
import { startQuickStack } from '../../support/quickStack.js';
import type { Stack } from '../../support/stack.js';

const json = { 'content-type': 'application/json' };

describe('Signing in at a screen is refused', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack({ withoutWorker: true })));
  after(() => stack.stop());

  const browser = () => new Browser(stack.url);
  /** No session comes of it, and what is said is a page that does not repeat what was sent. */
  const isRefused = async (one: Browser, callback: string, what: string) => {
    const went = await one.go(callback);
    assert.equal(went.status, 401, `${what}: ${went.text}`);
    assert.match(went.headers.get('content-type')!, /^text\/html/);
    assert.match(went.text, /Inloggen is niet gelukt.*Signing in did not succeed/s);
    assert.equal(one.cookies.get('bestendig-session'), undefined, what);
    assertSecurityHeaders(went.headers, what);
    assert.equal((await one.go('/v1/me')).status, 401, what);
  };
  const changed = (address: string, changes: Record<string, string | null>) => {
    const url = new URL(address);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    return url.href;
  };

  it('when state, code or issuer is another, or is not there', async () => {
    for (const changes of [
      { state: 'x'.repeat(43) },
      { state: null },
      { code: 'x'.repeat(43) },
      { code: null },
      { iss: 'https://other.example' },
      { iss: null },
      { code: null, error: 'access_denied' },
    ] as Record<string, string | null>[]) {
      const one = browser();
      await isRefused(one, changed(await one.untilCallback(), changes), JSON.stringify(changes));
    }
  });

  it('in another browser than it was begun in, so that nobody is signed in as someone else unawares', async () => {
    const callback = await browser().untilCallback();
    await isRefused(browser(), callback, 'another browser');
    const victim = browser();
    await victim.go('/auth/sign-in');
    await isRefused(victim, callback, 'a browser that has begun another');
  });

  it('with a code that was used, also by who has kept a copy of everything', async () => {
    const one = browser();
    const callback = await one.untilCallback();
    const copied = one.copy();
    assert.equal((await one.go(callback)).status, 303);
    await isRefused(copied, callback, 'a copy');
    const again = await one.go(callback);
    assert.equal(again.status, 401, 'once more');
  });

  it('with what another sign-in remembered: verifier and nonce belong to one code', async () => {
    const [one, two] = [browser(), browser()];
    const [first, second] = [await one.untilCallback(), await two.untilCallback()];
    // The cookie of one sign-in under the name of the other: as if a browser had mixed them up.
    const nameOf = (who: Browser) => [...who.cookies.keys()].find((name) => name.startsWith('bestendig-sign-in'))!;
    const mixed = browser();
    mixed.cookies.set(nameOf(two), one.cookies.get(nameOf(one))!);
    await isRefused(mixed, second, 'mixed up');
    await isRefused(mixed, changed(first, { state: new URL(second).searchParams.get('state') }), 'mixed up further');
  });

  it('to who has no role here, with a page that says which claim is missing', async () => {
    const one = browser();
    const callback = await one.untilCallback({ municipality: '', roles: ['case-director'] });
    const went = await one.go(callback);
    assert.equal(went.status, 403, went.text);
    assert.match(went.text, /geen toegang.*&quot;municipality&quot; ontbreekt.*&quot;municipality&quot; is missing/s);
    assert.equal((await one.go('/v1/me')).status, 401);
  });

  it('to lead to another site: one ends on the first page', async () => {
    for (const returnTo of [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example/',
      '\\\\evil.example',
      '/\t/evil.example/',
      '/.//evil.example/',
      'javascript:alert(1)',
      'v1/tasks',
      '/auth/sign-out',
      '',
    ]) {
      const went = await browser().signIn({}, returnTo);
      assert.equal(went.headers.get('location'), '/', JSON.stringify(returnTo));
    }
  });

  it('by other methods than there are, with a problem', async () => {
    for (const [path, method, allowed] of [
      ['/auth/sign-in', 'POST', 'GET'],
      ['/auth/callback', 'DELETE', 'GET'],
      ['/auth/sign-out', 'GET', 'POST'],
    ] as const) {
      const went = await browser().go(path, { method, headers: { accept: 'application/json' } });
      assert.equal(went.status, 405);
      assert.equal(went.headers.get('allow'), allowed);
      assertProblem(went);
    }
  });
});

describe('A session is refused', () => {
  let stack: Stack;
  let other: Stack;
  let signedIn: Browser;
  before(async () => {
    [stack, other] = await Promise.all([
      startQuickStack({ withoutWorker: true }),
      startQuickStack({ withoutWorker: true }),
    ]);
    signedIn = new Browser(stack.url);
    await signedIn.signIn();
  });
  after(async () => void (await Promise.all([stack.stop(), other.stop()])));

  const name = 'bestendig-session';
  const refer = (one: Browser, headers: Record<string, string>) =>
    one.go('/v1/delegations', { method: 'POST', headers: { ...json, ...headers }, body: '{}' });

  it('when its cookie was changed, cut off, made up, or is of another installation', async () => {
    const good = signedIn.cookies.get(name)!;
    const elsewhere = new Browser(other.url);
    await elsewhere.signIn();
    const parts = good.split('.');
    for (const [what, value] of [
      ['another letter', `${good.slice(0, -30)}${good.at(-30) === 'A' ? 'B' : 'A'}${good.slice(-29)}`],
      ['cut off', good.slice(0, -8)],
      [
        'another initialisation vector',
        [parts[0], parts[1], 'A'.repeat(parts[2]!.length), ...parts.slice(3)].join('.'),
      ],
      ['made up', 'x'],
      ['a token', await stack.token('municipality:case-director')],
      ['of another installation', elsewhere.cookies.get(name)!],
      ['of a sign-in that was begun', [...(await begun()).cookies].find(([one]) => one.includes('sign-in'))![1]],
    ] as const) {
      const one = new Browser(stack.url, [[name, value]]);
      assert.equal((await one.go('/v1/me')).status, 401, what);
    }
    assert.equal((await signedIn.go('/v1/me')).status, 200);
  });
  const begun = async () => {
    const one = new Browser(stack.url);
    await one.go('/auth/sign-in');
    return one;
  };

  it('to change anything when a page of another site asks, or one does not know which', async () => {
    const origin = new URL(stack.url).origin;
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'cross-site', origin },
      { 'sec-fetch-site': '', origin: 'https://evil.example' },
    ] as Record<string, string>[]) {
      const went = await refer(signedIn, headers);
      assert.equal(went.status, 403, JSON.stringify(headers));
      assert.match(assertProblem(went)['detail'], /only a page of Bestendig itself/);
      const out = await signedIn
        .copy()
        .go('/auth/sign-out', { method: 'POST', headers: { ...headers, accept: '*/*' } });
      assert.equal(out.status, 403, 'nor is one signed out');
    }
    // Reading is not refused: what a page of another site asks so, it cannot read.
    const read = await signedIn.go('/v1/me', { headers: { 'sec-fetch-site': 'cross-site' } });
    assert.equal(read.status, 200);
    assert.equal(read.headers.get('access-control-allow-origin'), null);
    assert.equal(read.headers.get('cross-origin-resource-policy'), 'same-origin');
    // It was all that was wrong.
    assert.equal((await refer(signedIn, {})).status, 400);
  });

  it('to take what a form of another site could send', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const went = await refer(signedIn, { 'content-type': type });
      assert.equal(went.status, 415, type);
    }
  });

  it('to help a token: a request with both is judged by its token alone', async () => {
    const bad = await signedIn.go('/v1/me', { headers: { authorization: 'Bearer x.y.z' } });
    assert.equal(bad.status, 401);
    const token = await stack.token('ngo:legal', 'groningen', 'j.bos');
    const good = await signedIn.go('/v1/me', { headers: { authorization: `Bearer ${token}` } });
    assert.deepEqual([good.json()['subject'], good.json()['session']], ['j.bos', null]);
    // Nor does it need to come from a page of ours.
    const posted = await refer(signedIn, { authorization: `Bearer ${token}`, 'sec-fetch-site': 'cross-site' });
    assert.equal(posted.status, 400);
  });
});

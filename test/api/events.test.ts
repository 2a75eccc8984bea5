import assert from 'node:assert/strict';
import { join } from 'node:path';
import { importJWK, SignJWT } from 'jose';
import { clockTolerance } from '../../src/api/signingIn/accessTokens.js';
import type { Session } from '../../src/api/signingIn/session.js';
import { Sessions, type SessionsOptions } from '../../src/api/signingIn/sessions.js';
import { identityKeys } from '../../src/dev/identityKeys.js';
import { Browser } from '../support/browser.js';
import { startQuickStack } from '../support/quickStack.js';
import type { Stack } from '../support/stack.js';
import { perform, refer, through } from '../support/walk.js';

interface Heard {
  event: string;
  id: string;
  data: Record<string, unknown>;
  /** Milliseconds since the epoch. */
  at: number;
}

/** Listens as a browser does. */
class Listener {
  readonly heard: Heard[] = [];
  private readonly abort = new AbortController();
  private done: Promise<void> = Promise.resolve();

  static async on(stack: Stack, as: string, lastEventId?: string): Promise<Listener> {
    const [agencyRole = '', municipality = 'utrecht'] = as.split('@');
    const token = await stack.token(agencyRole, municipality === '' ? null : municipality);
    return Listener.with(stack, {
      authorization: `Bearer ${token}`,
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    });
  }

  /** With a token, or the cookie of a session. */
  static async with(stack: Stack, headers: Record<string, string>): Promise<Listener> {
    const listener = new Listener();
    const response = await fetch(`${stack.url}/v1/events`, {
      headers: { accept: 'text/event-stream', ...headers },
      signal: listener.abort.signal,
    });
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
    listener.done = listener.read(response).catch(() => {});
    await listener.until(({ event }) => event === 'ready');
    return listener;
  }

  private async read(response: Response): Promise<void> {
    let text = '';
    for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
      text += part;
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) {
        const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s)));
        if (!fields['event']) continue;
        const { event, id, data } = fields as { event: string; id: string; data: string };
        this.heard.push({ event, id, data: JSON.parse(data) as Heard['data'], at: Date.now() });
      }
    }
  }

  async until(wanted: (heard: Heard) => boolean): Promise<Heard> {
    for (let tries = 0; tries < 250; tries += 1) {
      const found = this.heard.find(wanted);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`Not heard within 5 s; heard ${JSON.stringify(this.heard)}`);
  }

  /** Whether the other side ended it. */
  ended(): Promise<void> {
    return this.done;
  }

  async leave(): Promise<void> {
    this.abort.abort();
    await this.done;
  }
}

const of = (id: string) => (heard: Heard) => heard.event === 'trajectory' && heard.data['trajectoryId'] === id;

describe('The stream of changes', () => {
  let stack: Stack;
  before(async () => (stack = await startQuickStack()));
  after(() => stack?.stop());

  it('tells of a change within a second, and never what it was', async () => {
    const id = await refer(stack);
    const coordinator = await Listener.on(stack, 'municipality:coordinator');
    const before = Date.now();
    const { version } = await through(stack, id, 'intake');
    const heard = await coordinator.until((one) => of(id)(one) && one.data['version'] === version);
    assert.ok(heard.at - before < 1_000 + 500, `${heard.at - before} ms, the step itself included`);
    assert.deepEqual(Object.keys(heard.data).toSorted(), ['municipality', 'trajectoryId', 'version']);
    await coordinator.until(({ event, data }) => event === 'notification' && data['trajectoryId'] === id);
    await coordinator.leave();
  });

  it('says nothing to another municipality, nor to an agency that has no part in it', async () => {
    const others = await Promise.all(
      ['municipality:coordinator@groningen', 'ngo:legal@groningen', 'avim:liaison'].map((as) => Listener.on(stack, as)),
    );
    const national = await Listener.on(stack, 'municipality:coordinator@');
    const id = await refer(stack);
    await through(stack, id, 'intake');
    await national.until(of(id));
    await new Promise((resolve) => setTimeout(resolve, 600));
    for (const other of others)
      assert.deepEqual(
        other.heard.filter(({ event }) => event !== 'ready'),
        [],
      );
    await Promise.all([...others, national].map((one) => one.leave()));
  });

  it('goes on after a break from the last event that was heard, without a gap', async () => {
    const first = await Listener.on(stack, 'municipality:coordinator');
    const ids = [await refer(stack), await refer(stack)];
    const last = await first.until(of(ids[1]!));
    await first.leave();
    const missed = [await refer(stack), await refer(stack)];
    await perform(stack, ids[0]!, 'intake');
    const second = await Listener.on(stack, 'municipality:coordinator', last.id);
    for (const id of [...missed, ids[0]!]) await second.until(of(id));
    await second.leave();
    const third = await Listener.on(stack, 'municipality:coordinator', '0');
    for (const id of [...ids, ...missed]) await third.until(of(id));
    await third.leave();
  });

  it('tells who comes from a register that is not this one any more to read everything again', async () => {
    const listener = await Listener.on(stack, 'municipality:coordinator', '999999999999');
    await listener.until(({ event }) => event === 'reset');
    const id = await refer(stack);
    await listener.until(of(id));
    await listener.leave();
  });

  it('is refused to who may see no trajectories, and past ten at a time', async () => {
    const { status } = await stack.call('municipality:auditor', 'GET', '/v1/events', undefined, {
      accept: 'text/event-stream',
    });
    assert.equal(status, 403);
    const open = await Promise.all(Array.from({ length: 10 }, () => Listener.on(stack, 'ngo:counsellor')));
    const eleventh = await stack.call('ngo:counsellor', 'GET', '/v1/events', undefined, {
      accept: 'text/event-stream',
    });
    assert.equal(eleventh.status, 429);
    await Promise.all(open.map((one) => one.leave()));
  });

  it('ends with the token that it was opened with', async () => {
    const { url, env } = stack;
    const { signing } = await identityKeys(join(env['BESTENDIG_DATA']!, 'dev'));
    const now = Math.floor(Date.now() / 1000);
    const roles = ['coordinator'];
    const who = { sub: 'the-coordinator', agency: 'municipality', municipality: 'utrecht', roles };
    // Clocks may differ by half a minute, so it still holds for two seconds.
    const ends = now + 2;
    const claims = { ...who, iss: `${url}/dev/identity`, aud: 'bestendig', iat: now - 60, exp: ends - clockTolerance };
    const header = { alg: 'ES256', typ: 'at+jwt', kid: signing.kid };
    const token = await new SignJWT(claims).setProtectedHeader(header).sign(await importJWK(signing, 'ES256'));
    const listener = await Listener.with(stack, { authorization: `Bearer ${token}` });
    await listener.ended();
    assert.ok(Math.abs(Date.now() / 1000 - ends) < 1, `${Date.now() / 1000 - ends} s after its end`);
  });

  it('ends with the session, and tells nothing after signing out', async () => {
    const browser = new Browser(stack.url);
    await browser.signIn({ roles: ['coordinator'] });
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const listener = await Listener.with(stack, { cookie });
    const before = await refer(stack);
    await listener.until(of(before));
    assert.equal((await browser.go('/auth/sign-out', { method: 'POST' })).status, 303);
    const after = await refer(stack);
    await listener.ended();
    assert.ok(!listener.heard.some(of(after)));

    const sessions = new Sessions({ times: { idle: 20, longest: 100 } } as SessionsOptions);
    const session = { startedAt: 1_000, seenAt: 1_050, accessUntil: 1_060 } as Session;
    assert.equal(sessions.standingOf(session).until, 1_060);
    assert.equal(sessions.standingOf({ ...session, accessUntil: 2_000 }).until, 1_070);
    assert.equal(sessions.standingOf({ ...session, accessUntil: 2_000, seenAt: 1_095 }).until, 1_100);
  });

  it('ends when the API stops, which waits for no one who listens', async () => {
    const own = await startQuickStack();
    const listener = await Listener.on(own, 'municipality:coordinator');
    const before = Date.now();
    await Promise.all([own.stop(), listener.ended()]);
    assert.ok(Date.now() - before < 10_000, `${Date.now() - before} ms`);
  });
});

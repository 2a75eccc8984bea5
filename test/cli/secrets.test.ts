import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { scrubber } from '../../src/cli/scrubbing.js';
import { requestToken } from '../../src/dev/requestToken.js';
import { freePort } from '../../src/temporal/freePort.js';
import { Browser } from '../support/browser.js';
import { Program } from '../support/process.js';
import { eventually } from '../support/stack.js';
import { example } from '../support/walk.js';

const json = { 'content-type': 'application/json' };

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

describe('No secret is in a log', () => {
  let folder: string;
  let program: Program;
  const password = (name: string) => `${name}-${randomBytes(12).toString('hex')}`;
  const given = {
    database: password('database'),
    mail: password('mail'),
    client: password('client'),
    session: password('session') + password('key'),
    person: password('person') + password('key'),
  };
  const secrets = new Map<string, string>(Object.entries(given));

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bestendig-secrets-'));
  });
  after(async () => {
    await program.killGroup();
    await rm(folder, { recursive: true, force: true });
  });

  it('of a whole run at the finest level: tokens, cookies, codes, passwords, keys and secrets of clients and webhooks', async function () {
    this.timeout(120_000);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    // Register and mail are not there, so that all that can be said of them is said, often.
    program = new Program(['start'], {
      PORT: String(port),
      BESTENDIG_DATA: folder,
      LOG_LEVEL: 'trace',
      DATABASE_URL: `postgres://someone:${given.database}@127.0.0.1:9/register`,
      SMTP_URL: `smtp://someone:${given.mail}@127.0.0.1:9`,
      OIDC_CLIENT_SECRET: given.client,
      BESTENDIG_SESSION_KEY: given.session,
      BESTENDIG_PERSON_KEY: given.person,
    });
    await program.prints('Bestendig is ready', 90_000);
    const issuer = `${url}/dev/identity`;
    const token = await requestToken({
      issuer,
      agency: 'municipality',
      municipality: 'utrecht',
      roles: ['case-director'],
    });
    secrets.set('token', token).set('signature of the token', token.split('.')[2]!);
    const post = (path: string, body: unknown, authorization = `Bearer ${token}`) =>
      fetch(url + path, { method: 'POST', headers: { ...json, authorization }, body: JSON.stringify(body) });
    const referred = await post('/v1/trajectories', example('referral').body);
    assert.equal(referred.status, 201);
    const { id } = (await referred.json()) as { id: string };
    await post(`/v1/trajectories/${id}/steps/intake`, example('intake').body);
    await post(`/v1/trajectories/${id}/steps/intake`, example('intake').body, `Bearer ${token.slice(0, -4)}AAAA`);

    const screen = new Browser(url);
    const callback = await screen.untilCallback({ expiresIn: 30 });
    for (const name of ['code', 'state']) secrets.set(name, new URL(callback).searchParams.get(name)!);
    for (const [name, value] of screen.cookies) secrets.set(`cookie ${name}`, value);
    // The provider refuses this one, and says why.
    await screen.copy().go(callback.replace(/code=[^&]+/, 'code=another'));
    assert.equal((await screen.go(callback)).status, 303);
    for (const [name, value] of screen.cookies) secrets.set(`cookie ${name} later`, value);
    assert.equal((await screen.go('/v1/me')).status, 200);
    const out = await screen.go('/auth/sign-out', { method: 'POST' });
    secrets.set('ID token', new URL(out.headers.get('location')!).searchParams.get('id_token_hint')!);

    // Those of the installation, the master keys, and the wrapped keys of persons: whatever is long enough in these files.
    const keys = filesIn(join(folder, 'keys'))
      .map((path) => readFileSync(path, 'utf8'))
      .flatMap((text) => text.match(/[A-Za-z0-9+/]{40,}={0,2}/g) ?? []);
    assert.ok(keys.length >= 4, String(keys.length));
    for (const [index, text] of keys.entries()) {
      secrets.set(`key ${index}`, text).set(`key ${index} in hexadecimal`, Buffer.from(text, 'base64').toString('hex'));
    }
    const identity = JSON.parse(readFileSync(join(folder, 'dev', 'identity.json'), 'utf8')) as {
      signing: { d: string };
      cookies: string[];
    };
    secrets.set('signing key', identity.signing.d).set('cookie key', identity.cookies[0]!);

    const logs = await eventually(() => {
      const log = join(folder, 'log');
      const text = existsSync(log) ? filesIn(log).map((path) => readFileSync(path, 'utf8')) : [];
      const all = [...text, program.output].join('\n');
      return /The register is not ready/.test(all) && /signing in was refused/.test(all) && all;
    }, 20_000);
    assert.ok(secrets.size >= 16, [...secrets.keys()].join());
    for (const [name, secret] of secrets) {
      assert.ok(secret.length >= 8, name);
      assert.ok(!logs.includes(secret), `the log has the ${name}`);
    }
    assert.ok(!/eyJ[\w-]+\.|Bearer [\w-]{8,}|whsec_\w/.test(logs), 'nor anything that looks like one');
  });

  it('even when an error, a message or a field has it that nobody thought of', () => {
    const lines: string[] = [];
    const log = pino(
      { hooks: { streamWrite: scrubber(['hunter2-hunter2']) } },
      { write: (line) => void lines.push(line) },
    );
    const token = `${Buffer.from('{"alg":"ES256"}').toString('base64url')}.e30.c2lnbmF0dXJl`;
    log.info({ url: 'postgres://me:pass%40word@db/x', deep: { er: { here: token } } }, `sent Bearer ${token}`);
    log.info({ err: new Error('GET /auth/callback?code=abc123&state=def456 failed for hunter2-hunter2') });
    log.info({ cookie: `bestendig-session=${token}; theme=dark` }, 'client_secret=abc123&grant_type=x');
    log.info({ body: JSON.stringify({ refresh_token: 'abc123', password: 'def456' }) }, 'whsec_YWJjMTIz');
    for (const line of lines) {
      assert.doesNotMatch(line, /abc123|def456|hunter2|c2lnbmF0dXJl|pass%40word|YWJjMTIz/);
      assert.ok(JSON.parse(line), 'it is still a line of JSON');
    }
    log.info({ err: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), status: 503 }, 'the code stays');
    assert.match(lines.at(-1)!, /ECONNREFUSED.*503/);
  });
});

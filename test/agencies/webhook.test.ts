import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { Reach } from '../../src/agencies/reach.js';
import { Undelivered } from '../../src/agencies/undelivered.js';
import { WebhookSender } from '../../src/agencies/webhook.js';
import { freePort } from '../../src/temporal/freePort.js';
import { startReceiver } from './receiver.js';

/** This machine may be called, where the receiver is. */
const sender = new WebhookSender(new Reach(['127.0.0.1'], false));
const secret = `whsec_${randomBytes(32).toString('base64')}`;
const body = JSON.stringify({ specversion: '1.0', id: 'p.1-3-ngo-webhook', note: 'vóór vrijdag €' });

describe('A webhook to an agency', () => {
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  beforeEach(async () => (receiver = await startReceiver()));
  afterEach(() => receiver.stop());

  const post = (more: { url?: string; body?: string; timeoutMs?: number } = {}) =>
    sender.post(
      { id: 'p.1-3-ngo-webhook', url: more.url ?? `${receiver.url}/hooks/ngo`, secret, body: more.body ?? body },
      more.timeoutMs ?? 5_000,
    );
  const refused = async (status: number, headers: Record<string, string> = {}): Promise<Undelivered> => {
    receiver.answers((_request, response) => void response.writeHead(status, headers).end('no'));
    const error: unknown = await post().catch((reason: unknown) => reason);
    assert.ok(error instanceof Undelivered, String(error));
    assert.deepEqual(error.said, { because: 'receiver-answered', params: { status } });
    return error;
  };

  const silent = { said: { because: 'receiver-silent', params: { seconds: 0.2 } }, final: false };
  const unreachable = (mark: string) => ({
    said: { because: 'receiver-unreachable', params: { mark } },
    final: false,
  });

  it('is signed as Standard Webhooks says: by the HMAC of its id, its time and its body', async () => {
    await post();
    const [{ headers, body: received, path }] = receiver.received as [(typeof receiver.received)[number]];
    assert.equal(path, '/hooks/ngo');
    assert.equal(received, body);
    assert.deepEqual(new Webhook(secret).verify(received, headers), JSON.parse(body));
    const signed = `p.1-3-ngo-webhook.${headers['webhook-timestamp']}.${body}`;
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    assert.equal(headers['webhook-signature'], `v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
    assert.equal(headers['content-type'], 'application/cloudevents+json; charset=utf-8');
    assert.equal(headers['webhook-id'], 'p.1-3-ngo-webhook');
  });

  it('does not verify once its body, its id or its time is another, or with another secret', async () => {
    await post();
    const [{ headers, body: received }] = receiver.received as [(typeof receiver.received)[number]];
    const other = `whsec_${randomBytes(32).toString('base64')}`;
    const later = String(Number(headers['webhook-timestamp']) + 1);
    const forged: [string, string, Record<string, string>][] = [
      [secret, received.replace('vrijdag', 'maandag'), headers],
      [secret, received, { ...headers, 'webhook-id': 'p.1-4-ngo-webhook' }],
      [secret, received, { ...headers, 'webhook-timestamp': later }],
      [other, received, headers],
    ];
    for (const [key, text, sent] of forged) assert.throws(() => new Webhook(key).verify(text, sent));
  });

  it('is taken by any 2xx', async () => {
    for (const status of [200, 201, 202, 204]) {
      receiver.answers((_request, response) => void response.writeHead(status).end());
      await post();
    }
    assert.equal(receiver.received.length, 4);
  });

  it('follows no redirect: what was agreed is one address', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      const error = await refused(status, { location: `${receiver.url}/elsewhere` });
      assert.equal(error.final, false);
    }
    assert.deepEqual([...new Set(receiver.received.map(({ path }) => path))], ['/hooks/ngo']);
    assert.equal(receiver.received.length, 5);
  });

  it('is refused for good by 410, and by nothing else', async () => {
    assert.equal((await refused(410)).final, true);
    for (const status of [400, 401, 404, 408, 429, 500, 502, 503]) {
      assert.equal((await refused(status)).final, false, String(status));
    }
  });

  it('is sent once by each call: to try it again is decided elsewhere', async () => {
    await refused(500);
    assert.equal(receiver.received.length, 1);
  });

  it('is cut off when the receiver does not answer in time', async () => {
    receiver.answers(() => {});
    const start = Date.now();
    await assert.rejects(post({ timeoutMs: 200 }), silent);
    assert.ok(Date.now() - start < 2_000);
  });

  it('is cut off when the receiver begins to answer and never ends', async () => {
    receiver.answers((_request, response) => void response.writeHead(200).write('wait'));
    const start = Date.now();
    await assert.rejects(post({ timeoutMs: 200 }), silent);
    assert.ok(Date.now() - start < 2_000);
  });

  it('is not taken when the receiver hangs up, or is not there at all', async () => {
    receiver.answers((request) => void request.socket.destroy());
    await assert.rejects(post(), unreachable('ECONNRESET'));
    receiver.answers((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      setTimeout(() => response.destroy(), 20);
    });
    await assert.rejects(post(), unreachable('ECONNRESET'));
    await assert.rejects(post({ url: `http://127.0.0.1:${await freePort()}/` }), unreachable('ECONNREFUSED'));
  });

  it('does not wait for others that hang: 40 receivers that never answer hold up none that does', async () => {
    const well = await startReceiver();
    receiver.answers(() => {});
    const hanging = Array.from({ length: 40 }, () => post({ timeoutMs: 500 }));
    const start = Date.now();
    await post({ url: `${well.url}/hooks/dtv` });
    assert.ok(Date.now() - start < 400);
    const ends = await Promise.allSettled(hanging);
    assert.ok(ends.every(({ status }) => status === 'rejected'));
    await well.stop();
  });
});

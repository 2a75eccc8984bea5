import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { start } from '../../src/dev/webhookReceiver.js';
import type { WebhookReceiver } from '../../src/dev/webhookReceiver.js';
import { freshFolder, inProduction } from './folder.js';

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;
const secret = newSecret();
const event = {
  specversion: '1.0',
  id: 'evt-1',
  type: 'nl.example.lvv.step-opened',
  subject: 'p-3f9a.1',
  data: { step: 'legal-review', note: 'vóór vrijdag' },
};

describe('the local webhook receiver', () => {
  const folder = freshFolder();
  let receiver: WebhookReceiver;
  beforeEach(async () => {
    receiver = await start({ folder: folder.path, secret });
  });
  afterEach(() => receiver.stop());

  /** Delivers as an agency's endpoint would see it; gives the status. `standardwebhooks` is the independent signer. */
  async function deliver(delivery: {
    body?: string;
    signedAt?: Date;
    secrets?: string[];
    headers?: Record<string, string>;
  }) {
    const { body = JSON.stringify(event), signedAt = new Date(), secrets = [secret], headers } = delivery;
    const signatures = secrets.map((each) => new Webhook(each).sign('msg-1', signedAt, body));
    const response = await fetch(`${receiver.url}/hooks/ngo/utrecht`, {
      method: 'POST',
      headers: {
        'webhook-id': 'msg-1',
        'webhook-timestamp': seconds(signedAt),
        'webhook-signature': signatures.join(' '),
        ...headers,
      },
      body,
    });
    return response.status;
  }
  const seconds = (moment: Date) => String(Math.floor(moment.getTime() / 1000));
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

  it('keeps a signed delivery and answers 204', async () => {
    assert.equal(await deliver({}), 204);
    const [{ receivedAt, ...delivery }] = receiver.items() as [ReturnType<typeof receiver.items>[number]];
    const { type, subject } = event;
    const to = '/hooks/ngo/utrecht';
    assert.deepEqual(delivery, { webhookId: 'msg-1', to, type, subject, body: event, verified: true });
    assert.ok(Math.abs(Date.parse(receivedAt) - Date.now()) < 5000);
  });

  it('takes any one of several signatures, as while a key is replaced', async () => {
    assert.equal(await deliver({ secrets: [newSecret(), secret] }), 204);
  });

  // Made when the test runs: other tests may take minutes before.
  const refused: [string, () => Parameters<typeof deliver>[0]][] = [
    ['signed with another key', () => ({ secrets: [newSecret()] })],
    ['that is replayed after six minutes', () => ({ signedAt: minutesAgo(6) })],
    ['from six minutes ahead', () => ({ signedAt: minutesAgo(-6) })],
    [
      'whose timestamp was changed to get past the window',
      () => ({ signedAt: minutesAgo(6), headers: { 'webhook-timestamp': seconds(new Date()) } }),
    ],
    [
      'whose timestamp is not a number of seconds',
      () => ({ headers: { 'webhook-timestamp': new Date().toISOString() } }),
    ],
    ['whose id was changed', () => ({ headers: { 'webhook-id': 'msg-2' } })],
    ['with a signature cut short', () => ({ headers: { 'webhook-signature': 'v1,AAAA' } })],
    ['without a signature', () => ({ headers: { 'webhook-signature': '' } })],
  ];
  for (const [what, delivery] of refused) {
    it(`answers 401 to a delivery ${what}, and shows it as not verified`, async () => {
      assert.equal(await deliver(delivery()), 401);
      assert.deepEqual(
        receiver.items().map(({ verified, subject }) => ({ verified, subject })),
        [{ verified: false, subject: event.subject }],
      );
    });
  }

  it('takes a delivery that was four minutes on its way', async () => {
    assert.equal(await deliver({ signedAt: minutesAgo(4) }), 204);
  });

  it('answers 413 above 256 kB and keeps nothing', async () => {
    assert.equal(await deliver({ body: JSON.stringify({ ...event, data: 'x'.repeat(2_000_000) }) }), 413);
    assert.deepEqual(receiver.items(), []);
    assert.equal(await deliver({ body: JSON.stringify({ ...event, data: 'x'.repeat(250_000) }) }), 204);
  });

  it('answers 400 to a signed body that is not JSON, and keeps that it came', async () => {
    assert.equal(await deliver({ body: 'specversion: 1.0' }), 400);
    assert.deepEqual(
      receiver.items().map(({ body, type, verified }) => ({ body, type, verified })),
      [{ body: null, type: '', verified: true }],
    );
  });

  it('knows only POST /hooks/<anything>', async () => {
    assert.equal((await fetch(`${receiver.url}/hooks/ngo`)).status, 405);
    assert.equal((await fetch(`${receiver.url}/hooks/`, { method: 'POST' })).status, 404);
    assert.equal((await fetch(`${receiver.url}/elsewhere`, { method: 'POST' })).status, 404);
    assert.deepEqual(receiver.items(), []);
  });

  it('has the deliveries of earlier runs, and tolerates half a line at the end', async () => {
    await deliver({});
    await receiver.stop();
    await appendFile(join(folder.path, 'webhooks.jsonl'), '{"webhookId":"msg-');
    receiver = await start({ folder: folder.path, secret });
    await deliver({ secrets: [newSecret()] });
    await receiver.stop();
    receiver = await start({ folder: folder.path, secret });
    assert.deepEqual(
      receiver.items().map(({ verified }) => verified),
      [true, false],
    );
  });

  it('refuses a malformed secret', async () => {
    await assert.rejects(start({ folder: folder.path, secret: 'plain words' }), /whsec_/);
  });

  it('refuses to start in production, and says what to configure', async () => {
    const starting = inProduction(() => start({ folder: folder.path, secret }));
    await assert.rejects(starting, /BESTENDIG_LOCAL=1.*HTTPS endpoints/);
  });
});

import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import { Reach, type Resolve } from '../../src/agencies/reach.js';
import { WebhookSender } from '../../src/agencies/webhook.js';
import { startReceiver } from './receiver.js';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const refused = { name: 'Undelivered', final: false, said: { because: 'address-not-public' } };

/** Answers for names, each time the next of its answers, and says how often it was asked. */
function names(answers: Record<string, string[][]>): { resolve: Resolve; asked: string[] } {
  const asked: string[] = [];
  const resolve: Resolve = (name, _options, done) => {
    asked.push(name);
    const all = answers[name] ?? [];
    const now = all.length > 1 ? all.shift()! : all[0];
    if (!now) return done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' }), []);
    const found = now.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 }));
    setImmediate(() => done(null, found));
  };
  return { resolve, asked };
}

describe('A webhook may go', () => {
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  beforeEach(async () => (receiver = await startReceiver()));
  afterEach(() => receiver.stop());

  const post = (reach: Reach, url: string) =>
    new WebhookSender(reach).post({ id: 'x', url, secret, body: '{}' }, 2_000);
  const at = (host: string) => receiver.url.replace('127.0.0.1', host);

  it('to no address of this machine, its network or its cloud, however it is written', async () => {
    const reach = new Reach([], false);
    for (const host of [
      '127.0.0.1',
      '127.1',
      '0x7f.0.0.1',
      '2130706433',
      '0177.0.0.1',
      '127.0.0.1.',
      '0.0.0.0',
      '10.0.0.1',
      '100.64.0.1',
      '100.127.255.254',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '192.0.0.192',
      '198.18.0.1',
      '224.0.0.1',
      '239.255.255.255',
      '255.255.255.255',
      '[::]',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '[::ffff:10.0.0.1]',
      '[::127.0.0.1]',
      '[64:ff9b::7f00:1]',
      '[2002:7f00:1::]',
      '[fe80::1]',
      '[fc00::1]',
      '[fd00:ec2::254]',
      '[ff02::1]',
    ]) {
      await assert.rejects(post(reach, at(host)), refused, host);
    }
    assert.equal(receiver.received.length, 0);
  });

  it('to public addresses, of both families', () => {
    const reach = new Reach([], true);
    for (const host of [
      '8.8.8.8',
      '172.32.0.1',
      '100.128.0.1',
      '192.167.1.1',
      '[2a00:1450:4001::1]',
      '[2620:fe::fe]',
    ]) {
      reach.check(new URL(`https://${host}/`));
    }
  });

  it('to no name that stands for such an address, nor for one among others', async () => {
    const { resolve } = names({
      'inside.example': [['127.0.0.1']],
      'metadata.example': [['169.254.169.254']],
      'mapped.example': [['::ffff:127.0.0.1']],
      'both.example': [['127.0.0.1', '203.0.114.1']],
    });
    for (const name of ['inside.example', 'metadata.example', 'mapped.example', 'both.example']) {
      await assert.rejects(post(new Reach([], false, resolve), at(name)), refused, name);
    }
    await assert.rejects(post(new Reach([], false, resolve), at('nowhere.example')), {
      said: { because: 'receiver-unreachable', params: { mark: 'ENOTFOUND' } },
    });
    assert.equal(receiver.received.length, 0);
  });

  it('to no name that is public when it is looked at and not when it is called (DNS rebinding): both are one', async () => {
    const { resolve, asked } = names({ 'rebind.example': [['127.0.0.1'], ['203.0.114.1'], ['127.0.0.1']] });
    const reach = new Reach(['127.0.0.1'], false, resolve);
    const sender = new WebhookSender(reach);
    await sender.post({ id: 'x', url: at('rebind.example'), secret, body: '{}' }, 2_000);
    assert.deepEqual(
      [asked.length, receiver.received.length],
      [1, 1],
      'the address that was looked at is the one called',
    );
    const strict = names({ 'rebind.example': [['203.0.114.1'], ['127.0.0.1']] });
    const outside = new Reach([], false, strict.resolve);
    await new Promise<void>((resolveLookup) => outside.lookup('rebind.example', { all: true }, () => resolveLookup()));
    await assert.rejects(post(outside, at('rebind.example')), refused);
  });

  it('where it is allowed by name, address or network, and then by http in production as well', async () => {
    const { resolve } = names({ 'hooks.inside.example': [['127.0.0.1']], 'other.example': [['127.0.0.1']] });
    for (const [allowed, host] of [
      [['127.0.0.1'], '127.0.0.1'],
      [['127.0.0.0/8'], '127.0.0.1'],
      [['hooks.inside.example'], 'hooks.inside.example'],
      [['Hooks.Inside.Example'], 'hooks.inside.example'],
    ] as const) {
      await post(new Reach(allowed, true, resolve), at(host));
    }
    assert.equal(receiver.received.length, 4);
    await assert.rejects(post(new Reach(['hooks.inside.example'], false, resolve), at('other.example')), refused);
    await assert.rejects(post(new Reach(['10.0.0.0/8'], false, resolve), at('127.0.0.1')), refused);
  });

  it('in production by https only', async () => {
    const { resolve } = names({ 'public.example': [['203.0.114.1']] });
    await assert.rejects(post(new Reach([], true, resolve), 'http://public.example/hooks'), {
      name: 'Undelivered',
      said: { because: 'address-not-https' },
    });
    new Reach([], true, resolve).check(new URL('https://public.example/hooks'));
  });
});

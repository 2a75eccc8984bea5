import { lvv } from '../../src/lvv/index.js';
import assert from 'node:assert/strict';
import { differences, digestOf, snapshotOf, type Snapshot } from '../../src/api/settings/configurationSnapshot.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { lastReadings, noteReading } from '../../src/register/settings/configurationReadings.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { refer, through } from '../support/walk.js';
import { withTerms } from '../support/withTerms.js';

const administrator = 'municipality:administrator';

describe('How agencies are reached', () => {
  let stack: Stack;
  let snapshot: Snapshot;
  const readings = async (as: string) =>
    (await stack.get(as, '/v1/configuration/readings')).body['items'] as {
      isFirst: boolean;
      differences: { path: string[]; before: unknown; after: unknown }[];
    }[];

  before(async () => {
    stack = await startQuickStack();
    const { programmes, directory } = readConfiguration(stack.env['BESTENDIG_CONFIG']!, stack.env, lvv);
    snapshot = snapshotOf(withTerms(programmes), directory);
  });
  after(() => stack?.stop());

  it('is shown within the municipality that one works for, without the secret of a webhook or its path', async () => {
    const { body } = await stack.get('municipality:coordinator', '/v1/directory');
    const items = body['items'] as { municipality: string; agency: string; channels: Record<string, string>[] }[];
    assert.deepEqual([...new Set(items.map(({ municipality }) => municipality))], ['utrecht']);
    const webhook = items.flatMap(({ channels }) => channels).find(({ type }) => type === 'webhook');
    assert.deepEqual(webhook, { type: 'webhook', host: new URL(stack.env['BESTENDIG_WEBHOOK_BASE']!).host });
    assert.equal((await stack.get('municipality:coordinator', '/v1/directory?municipality=groningen')).status, 403);
    assert.equal((await stack.get('ngo:legal', '/v1/directory')).status, 403);
    const all = (await stack.get('municipality:administrator@', '/v1/directory')).body['items'] as typeof items;
    assert.equal(new Set(all.map(({ municipality }) => municipality)).size, 5);
  });

  it('is noted at a start with nothing secret in it, and once however many start', async () => {
    const [noted] = await eventually(async () => {
      const found = await lastReadings(stack.register, 10);
      return found.length > 0 && found;
    });
    assert.equal(noted!.digest, digestOf(snapshot));
    assert.deepEqual(noted!.snapshot, snapshot);
    const kept = JSON.stringify(noted!.snapshot);
    assert.ok(!kept.includes('whsec_') && !kept.includes('/hooks'), kept);
    const again = Array.from({ length: 4 }, () => noteReading(stack.register, digestOf(snapshot), snapshot));
    assert.deepEqual(await Promise.all(again), [false, false, false, false]);
  });

  it('tells what differs from the reading before, to whom it concerns, and is never rewritten', async () => {
    const changed = structuredClone(snapshot) as Record<string, any>;
    changed['utrecht'].agencies.ngo.name = 'Another name';
    assert.equal(await noteReading(stack.register, digestOf(changed), changed), true);
    const [latest, ...older] = await readings(administrator);
    assert.deepEqual(
      latest!.differences.map(({ path, after }) => [path.join('.'), after]),
      [['utrecht.agencies.ngo.name', 'Another name']],
    );
    assert.deepEqual(
      older.map(({ isFirst }) => isFirst),
      [true],
    );
    // Nothing of it is of Groningen.
    assert.deepEqual(
      (await readings(`${administrator}@groningen`)).map(({ isFirst }) => isFirst),
      [true],
    );
    for (const rewrite of [`update configuration_readings set digest = ''`, 'delete from configuration_readings']) {
      await assert.rejects(stack.register.execute(rewrite), /append-only/);
    }
  });

  it('compares by name and not by place, and tells of what came and went', () => {
    assert.deepEqual(differences({ a: 1, b: { c: [1] } }, { b: { c: [1, 2] }, d: true }), [
      { path: ['a'], before: 1, after: null },
      { path: ['b', 'c'], before: [1], after: [1, 2] },
      { path: ['d'], before: null, after: true },
    ]);
  });

  describe('and what came of it', () => {
    let id: string;
    const messages = async (query: string) =>
      (await stack.get('municipality:coordinator', `/v1/notifications?limit=200&trajectoryId=${id}&${query}`)).body[
        'items'
      ] as Record<string, any>[];

    before(async () => {
      id = await refer(stack);
      await through(stack, id, 'intake', 'admission', 'legal-review');
      await eventually(async () => {
        const all = await messages('');
        return (
          all.some(({ agency, asks, settledAt }) => agency === 'ngo' && asks && settledAt) &&
          all.every(({ status }) => status === 'sent')
        );
      });
    });

    it('says that a webhook was confirmed, and when a step did not wait for the agency any more', async () => {
      for (const { channel, receivedAt, sentAt, asks, settledAt } of await messages('')) {
        assert.equal(receivedAt, channel === 'webhook' ? sentAt : null);
        if (!asks) assert.equal(settledAt, null);
      }
      const forReview = (await messages('agency=ngo')).filter(({ asks }) => asks);
      assert.ok(forReview.some(({ settledAt }) => settledAt !== null));
    });

    it('can be narrowed to a channel, a municipality and a moment', async () => {
      const all = await messages('');
      const channels = new Set((await messages('channel=webhook')).map(({ channel }) => channel));
      assert.deepEqual([...channels], ['webhook']);
      assert.equal((await messages('municipality=utrecht')).length, all.length);
      assert.deepEqual(await messages('municipality=groningen'), []);
      assert.deepEqual(await messages('since=2099-01-01T00:00:00Z'), []);
    });

    it('is counted by agency within reach, as the list has it', async () => {
      const counts = async (as: string) =>
        (await stack.get(as, '/v1/notifications/summary')).body['items'] as Record<string, any>[];
      const all = await messages('');
      for (const { agency, sent, pending, failed, oldestPending } of await counts('municipality:coordinator')) {
        assert.equal(sent, all.filter((message) => message['agency'] === agency).length);
        assert.deepEqual([pending, failed, oldestPending], [0, 0, null]);
      }
      assert.deepEqual(
        (await counts('ngo:legal')).map(({ agency }) => agency),
        ['ngo'],
      );
      assert.deepEqual(await counts('municipality:coordinator@groningen'), []);
    });

    it('is in the local mailbox, the newest first, with whose address it is', async () => {
      const { items } = (await (await fetch(`${stack.url}/dev/mail`)).json()) as { items: Record<string, string>[] };
      assert.ok(items.length > 1);
      assert.equal(new Set(items.map((mail) => mail['id'])).size, items.length);
      assert.ok(items.every(({ from, municipality, agency }) => from && municipality === 'utrecht' && agency));
      const moments = items.map(({ receivedAt }) => receivedAt!);
      assert.deepEqual(moments, moments.toSorted().toReversed());
      const hooks = (await (await fetch(`${stack.url}/dev/webhooks`)).json()) as { items: Record<string, string>[] };
      assert.ok(hooks.items.length > 0 && hooks.items.every(({ agency }) => agency));
      assert.equal((await stack.get('ngo:legal', '/v1/me')).body['local'], true);
    });
  });
});

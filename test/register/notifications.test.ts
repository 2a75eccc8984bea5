import assert from 'node:assert/strict';
import { saysOfDelivery } from '../../src/agencies/undelivered.js';
import type { Database } from '../../src/register/database/database.js';
import {
  claimPending,
  findNotification,
  makePending,
  markDelivered,
  stillPending,
  type DeliveryResult,
} from '../../src/register/messages/notifications.js';
import { record } from '../../src/register/trajectories/record.js';
import { Play } from '../support/play.js';
import { eventually } from '../support/stack.js';
import { onBothDatabases, recordingOf } from './databases.js';

const everything = { municipality: null, agency: null };
/** A claim of this length has ended before it began. */
const ended = -1;

let plays = 0;
/** A trajectory with some messages, none of which anybody has claimed. */
async function messages(register: Database, claimSeconds = ended) {
  plays += 1;
  const play = new Play(`told${plays}`);
  for (const step of ['intake', 'admission', 'legal-review']) play.perform(step);
  const recorded = recordingOf(play);
  const retryUntil = '2100-01-01T00:00:00.000Z';
  const recording = { ...recorded, notifications: recorded.notifications.map((one) => ({ ...one, retryUntil })) };
  await record(register, recording, claimSeconds);
  const { id: trajectoryId, version } = play.state;
  const pending = recording.notifications.filter(({ status }) => status === 'pending').map(({ id }) => id);
  assert.ok(pending.length >= 8, `there are ${pending.length} messages`);
  return { all: { trajectoryId, from: 1, to: version }, pending: pending.toSorted(), recording };
}
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).toSorted();
const answered = (status: number) => saysOfDelivery('receiver-answered', { status });
const silent = saysOfDelivery('receiver-silent', { seconds: 5 });
const result = (id: string, more: Partial<DeliveryResult> = {}): DeliveryResult => ({
  id,
  trajectoryId: id.split('-')[0]!,
  error: null,
  final: false,
  ...more,
});

onBothDatabases('A message', (register) => {
  const look = async (id: string) => (await findNotification(register(), everything, id))!;

  it('is never given to two who claim at once', async () => {
    // As many connections as there are, each up, so that the claims do meet.
    await Promise.all(Array.from({ length: 10 }, () => register().query({ text: 'select pg_sleep(0.05)' })));
    for (let round = 0; round < 5; round += 1) {
      const { all, pending } = await messages(register());
      const claims = await Promise.all([
        ...Array.from({ length: 10 }, () => claimPending(register(), all, 60)),
        ...pending.map((id) => claimPending(register(), { id }, 60)),
      ]);
      assert.deepEqual(ids(claims.flat()), pending);
    }
  });

  it('that is new belongs to who recorded it', async () => {
    const { all, pending } = await messages(register(), 60);
    assert.deepEqual(await claimPending(register(), all, 60), []);
    assert.equal((await stillPending(register(), all)).length, pending.length);
  });

  it('is given again when its claim has ended, so that a killed worker holds nothing up', async () => {
    const { all, pending } = await messages(register());
    assert.deepEqual(ids(await claimPending(register(), all, 0.2)), pending);
    assert.deepEqual(await claimPending(register(), all, 60), []);
    const again = await eventually(async () => {
      const claimed = await claimPending(register(), all, 60);
      return claimed.length > 0 && claimed;
    });
    assert.deepEqual(ids(again), pending);
  });

  it('is claimed within the sequences that are asked for, and no further', async () => {
    const { all, recording } = await messages(register());
    const last = recording.notifications.at(-1)!.sequence;
    const claimed = await claimPending(register(), { ...all, from: last }, 60);
    assert.ok(claimed.length > 0);
    assert.ok(claimed.every(({ sequence }) => sequence === last));
    const before = await claimPending(register(), { ...all, to: last - 1 }, 60);
    assert.ok(before.every(({ sequence }) => sequence < last));
    assert.equal(before.length + claimed.length, (await stillPending(register(), all)).length);
  });

  it('that was delivered is sent, once and for all', async () => {
    const { all, pending } = await messages(register());
    const id = pending[0]!;
    await markDelivered(register(), [result(id)]);
    const sent = await look(id);
    assert.equal(sent.status, 'sent');
    assert.equal(sent.attempts, 1);
    assert.ok(sent.sentAt instanceof Date);
    assert.ok(!ids(await claimPending(register(), all, 60)).includes(id));
    // A run that lost its claim meanwhile, and did not get through itself.
    await markDelivered(register(), [result(id, { error: silent }), result(id, { error: answered(410), final: true })]);
    assert.deepEqual(await look(id), sent);
  });

  it('that did not arrive is pending again at once, with the reason', async () => {
    const { all, pending } = await messages(register());
    const id = pending[0]!;
    await claimPending(register(), all, 60);
    await markDelivered(register(), [result(id, { error: answered(500) })]);
    const { status, attempts, lastError, sentAt } = await look(id);
    assert.deepEqual(
      { status, attempts, lastError, sentAt },
      { status: 'pending', attempts: 1, lastError: answered(500), sentAt: null },
    );
    assert.deepEqual(ids(await claimPending(register(), all, 60)), [id]);
  });

  it('is failed when the receiver will never take it, or when its time is up; then nobody tries it again', async () => {
    const { all, pending } = await messages(register());
    const [gone, late] = pending as [string, string];
    await makePending(register(), late, '2020-01-01T00:00:00.000Z');
    await markDelivered(register(), [
      result(gone, { error: answered(410), final: true }),
      result(late, { error: answered(500) }),
    ]);
    for (const id of [gone, late]) assert.equal((await look(id)).status, 'failed');
    const claimed = ids(await claimPending(register(), all, 60));
    assert.deepEqual(claimed, pending.slice(2));
  });

  it('that failed can be put back to be tried again', async () => {
    const { pending } = await messages(register());
    const id = pending[0]!;
    await markDelivered(register(), [result(id, { error: answered(410), final: true })]);
    await makePending(register(), id, '2100-01-01T00:00:00.000Z');
    assert.deepEqual(ids(await claimPending(register(), { id }, 60)), [id]);
    await markDelivered(register(), [result(id)]);
    const { status, attempts, lastError } = await look(id);
    assert.deepEqual({ status, attempts, lastError }, { status: 'sent', attempts: 2, lastError: null });
  });

  it('for an inbox needs no delivery; for an agency without an entry it is failed from the start', async () => {
    const { recording } = await messages(register());
    const inbox = recording.notifications.find(({ agency }) => agency === 'ind')!;
    assert.equal((await look(inbox.id)).status, 'sent');
    const unknown = { ...recording, notifications: [{ ...inbox, id: `${inbox.id}-x`, status: 'failed' as const }] };
    assert.deepEqual(await record(register(), unknown, 60), []);
    assert.equal((await look(`${inbox.id}-x`)).status, 'failed');
  });

  it('is not there for another municipality or agency', async () => {
    const { recording } = await messages(register());
    const { id, agency } = recording.notifications.find((message) => message.agency === 'ngo')!;
    const find = (municipality: string | null, who: 'ngo' | 'dtv' | null) =>
      findNotification(register(), { municipality, agency: who }, id);
    assert.equal((await find('utrecht', agency as 'ngo'))?.id, id);
    assert.equal(await find('utrecht', 'dtv'), undefined);
    assert.equal(await find('groningen', null), undefined);
  });
});

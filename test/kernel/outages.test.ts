import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { workflowIdOf } from '../../src/trajectory/replayed/contract.js';
import * as mailbox from '../../src/dev/mailbox.js';
import { assertEncrypted } from '../support/payloads.js';
import { sharedPostgres } from '../support/shared.js';
import { startPostgres, type PostgresServer } from '../support/postgres.js';
import { eventually, startStack, type Stack } from '../support/stack.js';
import { reopenedWhileAway } from './reopenedWhileAway.js';
import { example, refer, through, wholeWay } from '../support/walk.js';

const director = 'municipality:case-director';

async function timelineOf(stack: Stack, id: string): Promise<{ sequence: number; type: string; step: string }[]> {
  return ((await stack.get(director, `/v1/trajectories/${id}/timeline`)).body['items'] ?? []) as never;
}

async function notificationsOf(stack: Stack, id: string, language = 'en') {
  const { body } = await stack.get(director, `/v1/notifications?trajectoryId=${id}&limit=200&language=${language}`);
  return (body['items'] ?? []) as {
    id: string;
    status: string;
    channel: string;
    attempts: number;
    lastError: { because: string; params?: Record<string, unknown>; detail: string } | null;
  }[];
}

function assertWhole(items: { sequence: number; type: string; step: string }[], steps: string[]): void {
  assert.deepEqual(
    items.map(({ sequence }) => sequence),
    items.map((_item, i) => i + 1),
  );
  const completed = items.filter(({ type }) => type === 'step-completed').map(({ step }) => step);
  assert.deepEqual(completed, steps);
}

/**
 * What takes long by what it waits for has begun when its own test comes: so the minute without a register and the time
 * without agencies pass together. What goes wrong is said by the test that it belongs to.
 */
function begun(scenario: () => Promise<void>): Promise<void> {
  const running = scenario();
  running.catch(() => {});
  return running;
}

const noRegister = 'the register cannot be read';

describe('While the register is down', () => {
  let postgres: PostgresServer | null;
  let stack: Stack;
  let minute: Promise<void>;
  before(async function () {
    agenciesAway ??= begun(awayForLong);
    void reopenedWhileAway();
    if (!(await sharedPostgres())) this.skip();
    postgres = await startPostgres();
    stack = await startStack({ databaseUrl: await postgres!.createDatabase() });
    minute = begun(downForAMinute);
  });
  after(async () => {
    await stack?.stop();
    await postgres?.stop();
  });

  it('for a minute: people are referred and steps accepted; afterwards each is recorded once and in order, and each agency told', async function () {
    this.timeout(240_000);
    await minute;
  });

  it('a V-number is added and confirmed here, and the person referred there; both municipalities are told of it afterwards', async function () {
    this.timeout(240_000);
    await minute;
    for (const [city, id] of Object.entries(ofOnePerson)) {
      await eventually(async () => {
        const path = `/v1/notifications?trajectoryId=${id}&limit=200`;
        const { body } = await stack.get(`municipality:coordinator@${city}`, path);
        const items = (body['items'] ?? []) as { subject: string; status: string }[];
        return items.some(({ subject, status }) => /Another open trajectory/.test(subject) && status === 'sent');
      }, 45_000);
    }
    const third = await stack.post(`${director}@groningen`, '/v1/trajectories', referralOf(vNumber));
    assert.equal(third.status, 409);
  });

  const vNumber = '2700000002';
  const referralOf = (number: string) => ({ ...(example('referral').body as object), vNumber: number });
  /** By city: the trajectories of the person who has that number. */
  const ofOnePerson: Record<string, string> = {};

  async function twoOfOnePerson(here: string): Promise<void> {
    const reason = 'Found in the basic register.';
    const post = (as: string, path: string, body: object) => stack.post(as, `/v1/trajectories${path}`, body);
    assert.equal((await post(director, `/${here}/actions/add-v-number`, { vNumber, reason })).status, 200);
    const confirmed = { verdict: 'confirmed', vNumber, reason };
    const colleague = 'municipality:coordinator';
    assert.equal((await post(colleague, `/${here}/steps/v-number-check`, confirmed)).status, 200);
    // Nobody can know of it now, so the person is helped there.
    const there = await post(`${director}@amsterdam`, '', referralOf(vNumber));
    assert.equal(there.status, 201, JSON.stringify(there.body));
    Object.assign(ofOnePerson, { utrecht: here, amsterdam: there.body['id'] });
  }

  async function downForAMinute(): Promise<void> {
    const earlier = await refer(stack);
    await through(stack, earlier, 'intake');
    const numberless = await refer(stack);
    await postgres!.halt();
    const over = new Promise((resolve) => setTimeout(resolve, 60_000));
    await twoOfOnePerson(numberless);
    await through(stack, earlier, 'admission', 'legal-review');
    const during = await refer(stack, { vNumber: '2700000001' });
    await through(stack, during, ...wholeWay);
    const { body } = await stack.get(director, `/v1/trajectories/${earlier}`);
    assert.equal(body['source'], 'workflow');
    assert.equal((await stack.get(director, '/v1/trajectories')).status, 503);
    // Each part is looked at by itself, every few seconds: it is soon said that this one is missing, and no other.
    await eventually(async () => {
      const ready = await fetch(`${stack.url}/health/ready`);
      const { missing = [] } = (await ready.json()) as { missing?: string[] };
      return ready.status === 503 && missing.join() === noRegister;
    });
    await over;
    await postgres!.resume();
    await eventually(async () => (await timelineOf(stack, during)).at(-1)?.type === 'trajectory-closed', 45_000);
    assertWhole(await timelineOf(stack, during), wholeWay);
    await eventually(async () => (await timelineOf(stack, earlier)).length === body['version'], 45_000);
    assertWhole(await timelineOf(stack, earlier), ['intake', 'admission', 'legal-review']);
    for (const id of [earlier, during]) {
      await eventually(async () => {
        const all = await notificationsOf(stack, id);
        return all.length > 0 && all.every(({ status }) => status === 'sent');
      }, 45_000);
    }
    const ids = [
      ...stack.mail.items().map(({ messageId }) => messageId),
      ...stack.webhooks.items().map(({ webhookId }) => webhookId),
    ];
    const wanted = [...(await notificationsOf(stack, earlier)), ...(await notificationsOf(stack, during))];
    for (const { id } of wanted)
      assert.ok(
        ids.some((arrived) => arrived.startsWith(id)),
        `${id} has arrived`,
      );
  }
});

let agenciesAway: Promise<void> | undefined;
let stack: Stack;
let receiver: Server;
let behaviour: 'hang' | 'fail' | 'take' = 'hang';
const taken: string[] = [];

async function awayForLong(): Promise<void> {
  receiver = createServer((request, response) => {
    if (behaviour === 'hang') return;
    if (behaviour === 'take') taken.push(String(request.headers['webhook-id']));
    request.resume();
    request.on('end', () => response.writeHead(behaviour === 'take' ? 204 : 500).end());
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port: hooks } = receiver.address() as AddressInfo;
  stack = await startStack({ env: { BESTENDIG_WEBHOOK_BASE: `http://127.0.0.1:${hooks}/hooks` } });
  await stack.mail.stop();
  const id = await refer(stack);
  const last = await through(stack, id, ...wholeWay);
  assert.equal(last['status'], 'closed');
  // Recorded at once, though nobody could be told.
  await eventually(async () => (await timelineOf(stack, id)).length === last['version']);
  assertWhole(await timelineOf(stack, id), wholeWay);
  const waiting = await eventually(async () => {
    const all = await notificationsOf(stack, id);
    return all.every(({ attempts }) => attempts > 0) && all;
  }, 30_000);
  assert.ok(waiting.every(({ status }) => status === 'pending'));
  const silent = { because: 'receiver-silent', params: { seconds: 5 } };
  for (const [language, detail] of [
    ['en', 'The system of the receiver did not answer within 5 seconds.'],
    ['nl', 'Het systeem van de ontvanger antwoordde niet binnen 5 seconden.'],
  ] as const) {
    const errors = (await notificationsOf(stack, id, language)).map(({ lastError }) => lastError);
    const ofReceiver = errors.filter((error) => error?.because === silent.because);
    assert.ok(ofReceiver.length > 0);
    assert.deepEqual(ofReceiver[0], { ...silent, detail });
  }

  const handle = stack.client.workflow.getHandle(workflowIdOf(id.split('.')[0]!));
  await eventually(async () => (await handle.describe()).status.name === 'COMPLETED', 100_000);
  const rest = stack.client.workflow.getHandle(`deliver/${id}`);
  assert.equal((await rest.describe()).status.name, 'RUNNING');
  // What the child is given, and what it gives its first activity, are bound to the child.
  await eventually(async () => assertEncrypted((await rest.fetchHistory()).events, `deliver/${id}`).length >= 2);

  behaviour = 'fail';
  await eventually(
    async () => (await notificationsOf(stack, id)).some(({ lastError }) => lastError?.params?.['status'] === 500),
    45_000,
  );
  behaviour = 'take';
  const [, port] = /:(\d+)$/.exec(stack.env['SMTP_URL']!)!;
  const back = await mailbox.start({ folder: `${stack.env['BESTENDIG_DATA']}/dev`, port: Number(port) });
  await eventually(async () => (await notificationsOf(stack, id)).every(({ status }) => status === 'sent'), 60_000);
  const mails = back.items().map(({ messageId }) => messageId.split('@')[0]!);
  await back.stop();
  const ids = waiting.map((message) => message.id).toSorted();
  assert.deepEqual([...new Set([...mails, ...taken])].toSorted(), ids);
  await eventually(async () => (await rest.describe()).status.name === 'COMPLETED');
}

describe('While the agencies are hard to reach', () => {
  before(() => {
    agenciesAway ??= begun(awayForLong);
  });
  after(async () => {
    await stack.stop();
    receiver.closeAllConnections();
    receiver.close();
  });

  it('a trajectory goes on and ends within two minutes; what is undelivered follows, under the same id, once they answer', async function () {
    this.timeout(300_000);
    await agenciesAway;
  });

  it('a message that was sent can be sent again by a coordinator, under the same id', async () => {
    behaviour = 'take';
    const id = await refer(stack);
    await through(stack, id, 'intake');
    const message = await eventually(async () =>
      (await notificationsOf(stack, id)).find(({ channel, status }) => channel === 'webhook' && status === 'sent'),
    );
    const path = `/v1/notifications/${message.id}/redeliver`;
    assert.equal((await stack.post('municipality:intake-officer', path, undefined)).status, 403);
    const answer = await stack.post('municipality:coordinator', path, undefined);
    assert.equal(answer.status, 202, JSON.stringify(answer.body));
    await eventually(() => taken.filter((webhookId) => webhookId === message.id).length === 2);
    await eventually(async () =>
      (await notificationsOf(stack, id)).some(
        (now) => now.id === message.id && now.status === 'sent' && now.attempts === 2,
      ),
    );
  });
});

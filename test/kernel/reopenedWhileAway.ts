import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { workflowIdOf, workflowNames } from '../../src/trajectory/replayed/contract.js';
import { startQuickStack } from '../support/quickStack.js';
import { eventually, type Stack } from '../support/stack.js';
import { example, refer, through } from '../support/walk.js';

const director = 'municipality:case-director';

let begun: Promise<void> | undefined;

/** It waits for more than a minute, so it is begun while other outages last; its own test says how it ended. */
export function reopenedWhileAway(): Promise<void> {
  begun ??= scenario();
  begun.catch(() => {});
  return begun;
}

async function scenario(): Promise<void> {
  let answers = true;
  const taken: string[] = [];
  const receiver = createServer((request, response) => {
    if (!answers) return;
    taken.push(String(request.headers['webhook-id']));
    request.resume();
    request.on('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  const stack: Stack = await startQuickStack({ env: { BESTENDIG_WEBHOOK_BASE: `http://127.0.0.1:${port}/hooks` } });
  try {
    await reopenAndClose(stack, taken, (now) => (answers = now));
  } finally {
    await stack.stop();
    receiver.closeAllConnections();
    receiver.close();
  }
}

async function reopenAndClose(stack: Stack, taken: string[], answer: (now: boolean) => void): Promise<void> {
  const act = (id: string, name: string) =>
    stack.post(director, `/v1/trajectories/${id}/actions/${name}`, example(name).body);
  const messagesOf = async (id: string) =>
    (await stack.get(director, `/v1/notifications?trajectoryId=${id}&limit=200`)).body['items'] as {
      id: string;
      status: string;
      channel: string;
    }[];
  const statusOf = async (workflowId: string) =>
    (await stack.client.workflow.getHandle(workflowId).describe()).status.name;

  const id = await refer(stack);
  // From the intake on agencies take part that are called.
  await through(stack, id, 'intake');
  const { body: closed } = await act(id, 'withdraw');
  const trajectory = workflowIdOf(id.split('.')[0]!);
  await eventually(async () => (await statusOf(trajectory)) === 'COMPLETED');
  // As the kernel leaves it after a minute: a message that is not delivered, and a workflow that goes on with it.
  answer(false);
  taken.length = 0;
  const [message, ...earlier] = (await messagesOf(id)).filter(({ channel }) => channel === 'webhook');
  await stack.register.query({
    text: `update notifications set status = 'pending', sent_at = null where id = '${message!.id}'`,
  });
  const { source: _source, overdue: _overdue, ...summary } = closed;
  const left = { summary, personRef: id.split('.')[0]!, episode: 1, batches: [], deliverFrom: 1, takenOver: true };
  await stack.client.workflow.start(workflowNames.deliver, {
    workflowId: `deliver/${id}`,
    taskQueue: stack.taskQueue,
    args: [{ notify: left }],
  });

  assert.equal((await act(id, 'reopen')).status, 200);
  assert.equal(await statusOf(`deliver/${id}`), 'TERMINATED');
  const aside = `deliver/${id}/${closed['version']}`;
  assert.equal(await statusOf(aside), 'RUNNING');

  assert.equal((await act(id, 'withdraw')).status, 200);
  const early = await act(id, 'reopen');
  assert.deepEqual([early.status, early.body['code']], [503, 'not-confirmed'], 'its workflow is still delivering');
  await eventually(async () => (await statusOf(trajectory)) !== 'RUNNING', 100_000);
  assert.equal(await statusOf(trajectory), 'COMPLETED');
  assert.deepEqual([await statusOf(`deliver/${id}`), await statusOf(aside)], ['RUNNING', 'RUNNING']);

  answer(true);
  const all = await eventually(async () => {
    const messages = await messagesOf(id);
    return messages.every(({ status }) => status === 'sent') && messages;
  }, 60_000);
  const delivered = new Set(earlier.map((one) => one.id));
  const webhooks = all.filter((one) => one.channel === 'webhook' && !delivered.has(one.id)).map((one) => one.id);
  assert.ok(webhooks.length > 1);
  assert.deepEqual(taken.toSorted(), webhooks.toSorted());
  await eventually(
    async () => (await statusOf(aside)) === 'COMPLETED' && (await statusOf(`deliver/${id}`)) === 'COMPLETED',
  );
  const { items } = (await stack.get(director, `/v1/trajectories/${id}/timeline`)).body;
  assert.deepEqual(
    items.map(({ sequence }: { sequence: number }) => sequence),
    items.map((_item: unknown, i: number) => i + 1),
  );
}

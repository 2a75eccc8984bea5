import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { readEvents } from '../../src/register/trajectories/timeline.js';
import { eventually, type Answer, type Stack } from '../support/stack.js';
import { example } from '../support/walk.js';

const steps = ['intake', 'admission', 'legal-review', 'return-counselling'];

/** People who work all the time: each sends a command, and the same one with the same key again, until it is done. */
export class Load {
  /** By trajectory, the steps that were acknowledged, in order. */
  readonly acknowledged = new Map<string, string[]>();
  /** The codes of all refusals on the way, with how often each came. */
  readonly refusals: Record<string, number> = {};
  private readonly stack: Stack;
  private readonly clients: Promise<void>[];
  private isOver = false;
  private resting: Promise<void> | undefined;
  private working = 0;

  constructor(stack: Stack, clients: number) {
    this.stack = stack;
    this.clients = Array.from({ length: clients }, () => this.client());
  }

  /** Each finishes the command that it is at. */
  async stop(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.clients);
  }

  /**
   * Sends no new command while `work` goes on, and begins it when all that was acknowledged is recorded: what an engine has
   * accepted and not recorded yet is lost with it, see docs/decisions/0024-recovering-from-the-record.md.
   */
  async rest(work: () => Promise<void>): Promise<void> {
    let goOn = (): void => {};
    this.resting = new Promise((resolve) => (goOn = resolve));
    await eventually(async () => this.working === 0 && (await this.isRecorded()), 20_000);
    await work();
    this.resting = undefined;
    goOn();
  }

  private async isRecorded(): Promise<boolean> {
    for (const [id, done] of this.acknowledged) {
      const events = await readEvents(this.stack.register, id);
      const completed = events.filter(({ type }) => type === 'step-completed');
      if (events.length === 0 || completed.length < done.length) return false;
    }
    return true;
  }

  private async client(): Promise<void> {
    while (!this.isOver) {
      const { by, body } = example('referral');
      const { id } = (await this.until(201, by, '/v1/trajectories', body)).body;
      const done: string[] = [];
      this.acknowledged.set(id, done);
      for (const step of steps) {
        if (this.isOver) return;
        const performed = example(step);
        await this.until(200, performed.by, `/v1/trajectories/${id}/steps/${step}`, performed.body);
        done.push(step);
      }
    }
  }

  private async until(status: number, by: string, path: string, body: unknown): Promise<Answer> {
    const key = randomUUID();
    await this.resting;
    this.working += 1;
    try {
      return await this.untilDone(key, status, by, path, body);
    } finally {
      this.working -= 1;
    }
  }

  private async untilDone(key: string, status: number, by: string, path: string, body: unknown): Promise<Answer> {
    for (;;) {
      const answer = await this.stack.post(by, path, body, { 'idempotency-key': key });
      // A referral that is sent again finds what it has made.
      if (answer.status === status || (status === 201 && answer.status === 200)) return answer;
      const { code } = answer.body;
      this.refusals[code] = (this.refusals[code] ?? 0) + 1;
      // A server that has just begun knows no search attributes for a moment.
      const passes = ['not-confirmed', 'trajectory-away', 'record-ahead', 'internal-error'];
      assert.ok(passes.includes(code), `${path}: ${JSON.stringify(answer.body)}`);
      await pause(200);
    }
  }
}

/**
 * Every acknowledged step is in the register, once and in order; every message of these trajectories, and of others that
 * are named, was sent and arrived once.
 */
export async function assertNothingLostOrDoubled(stack: Stack, load: Load, others: string[] = []): Promise<void> {
  assert.ok(load.acknowledged.size > 0);
  for (const [id, wanted] of load.acknowledged) {
    await eventually(async () => {
      const events = await readEvents(stack.register, id);
      assert.deepEqual(
        events.map(({ sequence }) => sequence),
        events.map((_event, i) => i + 1),
      );
      const completed = events.filter(({ type }) => type === 'step-completed').map(({ step }) => step);
      assert.deepEqual(completed, wanted, id);
      return true;
    }, 20_000);
  }
  const messages = await eventually(async () => {
    const all = await stack.register.query<{ id: string; trajectoryId: string; status: string; channel: string }>({
      text: 'select id, trajectory_id as "trajectoryId", status, channel from notifications',
    });
    return all.every(({ status }) => status === 'sent') && all;
  }, 30_000);
  const looked = new Set([...load.acknowledged.keys(), ...others]);
  const sent = messages.filter(({ trajectoryId, channel }) => looked.has(trajectoryId) && channel !== 'inbox');
  const ids = new Set(messages.map(({ id }) => id));
  const earlier = new Set(messages.filter(({ trajectoryId }) => !looked.has(trajectoryId)).map(({ id }) => id));
  assert.deepEqual(
    arrived(stack)
      .filter((id) => !earlier.has(id))
      .toSorted(),
    sent.map(({ id }) => id).toSorted(),
  );
  for (const id of arrived(stack)) assert.ok(ids.has(id), `${id} is in the register`);
}

/** How many messages have not been taken by their agency yet. */
export async function pendingIn(stack: Stack): Promise<number> {
  const text = `select count(*)::integer as count from notifications where status = 'pending'`;
  return (await stack.register.query<{ count: number }>({ text }))[0]!.count;
}

/** The ids of the messages that arrived, as often as each did. */
export function arrived(stack: Stack): string[] {
  return [
    ...stack.mail.items().map(({ messageId }) => messageId.split('@')[0]!),
    ...stack.webhooks.items().map(({ webhookId }) => webhookId),
  ];
}

import { hostname } from 'node:os';
import type { Client } from '@temporalio/client';
import { clockDifference, sentenceOfClock } from '../../trajectory/terms/clocks.js';
import { callWithin } from '../../temporal/deadline.js';

/** The clock of this machine and Temporal's differ by more than they may. */
export class ClockDiffers extends Error {
  override name = 'ClockDiffers';
}

/** The type of the workflow that is started to see Temporal's time, and ended at once. */
export const clockWorkflow = 'clock';

const deadlineMs = 5_000;

/**
 * Compares the clock of this process with Temporal's. No call of Temporal tells its time, but it notes when a workflow was
 * started: so one is started that no worker ever takes, looked at, and ended.
 * @param whose is named when they differ
 * @throws ClockDiffers; NoAnswer, or what the server says, when it can't be told
 */
export async function mustAgreeWithTemporal(client: Client, whose: string, now = () => Date.now()): Promise<void> {
  const workflowId = `clock/${hostname()}/${process.pid}`;
  await callWithin(client, deadlineMs, async () => {
    const before = now();
    const handle = await client.workflow.start(clockWorkflow, {
      workflowId,
      taskQueue: 'clock',
      args: [],
      workflowExecutionTimeout: '1 minute',
      workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    });
    const after = now();
    const { startTime } = await handle.describe();
    await handle.terminate('only its start was of use').catch(() => undefined);
    const started = startTime.getTime();
    // Between the two moments at which this process looked at its own clock it can't be told, and need not be.
    const own = new Date(started < before ? before : started > after ? after : started).toISOString();
    const temporal = startTime.toISOString();
    if (clockDifference(own, temporal) === null) return;
    throw new ClockDiffers(sentenceOfClock(`${whose} on ${hostname()}`, own, temporal));
  });
}

/** Does so no more often than every few minutes: a clock that is right stays so for a while. */
export class ClockWatch {
  private agreedUntil = 0;
  private comparing: Promise<void> | undefined;
  private readonly client: Client;
  private readonly whose: string;
  private readonly now: () => number;

  constructor(client: Client, whose: string, now = () => Date.now()) {
    this.client = client;
    this.whose = whose;
    this.now = now;
  }

  /** @throws ClockDiffers, and as `mustAgreeWithTemporal` does */
  async mustAgree(): Promise<void> {
    // By a clock that nobody sets.
    if (performance.now() < this.agreedUntil) return;
    // Of many that ask at once, one compares for all.
    this.comparing ??= this.compare().finally(() => (this.comparing = undefined));
    await this.comparing;
  }

  private async compare(): Promise<void> {
    await mustAgreeWithTemporal(this.client, this.whose, this.now);
    this.agreedUntil = performance.now() + everyMs;
  }
}

const everyMs = 2 * 60_000;

import { setTimeout as delay } from 'node:timers/promises';
import { ApplicationFailure, Context } from '@temporalio/activity';
import type { Courier } from '../src/agencies/deliver.js';
import type { Directory } from '../src/agencies/directory.js';
import type { StepNames } from '../src/agencies/names.js';
import { messagesOf } from '../src/agencies/messagesOf.js';
import { failureOf } from '../src/agencies/undelivered.js';
import { KeysUnavailable } from '../src/privacy/errors.js';
import { RegisterUnavailable, type Database } from '../src/register/database/database.js';
import {
  claimPending,
  markDelivered,
  stillPending,
  type DeliveryResult,
  type Notification,
} from '../src/register/messages/notifications.js';
import { record, RegisterBehind, type Recording } from '../src/register/trajectories/record.js';
import type { NotifyInput } from '../src/trajectory/replayed/contract.js';
import type { Said } from '../src/trajectory/replayed/refusal.js';
import { ContradictionWatch } from './contradictions.js';
import { tellOthers } from './asks.js';
import { startDelivery, tellOfSamePerson } from './samePerson.js';

export interface NotifyDependencies {
  register: Database;
  directory: Directory;
  courier: Courier;
  names: StepNames;
  /** Says what an operator has to know now. */
  alarm(line: string): void;
}

/** Longer than a delivery may take, shorter than the heartbeat that lets another worker take over. */
const claimSeconds = 7;
export const deliveryTimeoutMs = 5_000;
const heartbeatEveryMs = 2_500;
/** A register that is back is noticed within this time, also after a long outage. */
const registerPauseMs = 10_000;
/** Commands in quick succession are recorded at the same time; the later one waits this often for the earlier. */
const waitsForEarlier = 8;
const waitMs = 50;

/**
 * The outside work of one command: records its events in the register with the messages they cause, then delivers
 * each message that is not delivered yet. Idempotent; a retry sends only what was not sent.
 */
export function notifyActivity({ register, directory, courier, names, alarm }: NotifyDependencies) {
  const watch = new ContradictionWatch(register, alarm);
  return (input: NotifyInput): Promise<void> =>
    alive(async () => {
      const { summary, personRef, episode, batches } = input;
      const notifications = messagesOf(summary, batches, directory, names);
      const recording = { summary, personRef, episode, batches, notifications };
      const fresh = await recordInOrder(register, recording).catch(async (error: unknown) => {
        const pause = await watch.look(input, error);
        throw pause === null ? error : contradiction(error as Error, pause);
      });
      await watch.recorded(input);
      // Whoever records a message delivers it, also one of a command whose own run comes later.
      const mine: Notification[] = notifications
        .filter(({ id }) => fresh.includes(id))
        .map((message) => ({
          ...message,
          ...unsent,
          trajectoryId: summary.id,
          createdAt: new Date(message.createdAt),
        }));
      const expected = notifications.filter(
        ({ status, sequence }) => status === 'pending' && sequence >= input.deliverFrom,
      );
      const allMine = !input.takenOver && expected.every(({ id }) => fresh.includes(id));
      const range = { trajectoryId: summary.id, from: input.deliverFrom, to: summary.version };
      if (!allMine) mine.push(...(await claimPending(register, range, claimSeconds)));
      const delivered = await deliverAll(register, courier, mine);
      // After its own messages, which no other trajectory holds up.
      await tellOthers(register, () => Context.current().client, summary.id, batches);
      await tellOfSamePerson({ register, directory, startDelivery }, summary.id, batches);
      if (delivered && allMine) return;
      throwIfPending(await stillPending(register, range));
    });
}

async function recordInOrder(register: Database, recording: Recording): Promise<string[]> {
  for (let waits = 0; ; waits += 1) {
    try {
      return await record(register, recording, claimSeconds);
    } catch (error) {
      if (!(error instanceof RegisterBehind) || waits === waitsForEarlier) throw error;
      await delay(waitMs);
    }
  }
}

/** Sends one message again, at a coordinator's request. */
export function redeliverActivity({ register, courier }: NotifyDependencies) {
  return (notificationId: string): Promise<void> =>
    alive(async () => {
      const which = { id: notificationId };
      await deliverAll(register, courier, await claimPending(register, which, claimSeconds));
      throwIfPending(await stillPending(register, which));
    });
}

const unsent = { attempts: 0, sentAt: null };

/** @returns whether all of them were delivered. */
async function deliverAll(register: Database, courier: Courier, messages: Notification[]): Promise<boolean> {
  if (messages.length === 0) return true;
  const results = await Promise.all(
    messages.map(async (message): Promise<DeliveryResult> => {
      const which = { id: message.id, trajectoryId: message.trajectoryId };
      try {
        await courier.deliver(message);
        return { ...which, error: null, final: false };
      } catch (error) {
        const { said, final } = failureOf(error);
        return { ...which, error: said, final };
      }
    }),
  );
  await markDelivered(register, results);
  return results.every(({ error }) => error === null);
}

/** A failure is what makes Temporal try again, after a pause that grows. */
function throwIfPending(pending: { agency: string; lastError: Said | null }[]): void {
  if (pending.length === 0) return;
  const list = pending
    .map(({ agency, lastError }) => `${agency} (${lastError?.because ?? 'not tried yet'})`)
    .join(', ');
  throw ApplicationFailure.create({ type: 'NotDelivered', message: `Not delivered yet: ${list}.` });
}

/** Tried again after a long pause, so that it goes on by itself once an operator has resolved it. */
function contradiction({ name, message }: Error, pause: number): ApplicationFailure {
  return ApplicationFailure.create({ type: name, message, nextRetryDelay: pause });
}

/** Heartbeats while the work goes on, and turns an outage of the register or of the keys into a retry that does not wait too long. */
async function alive(work: () => Promise<void>): Promise<void> {
  const context = Context.current();
  const beat = setInterval(() => context.heartbeat(), heartbeatEveryMs);
  try {
    await work();
  } catch (error) {
    const passes = [RegisterUnavailable, RegisterBehind, KeysUnavailable].some((kind) => error instanceof kind);
    if (!(error instanceof Error && passes)) throw error;
    const pause = Math.min(500 * 1.5 ** context.info.attempt, registerPauseMs);
    throw ApplicationFailure.create({ type: error.name, message: error.message, nextRetryDelay: pause });
  } finally {
    clearInterval(beat);
  }
}

import { calledBy } from '../trajectory/deciding/correction.js';
import type { Batch } from '../trajectory/replayed/events.js';
import type { Said } from '../trajectory/replayed/refusal.js';
import type { Agency } from '../trajectory/replayed/state.js';
import type { Directory } from './directory.js';
import { messageId } from './messageId.js';
import type { StepNames } from './names.js';
import { saysOfDelivery } from './undelivered.js';
import { noticed } from '../trajectory/words/engine.js';

/** For how long a message is tried before it is marked failed and a coordinator is needed. */
export const triedFor = { days: 3 };

/** The messages that events cause: one for each agency told and each of its channels. */
export interface CausedMessage {
  /** See messageId.ts. */
  id: string;
  municipality: string;
  sequence: number;
  eventType: string;
  step: string | null;
  agency: Agency;
  channel: 'mail' | 'webhook' | 'inbox';
  status: 'pending' | 'sent' | 'failed';
  lastError: Said | null;
  createdAt: string;
  retryUntil: string;
}

export function messagesOf(
  trajectory: { id: string; municipality: string },
  batches: Batch[],
  directory: Directory,
  names: Pick<StepNames, 'concernedBy'>,
): CausedMessage[] {
  const { id: trajectoryId } = trajectory;
  return batches.flatMap((batch) =>
    batch.events.flatMap((event, i) =>
      (event.tells ?? []).flatMap((agency) => {
        const municipality = event.tellsIn ?? trajectory.municipality;
        const sequence = batch.from + i;
        const number = event.numbers?.[agency] ?? sequence;
        const message = {
          municipality,
          sequence,
          eventType: calledBy(event),
          step: names.concernedBy(event) ?? event.step ?? event.type,
          agency,
        };
        return byEachChannel(message, batch.at, directory).map((one) => ({
          id: messageId({ trajectoryId, sequence, number, at: batch.at, agency, channel: one.channel }),
          ...one,
        }));
      }),
    ),
  );
}

/** The sequence of a message that no event of its own trajectory causes: no event has it. */
const outsideEvents = 0;

/**
 * What a municipality is told when a trajectory of its own and another open one seem to be of one person: neither of whom,
 * nor where the other one is.
 * @param found whether the number by which it shows waits for its second look, holds, or is gone
 * @param at UTC instant
 */
export function noticesOf(
  trajectory: { municipality: string },
  found: 'proposed' | 'found' | 'withdrawn',
  at: string,
  directory: Directory,
): Omit<CausedMessage, 'id'>[] {
  const message = {
    municipality: trajectory.municipality,
    sequence: outsideEvents,
    eventType: noticed[`same-person-${found}`],
    step: null,
    agency: 'municipality' as const,
  };
  return byEachChannel(message, at, directory);
}

type Addressed = Pick<CausedMessage, 'municipality' | 'sequence' | 'eventType' | 'step' | 'agency'>;

/** A message by each way to its agency: in the work list when it has none, and failed when the directory has no agency. */
function byEachChannel(message: Addressed, at: string, directory: Directory): Omit<CausedMessage, 'id'>[] {
  const { municipality, agency } = message;
  const entry = directory.get(municipality)?.[agency];
  const channels = entry?.channels.map(({ type }) => type) ?? [];
  return (channels.length > 0 ? channels : (['inbox'] as const)).map((channel) => ({
    ...message,
    channel,
    ...(channel !== 'inbox'
      ? { status: 'pending' as const, lastError: null }
      : entry
        ? { status: 'sent' as const, lastError: null }
        : { status: 'failed' as const, lastError: saysOfDelivery('not-in-directory') }),
    createdAt: at,
    retryUntil: after(at, triedFor.days),
  }));
}

/** The moment so many days after an instant. */
export function after(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * 86_400_000).toISOString();
}

import type { Batch } from '../trajectory/events.js';
import type { Agency } from '../trajectory/state.js';
import type { Directory } from './directory.js';
import { subjectLine } from './message.js';
import { messageId } from './messageId.js';
import { titleFor, type StepNames } from './names.js';

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
  subject: string;
  status: 'pending' | 'sent' | 'failed';
  lastError: string | null;
  createdAt: string;
  retryUntil: string;
}

export function messagesOf(
  trajectory: { id: string; municipality: string },
  batches: Batch[],
  directory: Directory,
  names: StepNames,
): CausedMessage[] {
  const { id: trajectoryId } = trajectory;
  return batches.flatMap((batch) =>
    batch.events.flatMap((event, i) =>
      (event.tells ?? []).flatMap((agency) => {
        const municipality = event.tellsIn ?? trajectory.municipality;
        const sequence = batch.from + i;
        const number = event.numbers?.[agency] ?? sequence;
        const step = event.step ?? event.type;
        const entry = directory.get(municipality)?.[agency];
        const channels = entry?.channels.map(({ type }) => type) ?? [];
        const subject = { eventType: event.type, title: titleFor(names, { municipality, step, agency }), trajectoryId };
        return (channels.length > 0 ? channels : (['inbox'] as const)).map((channel) => ({
          id: messageId({ trajectoryId, sequence, number, at: batch.at, agency, channel }),
          municipality,
          sequence,
          eventType: event.type,
          step,
          agency,
          channel,
          subject: subjectLine(subject),
          ...(channel !== 'inbox'
            ? { status: 'pending' as const, lastError: null }
            : entry
              ? { status: 'sent' as const, lastError: null }
              : { status: 'failed' as const, lastError: `the directory has no ${agency} for ${municipality}` }),
          createdAt: batch.at,
          retryUntil: after(batch.at, triedFor.days),
        }));
      }),
    ),
  );
}

/** The moment so many days after an instant. */
export function after(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * 86_400_000).toISOString();
}

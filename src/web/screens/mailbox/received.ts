import { problemFrom } from '../../api/client.ts';
import { noteUnreachable } from '../../api/connection.ts';
import { Unreachable } from '../../api/problem.ts';

/** A message as an agency got it. */
export interface Received {
  id: string;
  to: string;
  channel: 'mail' | 'webhook';
  subject: string;
  text: string;
  receivedAt: string;
  trajectoryId: string | null;
  /** A webhook whose signature was wrong. */
  isRefused: boolean;
}

/** What the local mail server keeps; outside the API, so that its document does not have it. */
interface Mail {
  messageId: string;
  to: string;
  subject: string;
  text: string;
  receivedAt: string;
}
interface Delivery {
  webhookId: string;
  type: string;
  subject: string;
  body: unknown;
  verified: boolean;
  receivedAt: string;
}

/** The newest first. @throws ApiProblem 404 where there is no local mailbox */
export async function readMessages(signal: AbortSignal): Promise<Received[]> {
  const [mails, deliveries] = await Promise.all([
    itemsAt<Mail>('/dev/mail', signal),
    itemsAt<Delivery>('/dev/webhooks', signal),
  ]);
  const received: Received[] = [
    ...mails.map((mail, index): Received => ({
      id: `mail-${index}`,
      to: mail.to,
      channel: 'mail',
      subject: mail.subject,
      text: mail.text,
      receivedAt: mail.receivedAt,
      trajectoryId: trajectoryIn(mail.text),
      isRefused: false,
    })),
    ...deliveries.map((delivery, index): Received => ({
      id: `webhook-${index}`,
      to: 'webhook',
      channel: 'webhook',
      subject: delivery.type,
      text: JSON.stringify(delivery.body, null, 2),
      receivedAt: delivery.receivedAt,
      trajectoryId: trajectoryIn(delivery.subject),
      isRefused: !delivery.verified,
    })),
  ];
  return received.toSorted((one, other) => other.receivedAt.localeCompare(one.receivedAt));
}

async function itemsAt<Item>(path: string, signal: AbortSignal): Promise<Item[]> {
  const response = await fetch(path, { signal }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    noteUnreachable();
    throw new Unreachable(error);
  });
  if (!response.ok) throw problemFrom(response, await response.json().catch(() => null));
  const { items } = (await response.json()) as { items: Item[] };
  return items;
}

/** The pseudonymous id of a trajectory, where a message names one. */
function trajectoryIn(text: string): string | null {
  return /\b[0-9a-hjkmnp-tv-z]{26}\.[1-9][0-9]{0,8}\b/.exec(text)?.[0] ?? null;
}

import type { Agency } from '../trajectory/replayed/state.js';
import type { Directory } from './directory.js';
import type { Mailer } from './mail.js';
import { mailText, screenOf, subjectLine, type Subject } from './message.js';
import { numberIn } from './messageId.js';
import type { StepNames } from './names.js';
import { outsideOf } from './outside.js';
import { saysOfDelivery, Undelivered } from './undelivered.js';
import type { WebhookSender } from './webhook.js';

/** A message as the register holds it. */
export interface Message {
  id: string;
  trajectoryId: string;
  municipality: string;
  sequence: number;
  eventType: string;
  step: string | null;
  agency: Agency;
  channel: 'mail' | 'webhook' | 'inbox';
  createdAt: Date;
}

export interface Courier {
  /**
   * Takes a message to its agency.
   * At least once: the receiver knows a repeat by the message's id.
   * @throws Undelivered
   */
  deliver(message: Message): Promise<void>;
}

export interface CourierOptions {
  directory: Directory;
  mailer: Mailer;
  webhooks: WebhookSender;
  names: StepNames;
  /** Where people find Bestendig; the only address in a message. */
  publicUrl: string;
  /** The name of the domain, in the type of each event. */
  domain: string;
  /** CloudEvents `source`, by the NL GOV profile a URN of the system. */
  source: string;
  timeoutMs: number;
}

export function courier({
  directory,
  mailer,
  webhooks,
  names,
  publicUrl,
  domain,
  source,
  timeoutMs,
}: CourierOptions): Courier {
  return {
    async deliver(message) {
      const { municipality, agency, channel: type, trajectoryId } = message;
      if (type === 'inbox') return;
      const channel = directory.get(municipality)?.[agency]?.channels.find((candidate) => candidate.type === type);
      // Its entry or channel is gone from the configuration.
      if (!channel) throw new Undelivered(saysOfDelivery('address-gone'));
      const outside = outsideOf(names, message);
      if (channel.type === 'mail') {
        const mail = {
          id: message.id,
          to: channel.to,
          subject: subjectLine(names, outside),
          text: mailText(names, outside, screenOf(trajectoryId, publicUrl)),
        };
        return mailer.send(mail, timeoutMs);
      }
      const body = JSON.stringify(cloudEvent(message, outside, { publicUrl, source, domain }));
      return webhooks.post({ id: message.id, url: channel.url, secret: channel.secret, body }, timeoutMs);
    },
  };
}

/**
 * A CloudEvent by the NL GOV profile: thin, with a reference to where the rest is, for who may see it: `dataref` for a
 * machine, `data.screen` for a person.
 */
function cloudEvent(
  message: Message,
  { eventType, step }: Subject,
  { publicUrl, source, domain }: Pick<CourierOptions, 'publicUrl' | 'source' | 'domain'>,
): Record<string, unknown> {
  return {
    specversion: '1.0',
    id: message.id,
    source,
    type: `nl.${domain}.trajectory.${eventType}`,
    subject: message.trajectoryId,
    time: message.createdAt.toISOString(),
    datacontenttype: 'application/json',
    dataref: `${publicUrl}/v1/trajectories/${message.trajectoryId}`,
    data: {
      trajectoryId: message.trajectoryId,
      screen: screenOf(message.trajectoryId, publicUrl),
      sequence: numberIn(message),
      eventType,
      step,
      agency: message.agency,
      municipality: message.municipality,
    },
  };
}

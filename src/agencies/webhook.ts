import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { Webhook as Signer } from 'standardwebhooks';
import type { Reach } from './reach.js';
import { markOf, saysOfDelivery, Undelivered } from './undelivered.js';

/** A message on its way as a webhook. */
export interface Webhook {
  /** Becomes `webhook-id`: a repeat can be recognised by it. */
  id: string;
  url: string;
  secret: string;
  /** The CloudEvent, as JSON text. */
  body: string;
}

/** Posts webhooks, signed by Standard Webhooks 1.0, to where they may go. */
export class WebhookSender {
  private readonly reach: Reach;
  private readonly agents = {
    'http:': new HttpAgent({ keepAlive: true, maxSockets: 16 }),
    'https:': new HttpsAgent({ keepAlive: true, maxSockets: 16 }),
  };

  constructor(reach: Reach) {
    this.reach = reach;
  }

  /**
   * Posts a signed webhook. Any 2xx means taken; a redirect is not followed, since the address was agreed on.
   * @throws Undelivered when it may not go there, for any other answer, and when none came in time
   */
  async post({ id, url, secret, body }: Webhook, timeoutMs: number): Promise<void> {
    const target = new URL(url);
    this.reach.check(target);
    const secure = target.protocol === 'https:';
    const sentAt = new Date();
    const timestamp = Math.floor(sentAt.getTime() / 1000);
    const signature = new Signer(secret).sign(id, sentAt, body);
    await new Promise<void>((resolve, reject) => {
      const signal = AbortSignal.timeout(timeoutMs);
      const failed = (error: Error): void => reject(signal.aborted ? silent(timeoutMs) : unreachable(error));
      const request = (secure ? httpsRequest : httpRequest)(
        target,
        {
          method: 'POST',
          agent: this.agents[secure ? 'https:' : 'http:'],
          lookup: this.reach.lookup,
          signal,
          headers: {
            'content-type': 'application/cloudevents+json; charset=utf-8',
            'content-length': Buffer.byteLength(body),
            'webhook-id': id,
            'webhook-timestamp': String(timestamp),
            'webhook-signature': signature,
            'user-agent': 'bestendig',
          },
        },
        (response) => {
          const status = response.statusCode ?? 0;
          // The body is of no use, but must be read for the connection to be used again.
          response.resume();
          response.on('error', failed);
          response.on('end', () => (status >= 200 && status < 300 ? resolve() : reject(refused(status))));
        },
      );
      request.on('error', failed);
      request.end(body);
    });
  }
}

/** The receiver answered, but did not take the message. With 410 Gone it asks not to be sent this again. */
const refused = (status: number) =>
  new Undelivered(saysOfDelivery('receiver-answered', { status }), { final: status === 410 });

const silent = (timeoutMs: number) => new Undelivered(saysOfDelivery('receiver-silent', { seconds: timeoutMs / 1000 }));

/** The way there failed, or where it leads may not be called. */
function unreachable(error: Error): Undelivered {
  if (error instanceof Undelivered) return error;
  return new Undelivered(saysOfDelivery('receiver-unreachable', { mark: markOf(error) }), { cause: error });
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openJsonLines } from './jsonLines.js';
import { mustBeLocal } from './localOnly.js';
import { isSigned, keyOf } from './webhookSignature.js';

/** A delivery as it arrived, also one that was refused. What the sender left out is the empty string. */
export interface WebhookDelivery {
  /** The same one twice means that the sender was not sure and sent it again. */
  webhookId: string;
  /** The path that was called. */
  to: string;
  /** `type` and `subject` of the CloudEvent in the body. */
  type: string;
  subject: string;
  /** The parsed JSON, or null when it was none. */
  body: unknown;
  verified: boolean;
  /** UTC instant, ISO 8601. */
  receivedAt: string;
}

export interface WebhookReceiver {
  /** `http://127.0.0.1:<port>`; an agency's endpoint is `<url>/hooks/<anything>`. */
  url: string;
  port: number;
  /** Oldest first, from earlier runs on the same folder too. */
  items(): WebhookDelivery[];
  stop(): Promise<void>;
}

/** The end of a path at which nothing is ever taken, as when an agency's own system is down. */
export const noAnswer = '/no-answer';

const host = '127.0.0.1';
const largestBody = 256 * 1024; // bytes

/**
 * Plays the side of the agencies: takes deliveries on `POST /hooks/<anything>`, checks their Standard Webhooks signature
 * and keeps every one in `<folder>/webhooks.jsonl` before it answers. Answers 204; 401 when the signature is wrong or
 * old; 400 when a signed body is not JSON; 413 above 256 kB, unread and so not kept; 503 where a path ends in
 * `/no-answer`, which keeps nothing either.
 *
 * @param options.secret `whsec_<base64>`, the one that the sender signs with
 * @param options.port 0 or absent takes a free one
 * @throws Error when BESTENDIG_LOCAL is not 1, when the secret is malformed, or when the port is taken
 */
export async function start(options: { folder: string; secret: string; port?: number }): Promise<WebhookReceiver> {
  mustBeLocal('The local webhook receiver', 'Give the agencies HTTPS endpoints of their own instead.');
  const key = keyOf(options.secret);
  const kept = openJsonLines<WebhookDelivery>(join(options.folder, 'webhooks.jsonl'));

  const receive = async (request: IncomingMessage): Promise<number> => {
    const path = new URL(request.url ?? '/', `http://${host}`).pathname;
    if (!/^\/hooks\/./.test(path)) return 404;
    if (path.endsWith(noAnswer)) return 503;
    if (request.method !== 'POST') return 405;
    const raw = await bodyOf(request);
    if (raw === null) return 413;

    const body = parse(raw);
    const event = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
    const verified = isSigned(request.headers, raw, key);
    kept.append({
      to: path,
      webhookId: text(request.headers['webhook-id']),
      type: text(event['type']),
      subject: text(event['subject']),
      body: body ?? null,
      verified,
      receivedAt: new Date().toISOString(),
    });
    if (!verified) return 401;
    return body === undefined ? 400 : 204;
  };

  const server = createServer((request, response) => {
    receive(request).then(
      (status) => answer(response, status),
      () => answer(response, 500), // the disk, or a sender that broke off: it will try again
    );
  });
  server.listen(options.port ?? 0, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    kept.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://${host}:${port}`,
    port,
    items: () => kept.items(),
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      // A sender that keeps its connection open, or stopped halfway through a body, must not hold us up.
      const impatience = setTimeout(() => server.closeAllConnections(), 100);
      await closed;
      clearTimeout(impatience);
      kept.close();
    },
  };
}

/** The bytes of the body, or null when there are too many. Reads on to the end, or the sender would not see the answer. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= largestBody) chunks.push(chunk);
  }
  return size > largestBody ? null : Buffer.concat(chunks);
}

/** Undefined when it is not JSON, since null is. */
function parse(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function answer(response: ServerResponse, status: number): void {
  response.statusCode = status;
  if (status === 405) response.setHeader('Allow', 'POST');
  response.end();
}

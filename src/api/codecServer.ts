import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { z } from 'zod';
import { KeyDestroyed, Undecipherable } from '../privacy/errors.js';
import { isEncrypted, workflowOf } from '../privacy/payloadCodec.js';
import type { AccessContext } from '../trajectory/policy.js';
import type { Actor } from '../trajectory/state.js';
import { actorOf } from './authentication.js';
import { Decisions } from './decisions.js';
import { Problem } from './problem.js';

/** Who opened what of Temporal's, or asked to: never the content. */
export interface DecodeNote {
  actor: Actor;
  /** UTC instant. */
  at: string;
  allowed: boolean;
  /** The workflows of which payloads were asked; their ids are pseudonyms. */
  workflowIds: string[];
  payloads: number;
  /** How many of them could be opened. */
  opened: number;
}

/** Takes note of each read. It is called before the answer goes out; when it throws, nothing is shown. */
export interface DecodeLog {
  note(entry: DecodeNote): void | Promise<void>;
}

export interface CodecServerOptions {
  codec: PayloadCodec;
  decodes: DecodeLog;
  /** The origin of Temporal's Web UI, the only page that may ask. */
  uiOrigin: string | undefined;
}

const bodyLimit = 8 * 1024 * 1024;
const mostPayloads = 2_000;
const readBody = express.json({ limit: bodyLimit, type: 'application/json' });

const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);
const bodySchema = z.object({
  payloads: z
    .array(z.object({ metadata: z.record(z.string().max(200), base64).default({}), data: base64.default('') }))
    .max(mostPayloads),
});
type JsonPayload = z.output<typeof bodySchema>['payloads'][number];

/**
 * Opens payloads for Temporal's Web UI and command line, by the protocol that those speak, for who has the token of a
 * national administrator. It encrypts nothing: it is not told for whom.
 *
 * @param before authentication and limits
 * @param contextOf what the policy has to know beside who asks
 */
export function codecServer(
  { codec, decodes, uiOrigin }: CodecServerOptions,
  before: RequestHandler[],
  contextOf: (actor: Actor) => AccessContext,
): Router {
  const router = express.Router({ strict: true, caseSensitive: true });
  router.use('/codec', crossOrigin(uiOrigin));
  const decode = async (request: Request, response: Response): Promise<void> => {
    const actor = actorOf(request);
    const payloads = payloadsIn(request.body);
    const access = new Decisions(actor, contextOf(actor));
    const workflowIds = [...new Set(payloads.flatMap((payload) => workflowOf(payload) ?? []))];
    const noted = { actor, at: new Date().toISOString(), workflowIds, payloads: payloads.length };
    if (!access.allows('payload:decode', { type: 'payload' })) {
      await decodes.note({ ...noted, allowed: false, opened: 0 });
      throw new Problem('forbidden', 'What Temporal keeps is opened for a national administrator only.');
    }
    const shown = await Promise.all(payloads.map((payload) => opened(codec, payload)));
    const count = shown.filter((payload, i) => isEncrypted(payloads[i]!) && !isEncrypted(payload)).length;
    await decodes.note({ ...noted, allowed: true, opened: count });
    response.json({ payloads: shown.map(written) });
  };
  router.post('/codec/decode', ...before, readBody, (request, response) => decode(request, response));
  router.post('/codec/encode', ...before, () => {
    throw new Problem(
      'forbidden',
      'Nothing is encrypted here: whoever asks does not say for which person, and each has a key of their own. Give commands through the API.',
    );
  });
  return router;
}

/** What can't be opened, such as what was erased, is given back as it is. @throws KeysUnavailable */
async function opened(codec: PayloadCodec, payload: Payload): Promise<Payload> {
  try {
    return (await codec.decode([payload]))[0]!;
  } catch (error) {
    if (error instanceof KeyDestroyed || error instanceof Undecipherable) return payload;
    throw error;
  }
}

/** Browsers may ask from the page of the Web UI, and from no other; that a token is needed holds for it as well. */
function crossOrigin(uiOrigin: string | undefined): RequestHandler {
  return (request, response, next) => {
    response.vary('Origin');
    if (uiOrigin !== undefined && request.headers.origin === uiOrigin) {
      response.set({
        'access-control-allow-origin': uiOrigin,
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'authorization, content-type, x-namespace',
        'access-control-max-age': '600',
      });
    }
    if (request.method === 'OPTIONS') response.status(204).end();
    else next();
  };
}

function payloadsIn(body: unknown): Payload[] {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) {
    const detail = `The body is {"payloads": […]}, at most ${mostPayloads} of them, as Temporal writes them.`;
    throw new Problem('invalid-input', detail, { errors: [{ pointer: '/payloads', detail }] });
  }
  return parsed.data.payloads.map(({ metadata, data }) => ({
    metadata: mapped(metadata, (text) => Buffer.from(text, 'base64')),
    data: Buffer.from(data, 'base64'),
  }));
}

function written({ metadata, data }: Payload): JsonPayload {
  return {
    metadata: mapped(metadata ?? {}, (value) => Buffer.from(value).toString('base64')),
    data: Buffer.from(data ?? []).toString('base64'),
  };
}

function mapped<From, To>(record: Record<string, From>, to: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(value)]));
}

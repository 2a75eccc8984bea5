import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { z } from 'zod';
import { KeyDestroyed, Undecipherable } from '../../privacy/errors.js';
import { workflowOf } from '../../privacy/payloadCodec.js';
import { personOfWorkflow } from '../../trajectory/replayed/contract.js';
import { actorOf } from '../access/authentication.js';
import { Decisions } from '../access/decisions.js';
import type { Policy } from '../access/access.js';
import { traceIn } from '../http/trace.js';
import { badBody, problem, problemOf, statusOf } from '../http/problem.js';

export interface CodecServerOptions {
  codec: PayloadCodec;
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
 * national administrator. It encrypts nothing: it is not told for whom. Each read is in the access log, or is not answered.
 *
 * @param before authentication and limits
 */
export function codecServer(
  { codec, uiOrigin }: CodecServerOptions,
  before: RequestHandler[],
  { contextOf, log }: Policy,
): Router {
  const router = express.Router({ strict: true, caseSensitive: true });
  router.use('/codec', crossOrigin(uiOrigin));
  const decode = async (request: Request, response: Response): Promise<void> => {
    const actor = actorOf(request);
    const access = new Decisions(actor, contextOf(actor));
    const noted = {
      trace: traceIn(request),
      name: 'decodePayloads',
      activity: undefined,
      startedAt: new Date(),
      access,
    };
    log.mustBeWritable();
    const allowed = access.allows('payload:decode', { type: 'payload' });
    if (!allowed) {
      await log.note({ ...noted, status: 403, problem: 'forbidden' });
      throw problem('forbidden', 'payloads-for-administrators');
    }
    const payloads = await bodyOf(request, response)
      .then(payloadsIn)
      .catch(async (error: unknown) => {
        const { code } = problemOf(error);
        await log.note({ ...noted, status: statusOf(code), problem: code });
        throw error;
      });
    const persons = new Set(payloads.flatMap((payload) => personOfWorkflow(workflowOf(payload) ?? '') ?? []));
    // The log has persons, whichever of their trajectories it is.
    for (const person of persons) access.concerns(`${person}.1`, null, true);
    const shown = await Promise.all(payloads.map((payload) => opened(codec, payload)));
    await log.note({ ...noted, status: 200, problem: null });
    response.json({ payloads: shown.map(written) });
  };
  router.post('/codec/decode', ...before, (request, response) => decode(request, response));
  router.post('/codec/encode', ...before, () => {
    throw problem('forbidden', 'nothing-encrypted-here');
  });
  return router;
}

/** Reads eight megabytes only for callers who may have them opened. */
function bodyOf(request: Request, response: Response): Promise<unknown> {
  return new Promise((resolve, reject) => {
    readBody(request, response, (error?: unknown) => {
      if (error === undefined) resolve(request.body);
      else reject(error);
    });
  });
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
    throw badBody('/payloads', 'not-payloads', { most: mostPayloads });
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

import type { Request } from 'express';
import type { Actor } from '../../trajectory/replayed/state.js';
import { Decisions } from './decisions.js';
import type { Policy } from './access.js';
import { traceIn } from '../http/trace.js';

/** Writes in the access log that someone whom the issuer knows came, and has no role that counts. */
export function noteTurnedAway({ contextOf, log }: Policy) {
  return (request: Request, actor: Actor): Promise<void> =>
    log.note({
      trace: traceIn(request),
      name: 'enter',
      startedAt: new Date(),
      status: 403,
      problem: 'forbidden',
      access: new Decisions(actor, contextOf(actor)),
    });
}

import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { Problem } from './problem.js';

const windowMs = 10_000;

/** At most `limit` requests in ten seconds for one caller, so that a script that runs wild does not stop the others. */
export function limited(limit: number): RequestHandler {
  return rateLimit({
    windowMs,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) => request.actor?.subject ?? ipKeyGenerator(request.ip ?? ''),
    handler: () => {
      const detail = `More than ${limit} requests in ${windowMs / 1000} seconds. Wait a moment, then go on.`;
      throw new Problem('too-many-requests', detail, {}, windowMs / 1000);
    },
  });
}

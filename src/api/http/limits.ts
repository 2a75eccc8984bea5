import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { type Problem, problem } from './problem.js';

const windowMs = 10_000;

/**
 * At most `limit` requests in ten seconds for one caller, so that a script that runs wild does not stop the others. Who has
 * no valid token is counted by address.
 */
export function limited(limit: number): RequestHandler {
  return rateLimit({
    windowMs,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) => request.actor?.subject ?? addressOf(request),
    handler: (request) => {
      // Set by the limiter, though its types do not reach Express's.
      const { resetTime } = Reflect.get(request, 'rateLimit') as { resetTime?: Date };
      throw tooMany(limit, resetTime?.getTime() ?? Date.now() + windowMs);
    },
  });
}

/** Counts refused calls by caller: whoever guesses tokens is stopped before the next guess is looked at. */
export class FailedAttempts {
  private readonly limit: number;
  private until = 0;
  private counts = new Map<string, number>();

  /** @param limit in ten seconds */
  constructor(limit: number) {
    this.limit = limit;
  }

  /**
   * @param who an address, or a subject
   * @throws Problem `too-many-requests`
   */
  mustBeFew(who: string): void {
    this.startWindow();
    if ((this.counts.get(who) ?? 0) < this.limit) return;
    throw tooMany(this.limit, this.until);
  }

  add(who: string): void {
    this.startWindow();
    this.counts.set(who, (this.counts.get(who) ?? 0) + 1);
  }

  private startWindow(): void {
    if (Date.now() < this.until) return;
    this.until = Date.now() + windowMs;
    this.counts = new Map();
  }
}

/** Of IPv6 the network, since one caller has a whole one. */
export const addressOf = (request: Request) => ipKeyGenerator(request.ip ?? '');

function tooMany(limit: number, until: number): Problem {
  const seconds = Math.max(1, Math.ceil((until - Date.now()) / 1000));
  return problem(
    'too-many-requests',
    'too-many-in-window',
    { limit, seconds: windowMs / 1000 },
    { retryAfter: seconds },
  );
}

import type { Request as Incoming, RequestHandler, Response } from 'express';
import type { Actor } from '../../trajectory/replayed/state.js';
import { addressOf, FailedAttempts } from '../http/limits.js';
import type { AccessTokens, TurnedAway, Verified } from '../signingIn/accessTokens.js';
import { NoRoleCounts } from '../signingIn/claims.js';
import { mustComeFromHere } from '../signingIn/sameOrigin.js';
import type { Session, Standing } from '../signingIn/session.js';
import type { Sessions } from '../signingIn/sessions.js';
import { problem, Problem } from '../http/problem.js';

export interface AuthenticationOptions {
  tokens: AccessTokens;
  /** Of people at a screen; absent where only tokens are taken. */
  sessions?: Sessions;
  /** Calls without a valid token that one address may make in ten seconds. */
  failuresPerTenSeconds: number;
}

declare module 'express-serve-static-core' {
  interface Request {
    /** Who calls, set by `authenticated`. */
    actor?: Actor;
    /** Their session, when they have signed in and sent no token. */
    session?: Session;
    /** For how long what they sent says so, set by `authenticated`. */
    standing?: Standing;
  }
}

export function actorOf(request: Incoming): Actor {
  const { actor } = request;
  if (!actor) throw new Error(`Route ${request.path} asks who calls, but is not behind authentication.`);
  return actor;
}

export function standingOf(request: Incoming): Standing {
  const { standing } = request;
  if (!standing) throw new Error(`Route ${request.path} goes on, but is not behind authentication.`);
  return standing;
}

interface Caller {
  actor: Actor;
  standing: Standing;
}

/** A token holds until its end, and nothing ends it before. */
const callerBy = ({ actor, expires }: Verified): Caller => ({
  actor,
  standing: { until: expires, isOver: () => Promise.resolve(false) },
});

/**
 * Requires a bearer token of the issuer, or the session of someone who has signed in; a request with both is judged by
 * its token alone. The claims say who calls, for which agency and municipality, in which roles.
 *
 * Whoever is refused is counted: by address who has no valid token, and by their subject who has one and may do nothing
 * here. Of these it costs no signature to say so again.
 * @param noteTurnedAway writes down that someone whom the issuer knows was turned away
 */
export function authenticated(
  { tokens, sessions, failuresPerTenSeconds }: AuthenticationOptions,
  noteTurnedAway: (request: Incoming, actor: Actor) => Promise<void>,
): RequestHandler {
  const failures = new FailedAttempts(failuresPerTenSeconds);

  const callerOf = async (request: Incoming, response: Response): Promise<Caller> => {
    const header = request.headersDistinct['authorization'];
    if (header === undefined) {
      const session = await sessions?.of(request, response);
      if (session) {
        mustComeFromHere(request, sessions!.publicUrl);
        request.session = session;
        return { actor: session.actor, standing: sessions!.standingOf(session) };
      }
    }
    const token = bearerIn(header);
    const known = token === undefined ? undefined : tokens.known(token);
    if (known) return accepted(request, known);
    failures.mustBeFew(addressOf(request));
    try {
      if (token === undefined) throw problem('unauthenticated', 'needs-one-token');
      return await accepted(request, await tokens.examine(token));
    } catch (error) {
      // Of someone who may do nothing here the next token costs a signature as well.
      if (error instanceof Problem && error.code !== 'identity-unavailable') failures.add(addressOf(request));
      throw error;
    }
  };

  const accepted = async (request: Incoming, found: Verified | TurnedAway): Promise<Caller> => {
    if (!('refusal' in found)) return callerBy(found);
    const { subject, refusal } = found;
    failures.mustBeFew(`subject ${subject}`);
    failures.add(`subject ${subject}`);
    if (refusal instanceof NoRoleCounts) await noteTurnedAway(request, refusal.actor);
    throw refusal;
  };

  return async (request, response, next) => {
    Object.assign(request, await callerOf(request, response));
    next();
  };
}

/** Exactly one: Node would take the first of several, and a proxy in front of us perhaps the last. */
function bearerIn(header: readonly string[] = []): string | undefined {
  const [only, ...more] = header;
  return more.length > 0 ? undefined : /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(only ?? '')?.[1];
}

import type { Request as Incoming, RequestHandler, Response } from 'express';
import type { Actor } from '../trajectory/state.js';
import { FailedAttempts } from './limits.js';
import { Problem } from './problem.js';
import type { AccessTokens, Verified } from './signingIn/accessTokens.js';
import { mustComeFromHere } from './signingIn/sameOrigin.js';
import type { Session, Standing } from './signingIn/session.js';
import type { Sessions } from './signingIn/sessions.js';

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

/** A token holds until its end, and nothing ends it before. */
const standingOfToken = ({ expires }: Verified): Standing => ({ until: expires, isOver: () => Promise.resolve(false) });

/**
 * Requires a bearer token of the issuer, or the session of someone who has signed in; a request with both is judged by
 * its token alone. The claims say who calls, for which agency and municipality, in which roles.
 */
export function authenticated({ tokens, sessions, failuresPerTenSeconds }: AuthenticationOptions): RequestHandler {
  const failures = new FailedAttempts(failuresPerTenSeconds);

  const callerOf = async (request: Incoming, response: Response): Promise<{ actor: Actor; standing: Standing }> => {
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
    if (known) return { actor: known.actor, standing: standingOfToken(known) };
    failures.mustBeFew(request);
    try {
      if (token === undefined) throw new Problem('unauthenticated', noToken);
      const verified = await tokens.verify(token);
      return { actor: verified.actor, standing: standingOfToken(verified) };
    } catch (error) {
      if (error instanceof Problem && error.code === 'unauthenticated') failures.add(request);
      throw error;
    }
  };

  return async (request, response, next) => {
    Object.assign(request, await callerOf(request, response));
    next();
  };
}

const noToken = 'Send one token, in the header "Authorization: Bearer …".';

/** Exactly one: Node would take the first of several, and a proxy in front of us perhaps the last. */
function bearerIn(header: readonly string[] = []): string | undefined {
  const [only, ...more] = header;
  return more.length > 0 ? undefined : /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(only ?? '')?.[1];
}

import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { problem, Problem } from '../http/problem.js';

/** How long what the issuer published is believed; in milliseconds. */
export interface KeyTimes {
  /** A key that the issuer has withdrawn is known for this long, when it answers. */
  believedFor: number;
  /** The same, while it does not answer. */
  believedInAnOutage: number;
  /** An unknown key id makes us look again, but not more often than this; nor do we ask more often in an outage. */
  pause: number;
}

const minute = 60_000;
export const usualKeyTimes: KeyTimes = {
  believedFor: 5 * minute,
  believedInAnOutage: 60 * minute,
  pause: 30_000,
};

const patience = 5_000; // ms

/**
 * The issuer's public keys, found by discovery once it answers. A key that is new is fetched when a token names it, one
 * that was withdrawn is forgotten after some minutes. While the issuer is down, what it last said goes on counting for a
 * while, so that its outage stops nobody at once.
 */
export function issuerKeys(issuer: string, times: KeyTimes = usualKeyTimes): JWTVerifyGetKey {
  let discovering: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;
  let answered = 0;
  let outage: { since: number; keys: JWTVerifyGetKey } | undefined;
  return async (header, token) => {
    discovering ??= discover(issuer, times).catch((error: unknown) => {
      discovering = undefined;
      throw error;
    });
    const published = await discovering;
    const now = Date.now();
    if (outage && now - outage.since < times.pause) return outage.keys(header, token);
    try {
      const key = await published(header, token);
      if (published.fresh) answered = now;
      outage = undefined;
      return key;
    } catch (error) {
      const known = published.jwks();
      if (!isOutage(error) || known === undefined || now - answered > times.believedInAnOutage) throw error;
      outage = { since: now, keys: createLocalJWKSet(known) };
      return outage.keys(header, token);
    }
  };
}

/** Whether the key set could not be had: our trouble, and not that of who sent the token. */
export function isOutage(error: unknown): boolean {
  if (error instanceof Problem) return false;
  if (!(error instanceof errors.JOSEError)) return true;
  return error instanceof errors.JWKSTimeout || ['ERR_JOSE_GENERIC', 'ERR_JWKS_INVALID'].includes(error.code);
}

export function identityUnavailable(): Problem {
  return problem('identity-unavailable', 'identity-away', {}, { retryAfter: 5 });
}

async function discover(issuer: string, times: KeyTimes) {
  try {
    const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(patience),
    });
    const metadata = z.object({ issuer: z.literal(issuer), jwks_uri: z.url() }).parse(await response.json());
    return createRemoteJWKSet(new URL(metadata.jwks_uri), {
      timeoutDuration: patience,
      cacheMaxAge: times.believedFor,
      cooldownDuration: times.pause,
    });
  } catch {
    throw identityUnavailable();
  }
}

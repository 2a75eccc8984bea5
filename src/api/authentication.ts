import { createHash } from 'node:crypto';
import type { Request as Incoming, RequestHandler } from 'express';
import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { agencies, type Actor, type Agency } from '../trajectory/state.js';
import { isRoleOf, nationalRoles, roles as catalogue, rolesOf } from '../trajectory/roles.js';
import { Problem } from './problem.js';
import { isStorable, unstorableText } from '../trajectory/text.js';

export interface AuthenticationOptions {
  issuer: string;
  audience: string;
  municipalities: readonly string[];
}

const claimsSchema = z.object({
  sub: z.string().min(1).max(200).refine(isStorable, unstorableText),
  agency: z.enum(agencies),
  municipality: z.string().optional(),
  roles: z.array(z.string().max(200)).max(200),
});

/** Symmetric algorithms and `none` are not in it: a key that checks must not be one that signs. */
const algorithms = ['EdDSA', 'ES256', 'ES384', 'PS256', 'PS384', 'RS256', 'RS384'];
const cacheSize = 2_000;

declare module 'express-serve-static-core' {
  interface Request {
    /** Who calls, set by `authenticated`. */
    actor?: Actor;
  }
}

export function actorOf(request: Incoming): Actor {
  const { actor } = request;
  if (!actor) throw new Error(`Route ${request.path} asks who calls, but is not behind authentication.`);
  return actor;
}

/** Requires a bearer token of the issuer; its claims say who calls, for which agency and municipality, in which roles. */
export function authenticated(options: AuthenticationOptions): RequestHandler {
  const keys = discoveredKeys(options.issuer);
  // A token is checked in full once; after that only its time, for as long as it is in the cache.
  const known = new Map<string, { actor: Actor; expires: number }>();
  return async (request, _response, next) => {
    // Node would take the first of several, and a proxy in front of us perhaps the last.
    const [header, ...more] = request.headersDistinct['authorization'] ?? [];
    const token = header === undefined ? undefined : /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(header)?.[1];
    if (token === undefined || more.length > 0) {
      throw new Problem('unauthenticated', 'Send one token, in the header "Authorization: Bearer …".');
    }
    const fingerprint = createHash('sha256').update(token).digest('base64');
    const cached = known.get(fingerprint);
    if (cached && cached.expires > Date.now()) {
      request.actor = cached.actor;
      return next();
    }
    const { actor, expires } = await verify(token, await keys(), options);
    if (known.size >= cacheSize) known.delete(known.keys().next().value!);
    known.set(fingerprint, { actor, expires });
    request.actor = actor;
    next();
  };
}

async function verify(token: string, keys: JWTVerifyGetKey, options: AuthenticationOptions) {
  let claims: Record<string, unknown>;
  try {
    const { issuer, audience } = options;
    const verified = await jwtVerify(token, keys, { issuer, audience, algorithms, requiredClaims: ['exp', 'sub'] });
    claims = verified.payload;
  } catch (error) {
    throw tokenProblem(error);
  }
  const parsed = claimsSchema.safeParse(claims);
  if (!parsed.success) {
    const missing = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
    throw new Problem('forbidden', `The token does not say for whom you work. ${missing}.`);
  }
  const { sub: subject, agency, municipality = null, roles: named } = parsed.data;
  if (municipality !== null && !options.municipalities.includes(municipality)) {
    throw new Problem('forbidden', `The municipality ${municipality} does not take part here.`);
  }
  // Providers put roles of their own beside ours, such as `offline_access`: those say nothing here, and go no further.
  const roles = [...new Set(rolesOf({ subject, agency, municipality, roles: named }))];
  if (roles.length === 0) {
    throw new Problem(
      'forbidden',
      municipality === null
        ? `The token names no municipality; only a ${nationalRoles.join(', ')} of agency municipality works without one.`
        : `The token has no role that counts here. Of ${agency} these do: ${rolesOfAgency(agency).join(', ')}.`,
    );
  }
  const actor: Actor = { subject, agency, municipality, roles };
  return { actor, expires: Number(claims['exp']) * 1000 };
}

function rolesOfAgency(agency: Agency): string[] {
  return Object.keys(catalogue).filter((role) => isRoleOf(agency, role));
}

function tokenProblem(error: unknown): Problem {
  if (error instanceof errors.JWTExpired) {
    return new Problem('unauthenticated', 'The token has expired. Get a new one and try again.');
  }
  // A key set that can't be had is our trouble, not the caller's.
  if (error instanceof errors.JWKSTimeout || (error instanceof Error && !(error instanceof errors.JOSEError))) {
    return new Problem('identity-unavailable', 'The identity provider does not answer; try again in a moment.', {}, 5);
  }
  return new Problem('unauthenticated', 'The token is not one that this service accepts.');
}

/** Finds the issuer's keys by discovery, once it answers; jose keeps them fresh when they rotate. */
function discoveredKeys(issuer: string): () => Promise<JWTVerifyGetKey> {
  let keys: JWTVerifyGetKey | undefined;
  return async () => {
    if (keys) return keys;
    try {
      const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
        signal: AbortSignal.timeout(5_000),
      });
      const metadata = z.object({ issuer: z.literal(issuer), jwks_uri: z.url() }).parse(await response.json());
      keys = createRemoteJWKSet(new URL(metadata.jwks_uri), { timeoutDuration: 5_000 });
      return keys;
    } catch {
      throw new Problem('identity-unavailable', 'The identity provider does not answer; try again in a moment.', {}, 5);
    }
  };
}

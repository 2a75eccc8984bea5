import { createHash } from 'node:crypto';
import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { Domain } from '../../trajectory/definitions/domain.js';
import type { Actor } from '../../trajectory/replayed/state.js';
import { actorFrom, type ClaimNames } from './claims.js';
import { identityUnavailable, isOutage, issuerKeys, usualKeyTimes, type KeyTimes } from './issuerKeys.js';
import { problem, Problem } from '../http/problem.js';

export interface TokenRules {
  issuer: string;
  audience: string;
  /** The `typ` of the issuer's access tokens: `at+jwt` by RFC 9068, or `JWT` where the issuer does not follow it. */
  tokenType: 'at+jwt' | 'JWT';
  claims: ClaimNames;
  municipalities: readonly string[];
  domain: Domain;
}

/** Who a token speaks for, and until when. */
export interface Verified {
  actor: Actor;
  /** Epoch milliseconds, the tolerance for clocks included. */
  expires: number;
}

/** A token of the issuer for someone who may do nothing here: whom it names, and why not. */
export interface TurnedAway {
  subject: string;
  refusal: Problem;
  expires: number;
}

/** Symmetric algorithms and `none` are not in it: a key that checks must not be one that signs. */
const algorithms = ['EdDSA', 'ES256', 'ES384', 'PS256', 'PS384', 'RS256', 'RS384'];
/** Seconds by which clocks may differ. */
export const clockTolerance = 30;
const cacheSize = 2_000;
/** Milliseconds for which a checked token is not checked again: a key that is withdrawn must not live on here. */
const checkedFor = 60_000;

/** Access tokens of the issuer: the only thing that says who calls, for machines and, behind a session, for people. */
export class AccessTokens {
  private readonly rules: TokenRules;
  private readonly keys: JWTVerifyGetKey;
  private readonly checkedFor: number;
  /** By a token's fingerprint. */
  private readonly checked = new Map<string, (Verified | TurnedAway) & { checkAgain: number }>();

  constructor(rules: TokenRules, times: KeyTimes & { checkedFor: number } = { ...usualKeyTimes, checkedFor }) {
    this.rules = rules;
    this.keys = issuerKeys(rules.issuer, times);
    this.checkedFor = times.checkedFor;
  }

  /** What was found of this token a moment ago: it costs no signature. */
  known(token: string): Verified | TurnedAway | undefined {
    const found = this.checked.get(fingerprint(token));
    return found && Math.min(found.expires, found.checkAgain) > Date.now() ? found : undefined;
  }

  /** @throws Problem `unauthenticated`, `forbidden` when it does not say for whom they work, `identity-unavailable` */
  async verify(token: string): Promise<Verified> {
    const examined = await this.examine(token);
    if ('refusal' in examined) throw examined.refusal;
    return examined;
  }

  /** Who a token speaks for, also when they may do nothing here. @throws Problem `unauthenticated`, `identity-unavailable` */
  async examine(token: string): Promise<Verified | TurnedAway> {
    const claims = await this.claimsOf(token);
    const examined = { ...this.speakerIn(claims), expires: (Number(claims.exp) + clockTolerance) * 1000 };
    if (this.checked.size >= cacheSize) this.checked.delete(this.checked.keys().next().value!);
    this.checked.set(fingerprint(token), { ...examined, checkAgain: Date.now() + this.checkedFor });
    return examined;
  }

  private speakerIn(claims: JWTPayload): { actor: Actor } | { subject: string; refusal: Problem } {
    try {
      const { claims: names, municipalities, domain } = this.rules;
      return { actor: actorFrom(claims, names, municipalities, domain) };
    } catch (error) {
      if (error instanceof Problem) return { subject: String(claims.sub), refusal: error };
      throw error;
    }
  }

  private async claimsOf(token: string): Promise<JWTPayload> {
    const { issuer, audience, tokenType } = this.rules;
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer,
        audience,
        algorithms,
        clockTolerance,
        requiredClaims: ['exp', 'sub'],
        ...(tokenType === 'at+jwt' && { typ: tokenType }),
      });
      if (isFromTheFuture(payload) || (tokenType === 'JWT' && !looksLikeAccessToken(payload))) throw refused();
      return payload;
    } catch (error) {
      if (error instanceof Problem) throw error;
      if (error instanceof errors.JWTExpired) {
        throw problem('unauthenticated', 'token-expired');
      }
      throw isOutage(error) ? identityUnavailable() : refused();
    }
  }
}

const fingerprint = (token: string) => createHash('sha256').update(token).digest('base64');

const refused = () => problem('unauthenticated', 'token-not-accepted');

const isFromTheFuture = ({ iat }: JWTPayload) => iat !== undefined && iat > Date.now() / 1000 + clockTolerance;

/**
 * Where a provider calls all its tokens `JWT`: an ID token is told apart by what only that has (OpenID Connect Core), or
 * by the `typ` that Keycloak gives each of its tokens.
 */
function looksLikeAccessToken(payload: JWTPayload): boolean {
  const onlyInIdTokens = ['nonce', 'at_hash', 'c_hash', 's_hash'];
  const typ = payload['typ'] ?? 'Bearer';
  return !onlyInIdTokens.some((name) => Object.hasOwn(payload, name)) && typ === 'Bearer';
}

import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { Problem } from '../http/problem.js';
import type { AccessTokens } from './accessTokens.js';
import type { EndedSessions } from './endedSessions.js';
import { SignInRefused, type Provider, type Tokens } from './provider.js';
import type { SealedCookies } from './sealedCookies.js';
import { endsAt, sessionSchema, type Session, type SessionTimes, type Standing } from './session.js';

export interface SessionsOptions {
  provider: Provider;
  tokens: AccessTokens;
  cookies: SealedCookies;
  ended: EndedSessions;
  times: SessionTimes;
  publicUrl: string;
}

const cookie = 'session';
/** Milliseconds before its claims end at which a session asks for new ones. */
const refreshAhead = 60_000;
/** Milliseconds for which a request with the cookie of before finds what was refreshed. */
const refreshedFor = 60_000;

/** The sessions of people at a screen. */
export class Sessions {
  readonly publicUrl: string;
  readonly times: SessionTimes;
  private readonly options: SessionsOptions;
  /** By session and the end of the claims that it had: a refresh happens once, also when many requests come at once. */
  private readonly refreshing = new Map<string, Promise<Session | undefined>>();

  constructor(options: SessionsOptions) {
    this.options = options;
    this.publicUrl = options.publicUrl;
    this.times = options.times;
  }

  /** Begins one for whom these tokens speak. @throws Problem when they say nothing that counts here */
  async start(response: Response, given: Tokens): Promise<Session> {
    const { actor, expires } = await this.options.tokens.verify(given.accessToken);
    const now = Date.now();
    const { refreshToken, idToken } = given;
    const session: Session = {
      id: randomBytes(24).toString('base64url'),
      actor,
      startedAt: now,
      seenAt: now,
      accessUntil: expires,
      ...(refreshToken !== undefined && { refreshToken }),
      ...(idToken !== undefined && { idToken }),
    };
    await this.keep(response, session);
    return session;
  }

  /**
   * The session that comes with a request, with claims that hold now.
   * @returns undefined when there is none that may go on
   * @throws Problem `identity-unavailable` when its claims have ended and the provider does not answer
   */
  async of(request: Request, response: Response): Promise<Session | undefined> {
    const found = await this.in(request);
    if (!found || (await this.options.ended.has(found.id))) return undefined;
    const now = Date.now();
    if (found.accessUntil - now > refreshAhead) {
      const worthWriting = now - found.seenAt > this.times.idle / 10;
      if (worthWriting) await this.keep(response, { ...found, seenAt: now });
      return found;
    }
    const session = await this.refreshed(found);
    if (session && session !== found) await this.keep(response, session);
    return session;
  }

  /** Until its claims end or itself does, whichever comes first; and not after it was signed out of. */
  standingOf(session: Session): Standing {
    return {
      until: Math.min(session.accessUntil, endsAt(session, this.times)),
      isOver: () => this.options.ended.has(session.id),
    };
  }

  /** Ends the session of a request, here and at the provider, also for a copy of its cookie. @returns what it was */
  async end(request: Request, response: Response): Promise<{ session: Session; recorded: boolean } | undefined> {
    const session = await this.in(request);
    this.options.cookies.clear(response, cookie);
    if (!session) return undefined;
    const recorded = await this.options.ended.end(session.id, session.startedAt + this.times.longest);
    if (session.refreshToken !== undefined) {
      // Ours has ended, whatever the provider makes of it.
      await this.options.provider.revoke(session.refreshToken).catch(() => {});
    }
    return { session, recorded };
  }

  private async in(request: Request): Promise<Session | undefined> {
    const parsed = sessionSchema.safeParse(await this.options.cookies.read(request, cookie));
    return parsed.success && endsAt(parsed.data, this.times) > Date.now() ? parsed.data : undefined;
  }

  private async keep(response: Response, session: Session): Promise<void> {
    await this.options.cookies.write(response, cookie, session, endsAt(session, this.times) - Date.now());
  }

  private refreshed(session: Session): Promise<Session | undefined> {
    const key = `${session.id} ${session.accessUntil}`;
    const known = this.refreshing.get(key);
    if (known) return known;
    const asking = this.refresh(session);
    this.refreshing.set(key, asking);
    const forget = () => void this.refreshing.delete(key);
    asking.then(() => setTimeout(forget, refreshedFor).unref(), forget);
    return asking;
  }

  /** While the claims still hold, a provider that does not answer ends nothing. */
  private async refresh(session: Session): Promise<Session | undefined> {
    const stillHolds = () => session.accessUntil > Date.now();
    if (session.refreshToken === undefined) return stillHolds() ? session : undefined;
    try {
      const given = await this.options.provider.refresh(session.refreshToken);
      const { actor, expires } = await this.options.tokens.verify(given.accessToken);
      if (actor.subject !== session.actor.subject) return undefined;
      const { refreshToken = session.refreshToken, idToken = session.idToken } = given;
      return {
        ...session,
        actor,
        accessUntil: expires,
        seenAt: Date.now(),
        refreshToken,
        ...(idToken !== undefined && { idToken }),
      };
    } catch (error) {
      if (error instanceof Problem && error.code === 'identity-unavailable') {
        if (stillHolds()) return session;
        throw error;
      }
      // The provider gives no more, or says that they work for nobody here any more.
      if (error instanceof SignInRefused || error instanceof Problem) return undefined;
      throw error;
    }
  }
}

import { z } from 'zod';
import { setting } from './setting.js';

const minutes = (most: number) => z.coerce.number().int().min(1).max(most);
const api = (what: string) => ({ for: 'api', what }) as const;

/** Settings of who may call: signing in, sessions, delegation, and the limits on callers. */
export const accessSettings = {
  OIDC_ISSUER: setting(z.url().optional(), {
    ...api('your OpenID Connect provider; locally one of our own stands in'),
    needed: ['api'],
    inHelp: true,
  }),
  OIDC_AUDIENCE: setting(z.string().default('bestendig'), api('audience of the tokens (bestendig)')),
  OIDC_TOKEN_TYPE: setting(
    z.enum(['at+jwt', 'JWT']).default('at+jwt'),
    api('`at+jwt`, or `JWT` for a provider that calls all its tokens so (at+jwt)'),
  ),
  OIDC_CLIENT_ID: setting(
    z.string().optional(),
    api('client by which people sign in at a screen; without it only tokens are taken'),
  ),
  OIDC_CLIENT_SECRET: setting(z.string().optional(), api('its secret; without one PKCE alone')),
  OIDC_SCOPES: setting(z.string().default('openid'), api('what is asked for when someone signs in (openid)')),
  OIDC_CLAIM_AGENCY: setting(
    z.string().default('agency'),
    api('where that claim is: a name, or a way such as `work.agency` (agency)'),
  ),
  OIDC_CLAIM_MUNICIPALITY: setting(z.string().default('municipality'), api('the same (municipality)')),
  OIDC_CLAIM_ROLES: setting(z.string().default('roles'), api('the same, such as `realm_access.roles` (roles)')),
  BESTENDIG_SESSION_KEY: setting(
    z
      .string()
      .transform((text) => text.split(',').map((one) => one.trim()))
      .pipe(z.array(z.string().min(32, 'must be at least 32 characters, from a secret random source')))
      .optional(),
    api('needed with `OIDC_CLIENT_ID`: secrets of the sessions, by commas; the first seals, all open'),
  ),
  BESTENDIG_SESSION_IDLE_MINUTES: setting(
    minutes(24 * 60).default(30),
    api('minutes without a request after which a session ends (30)'),
  ),
  BESTENDIG_SESSION_HOURS: setting(minutes(24).default(10), api('hours after which a session ends in any case (10)')),
  BESTENDIG_DELEGATION_DAYS: setting(
    minutes(366).default(92),
    api('the longest that someone may let another act for them (92)'),
  ),
  BESTENDIG_RATE_LIMIT: setting(
    z.coerce.number().int().min(1).default(2000),
    api('requests in ten seconds for one caller (2000)'),
  ),
  BESTENDIG_FAILURE_LIMIT: setting(
    z.coerce.number().int().min(1).default(200),
    api("requests that are refused in ten seconds, of one address or one token's subject (200)"),
  ),
  BESTENDIG_COMMANDS_IN_FLIGHT: setting(
    z.coerce.number().int().min(8).max(1_000).default(24),
    api('commands under way at the same time in one process (24; at least 8)'),
  ),
  BESTENDIG_READS_IN_FLIGHT: setting(
    z.coerce.number().int().min(1).max(1_000).default(64),
    api('everything else under way at the same time in one process (64)'),
  ),
  BESTENDIG_PROXIES: setting(
    z.coerce.number().int().min(0).max(10).default(0),
    api("how many proxies of your own stand before the API, so that it knows a caller's address (0)"),
  ),
};

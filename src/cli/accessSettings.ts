import { z } from 'zod';

const minutes = (most: number) => z.coerce.number().int().min(1).max(most);

/** Settings of who may call: signing in, sessions, delegation, and the limits on callers. */
export const accessSettings = {
  OIDC_ISSUER: z.url().optional(),
  OIDC_AUDIENCE: z.string().default('bestendig'),
  /** `at+jwt` (RFC 9068), or `JWT` for a provider that calls all its tokens so. */
  OIDC_TOKEN_TYPE: z.enum(['at+jwt', 'JWT']).default('at+jwt'),
  /** With these people can sign in at a screen; without, only tokens are taken. */
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_SCOPES: z.string().default('openid'),
  /** Where the claims are: a name, or a way such as `realm_access.roles`. */
  OIDC_CLAIM_AGENCY: z.string().default('agency'),
  OIDC_CLAIM_MUNICIPALITY: z.string().default('municipality'),
  OIDC_CLAIM_ROLES: z.string().default('roles'),
  /** Secrets of the sessions, separated by commas: the first seals, all open. */
  BESTENDIG_SESSION_KEY: z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .pipe(z.array(z.string().min(32, 'must be at least 32 characters, from a secret random source')))
    .optional(),
  BESTENDIG_SESSION_IDLE_MINUTES: minutes(24 * 60).default(30),
  BESTENDIG_SESSION_HOURS: minutes(24).default(10),
  /** The longest that someone may let another act for them. */
  BESTENDIG_DELEGATION_DAYS: minutes(366).default(92),
  /** Requests in ten seconds for one caller. */
  BESTENDIG_RATE_LIMIT: z.coerce.number().int().min(1).default(2000),
  /** Requests without a valid token in ten seconds from one address. */
  BESTENDIG_FAILURE_LIMIT: z.coerce.number().int().min(1).default(200),
  /** Commands under way at the same time in one API process, and everything else that is asked. */
  BESTENDIG_COMMANDS_IN_FLIGHT: z.coerce.number().int().min(8).max(1_000).default(24),
  BESTENDIG_READS_IN_FLIGHT: z.coerce.number().int().min(1).max(1_000).default(64),
  /** How many proxies of our own stand before the API, so that it knows a caller's address. */
  BESTENDIG_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
};

import type { Logger } from 'pino';
import type { AuthenticationOptions } from '../api/access/authentication.js';
import { AccessTokens } from '../api/signingIn/accessTokens.js';
import { draftKeyOf } from '../api/signingIn/draftKeys.js';
import { EndedSessions } from '../api/signingIn/endedSessions.js';
import { Provider } from '../api/signingIn/provider.js';
import { SealedCookies } from '../api/signingIn/sealedCookies.js';
import { Sessions } from '../api/signingIn/sessions.js';
import type { SessionTimes } from '../api/signingIn/session.js';
import type { SigningInOptions } from '../api/signingIn/signInRoutes.js';
import type { Database } from '../register/database/database.js';
import type { Programmes } from '../trajectory/definitions/programme.js';
import { localSecret } from './keys.js';
import { required, type Settings } from './settings.js';

/** How callers prove who they are: by token, and at a screen by signing in where there is a client for that. */
export interface SigningIn {
  authentication: AuthenticationOptions;
  signingIn?: SigningInOptions;
  /** The key of someone's drafts; absent where nobody signs in at a screen. */
  draftKeyOf?: (subject: string) => string;
}

export function openSigningIn(
  settings: Settings,
  { issuer, clientId }: { issuer: string; clientId?: string },
  around: { register: Database; programmes: Programmes; publicUrl: string; log: Logger },
): SigningIn {
  const { register, programmes, publicUrl, log } = around;
  const tokens = new AccessTokens({
    issuer,
    audience: settings.OIDC_AUDIENCE,
    tokenType: settings.OIDC_TOKEN_TYPE,
    claims: {
      agency: settings.OIDC_CLAIM_AGENCY,
      municipality: settings.OIDC_CLAIM_MUNICIPALITY,
      roles: settings.OIDC_CLAIM_ROLES,
    },
    municipalities: programmes.municipalities,
    domain: programmes.domain,
  });
  const failuresPerTenSeconds = settings.BESTENDIG_FAILURE_LIMIT;
  if (clientId === undefined) return { authentication: { tokens, failuresPerTenSeconds } };
  const { OIDC_ISSUER, OIDC_CLIENT_SECRET, OIDC_SCOPES: scopes } = settings;
  // The local provider's client has no secret.
  const clientSecret = OIDC_ISSUER === undefined ? undefined : OIDC_CLIENT_SECRET;
  const client = { issuer, clientId, scopes, publicUrl, ...(clientSecret !== undefined && { clientSecret }) };
  const provider = new Provider(client);
  const secrets = sessionSecrets(settings);
  const cookies = new SealedCookies(secrets, publicUrl);
  const times = sessionTimes(settings);
  const ended = new EndedSessions(register);
  const sessions = new Sessions({ provider, tokens, cookies, ended, times, publicUrl });
  return {
    authentication: { tokens, sessions, failuresPerTenSeconds },
    signingIn: { provider, sessions, cookies, publicUrl, log },
    draftKeyOf: (subject) => draftKeyOf(secrets[0]!, subject),
  };
}

export function sessionTimes(settings: Settings): SessionTimes {
  return {
    idle: settings.BESTENDIG_SESSION_IDLE_MINUTES * 60_000,
    longest: settings.BESTENDIG_SESSION_HOURS * 3_600_000,
  };
}

function sessionSecrets(settings: Settings): readonly (string | Buffer)[] {
  const isMade = settings.BESTENDIG_LOCAL && settings.BESTENDIG_SESSION_KEY === undefined;
  return isMade ? [localSecret(settings.BESTENDIG_DATA, 'session')] : required(settings, 'BESTENDIG_SESSION_KEY');
}

import { localClient } from './localClient.js';

/** Nothing answers where the local identity provider should be. The message says what to do. */
export class NotRunning extends Error {
  constructor(issuer: string, options?: ErrorOptions) {
    super(`Bestendig is not running at ${new URL(issuer).origin}: npm start first`, options);
    this.name = 'NotRunning';
  }
}

/** What answers does not give this token. The message says why: in the provider's words, what is allowed. */
export class TokenRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TokenRefused';
  }
}

const patience = 5000; // ms

/**
 * An access token of the local identity provider, got as any client would: discovery, then the token call.
 *
 * @param request.expiresIn seconds
 * @throws NotRunning, TokenRefused
 */
export async function requestToken(request: {
  issuer: string;
  municipality?: string;
  agency: string;
  roles: readonly string[];
  subject?: string;
  expiresIn?: number;
}): Promise<string> {
  const { issuer, municipality, agency, roles, subject, expiresIn } = request;
  const discovery = await call(issuer, `${issuer}/.well-known/openid-configuration`);
  const endpoint = discovery['token_endpoint'];
  if (typeof endpoint !== 'string') {
    throw new TokenRefused(
      `There is no local identity provider at ${issuer}: get a token from the provider that the API is configured with`,
    );
  }
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: localClient.id,
    client_secret: localClient.secret,
    agency,
  });
  for (const role of roles) form.append('role', role);
  if (municipality !== undefined) form.set('municipality', municipality);
  if (subject !== undefined) form.set('subject', subject);
  if (expiresIn !== undefined) form.set('expiresIn', String(expiresIn));

  const answer = await call(issuer, endpoint, { method: 'POST', body: form });
  const { access_token: token, error_description: reason } = answer;
  if (typeof token === 'string') return token;
  throw new TokenRefused(typeof reason === 'string' ? reason : `No token came from ${endpoint}`);
}

/** The JSON object that is answered, whatever the status; an empty one when the answer is something else. */
async function call(issuer: string, url: string, init: RequestInit = {}): Promise<Record<string, unknown>> {
  const signal = AbortSignal.timeout(patience);
  const text = await fetch(url, { ...init, signal })
    .then((response) => response.text())
    .catch((cause: unknown) => {
      throw new NotRunning(issuer, { cause });
    });
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

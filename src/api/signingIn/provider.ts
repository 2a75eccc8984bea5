import * as oidc from 'openid-client';
import { z } from 'zod';
import { identityUnavailable } from './issuerKeys.js';

export interface SignInClient {
  issuer: string;
  clientId: string;
  /** None for a public client, which has PKCE alone. */
  clientSecret?: string;
  scopes: string;
  /** Where the provider sends people back to. */
  publicUrl: string;
}

/** What must be the same when someone comes back from the provider; it waits in a sealed cookie of theirs. */
export const signingInSchema = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
});
export type SigningIn = z.infer<typeof signingInSchema>;

export interface Tokens {
  accessToken: string;
  refreshToken?: string;
  idToken?: string;
}

/** The provider does not let them in. `reason` is a word of OAuth's, with nothing in it of whom it is about. */
export class SignInRefused extends Error {
  override name = 'SignInRefused';
  readonly reason: string;
  constructor(reason: string) {
    super(`signing in was refused: ${reason}`);
    this.reason = reason;
  }
}

const patience = 5; // seconds

/** The provider at which people sign in: authorization code with PKCE, state and nonce, by discovery. */
export class Provider {
  private readonly client: SignInClient;
  private discovering: Promise<oidc.Configuration> | undefined;

  constructor(client: SignInClient) {
    this.client = client;
  }

  get callback(): string {
    return `${this.client.publicUrl}/auth/callback`;
  }

  /** @returns where to send someone, and what to remember meanwhile */
  async begin(returnTo: string): Promise<{ url: URL; signingIn: SigningIn }> {
    const signingIn = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      returnTo,
    };
    const url = oidc.buildAuthorizationUrl(await this.discovered(), {
      redirect_uri: this.callback,
      scope: this.client.scopes,
      state: signingIn.state,
      nonce: signingIn.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(signingIn.verifier),
      code_challenge_method: 'S256',
    });
    return { url, signingIn };
  }

  /**
   * Exchanges the code with which someone comes back. State, nonce, verifier, issuer and the ID token's signature must
   * all be right.
   * @param query of the callback, as it came @throws SignInRefused, Problem `identity-unavailable`
   */
  async finish(query: string, { state, nonce, verifier }: SigningIn): Promise<Tokens> {
    const config = await this.discovered();
    return tokensOf(
      oidc.authorizationCodeGrant(config, new URL(`${this.callback}${query}`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      }),
    );
  }

  /** @throws SignInRefused when the provider gives no more, Problem `identity-unavailable` */
  async refresh(refreshToken: string): Promise<Tokens> {
    return tokensOf(oidc.refreshTokenGrant(await this.discovered(), refreshToken));
  }

  /** So that nobody gets new tokens by it. What the provider makes of it changes nothing here. */
  async revoke(refreshToken: string): Promise<void> {
    const config = await this.discovered();
    if (config.serverMetadata().revocation_endpoint === undefined) return;
    await oidc.tokenRevocation(config, refreshToken, { token_type_hint: 'refresh_token' });
  }

  /** Where someone signs out at the provider as well, and is sent back from; null when it has no such place. */
  async endSessionUrl(idToken: string | undefined): Promise<string | null> {
    const config = await this.discovered();
    if (config.serverMetadata().end_session_endpoint === undefined) return null;
    return oidc.buildEndSessionUrl(config, {
      post_logout_redirect_uri: `${this.client.publicUrl}/`,
      ...(idToken !== undefined && { id_token_hint: idToken }),
    }).href;
  }

  private async discovered(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.client;
    this.discovering ??= oidc
      .discovery(
        new URL(issuer),
        clientId,
        undefined,
        clientSecret === undefined ? oidc.None() : oidc.ClientSecretPost(clientSecret),
        {
          timeout: patience,
          execute: [oidc.enableNonRepudiationChecks, ...(isLocal(issuer) ? [oidc.allowInsecureRequests] : [])],
        },
      )
      .catch(() => {
        this.discovering = undefined;
        throw identityUnavailable();
      });
    return this.discovering;
  }
}

/** Only on this machine may the way to the provider be open to listeners. */
const isLocal = (issuer: string) => /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/.test(`${issuer}/`);

async function tokensOf(asking: Promise<oidc.TokenEndpointResponse>): Promise<Tokens> {
  let given: oidc.TokenEndpointResponse;
  try {
    given = await asking;
  } catch (error) {
    throw refusalOf(error);
  }
  return {
    accessToken: given.access_token,
    ...(given.refresh_token !== undefined && { refreshToken: given.refresh_token }),
    ...(given.id_token !== undefined && { idToken: given.id_token }),
  };
}

/** Only the code of what went wrong goes on from here: the library's errors carry codes and tokens. */
function refusalOf(error: unknown): Error {
  if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError) {
    return error instanceof oidc.ResponseBodyError && error.status >= 500
      ? identityUnavailable()
      : new SignInRefused(/^[a-z_]{1,40}$/.test(error.error) ? error.error : 'refused');
  }
  if (error instanceof oidc.WWWAuthenticateChallengeError) return new SignInRefused('client_refused');
  if (!(error instanceof oidc.ClientError) || outages.test(error.code ?? '')) return identityUnavailable();
  return new SignInRefused(error.code ?? 'invalid_response');
}

/** What the library calls it when no answer of a working provider came. */
const outages = /^OAUTH_(TIMEOUT|ABORT|PARSE_ERROR|RESPONSE_IS_NOT_(CONFORM|JSON))$/;

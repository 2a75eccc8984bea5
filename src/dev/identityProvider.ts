import type { IncomingMessage, ServerResponse } from 'node:http';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Domain } from '../trajectory/definitions/domain.js';
import { identityKeys, signingAlgorithm } from './identityKeys.js';
import { audience, localClient, screensClient } from './localClient.js';
import { loadOptional } from '../optional/loadOptional.js';
import { mustBeLocal } from './localOnly.js';
import { memoryAdapter } from './memoryAdapter.js';
import { chosenIn, signInInteraction } from './signingIn.js';
import { signOutPage } from './signInPage.js';
import { InvalidTokenRequest, readTokenRequest } from './tokenRequest.js';

export { NotRunning, requestToken, TokenRefused } from './requestToken.js';

export interface IdentityProvider {
  /** To be mounted at the path of the issuer, before anything that reads request bodies. */
  handler: (request: IncomingMessage, response: ServerResponse) => void;
  jwksUri: string;
  tokenEndpoint: string;
  /** By which people sign in at a screen. */
  clientId: string;
}

/** A resource indicator (RFC 8707) must be a URI; the `aud` of the token is the short `audience`. */
const resource = 'urn:bestendig:api';
const workingDay = 10 * 3600; // seconds

/**
 * An OpenID Connect provider for one machine: whoever can reach it can be anyone, by asking. It issues JWT access tokens
 * (RFC 9068): by client credentials, where `tokenRequest.ts` has the parameters that choose the caseworker, and by
 * authorization code with PKCE, where a page asks. Our API takes these tokens on the same path as those of a real
 * provider, by discovery and the published keys.
 *
 * @param options.issuer without a slash at the end, e.g. `http://127.0.0.1:8080/dev/identity`
 * @param options.folder where `identity.json` with the signing key is kept
 * @param options.municipalities the ones a caseworker may be of
 * @param options.publicUrl where the screens are, when they are not where the issuer is
 * @throws Error when BESTENDIG_LOCAL is not 1, or when `identity.json` is not ours
 */
export async function createIdentityProvider(options: {
  issuer: string;
  folder: string;
  municipalities: readonly string[];
  domain: Domain;
  publicUrl?: string;
}): Promise<IdentityProvider> {
  mustBeLocal(
    'The local identity provider',
    'Configure the OpenID Connect provider of your organisation instead: set OIDC_ISSUER.',
  );
  const { issuer, municipalities, domain, publicUrl = new URL(issuer).origin } = options;
  // Loaded here, so that a process which trusts a real provider does not pay for it.
  const [{ Provider, errors }, keys] = await Promise.all([
    loadOptional(
      'oidc-provider',
      () => import('oidc-provider'),
      'set OIDC_ISSUER to the provider of your organisation',
    ),
    identityKeys(options.folder),
  ]);

  const asked = (ctx: KoaContextWithOIDC) => {
    try {
      return readTokenRequest(ctx.oidc.body ?? {}, municipalities, domain);
    } catch (error) {
      if (error instanceof InvalidTokenRequest) throw new errors.InvalidRequest(error.message);
      throw error;
    }
  };

  // Several settings only repeat a default: oidc-provider writes a notice for each default that it wants considered.
  const provider = new Provider(issuer, {
    adapter: () => memoryAdapter(),
    clients: [
      {
        client_id: localClient.id,
        client_secret: localClient.secret,
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
      },
      {
        client_id: screensClient.id,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [`${publicUrl}/auth/callback`],
        post_logout_redirect_uris: [`${publicUrl}/`],
      },
    ],
    clientDefaults: { id_token_signed_response_alg: signingAlgorithm },
    jwks: { keys: [keys.signing] },
    cookies: { keys: keys.cookies },
    routes: { jwks: '/jwks', token: '/token' },
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: chosenIn(accountId).claims.sub }) }),
    interactions: { url: (_ctx, { uid }) => `${new URL(issuer).pathname}/interaction/${uid}` },
    // Who has chosen has agreed: there is nobody else whose consent could be asked.
    loadExistingGrant: async ({ oidc: { client, session, provider: issuing } }) => {
      const given = session!.grantIdFor(client!.clientId);
      const kept = given === undefined ? undefined : await issuing.Grant.find(given);
      const grant = kept ?? new issuing.Grant({ clientId: client!.clientId, accountId: session!.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    pkce: { required: () => true },
    clientBasedCORS: () => false,
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.type = 'text/html; charset=utf-8';
          ctx.body = signOutPage(form);
        },
      },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, indicator) => {
          if (indicator !== resource) throw new errors.InvalidTarget(`resource must be ${resource}, or be left out`);
          return { scope: '', audience, accessTokenFormat: 'jwt', jwt: { sign: { alg: signingAlgorithm } } };
        },
      },
    },
    ttl: {
      ClientCredentials: (ctx) => asked(ctx).expiresIn,
      AccessToken: (_ctx, { accountId }) => chosenIn(accountId).expiresIn,
      AuthorizationCode: 60,
      IdToken: workingDay,
      RefreshToken: workingDay,
      Grant: workingDay,
      Interaction: 600,
      Session: workingDay,
    },
    formats: {
      customizers: {
        // Not `extraTokenClaims`: with that, the client would stay the subject, and it is the caseworker who acts.
        jwt: (ctx, token, parts) => {
          if (token.kind === 'ClientCredentials') Object.assign(parts.payload, asked(ctx).claims);
          if (token.kind === 'AccessToken') Object.assign(parts.payload, chosenIn(token.accountId).claims);
          return parts;
        },
      },
    },
    renderError: (ctx, out) => {
      ctx.type = 'text/plain';
      ctx.body = `${out.error}: ${out.error_description ?? ''}`;
    },
  });

  const callback = provider.callback();
  const interaction = signInInteraction(provider, municipalities, domain);
  return {
    handler: (request, response) => {
      if (!request.url?.startsWith('/interaction/')) return void callback(request, response);
      interaction(request, response).catch(() => response.destroy());
    },
    clientId: screensClient.id,
    jwksUri: `${issuer}/jwks`,
    tokenEndpoint: `${issuer}/token`,
  };
}

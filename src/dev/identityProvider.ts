import type { IncomingMessage, ServerResponse } from 'node:http';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { identityKeys, signingAlgorithm } from './identityKeys.js';
import { audience, localClient } from './localClient.js';
import { refuseInProduction } from './localOnly.js';
import { memoryAdapter } from './memoryAdapter.js';
import { InvalidTokenRequest, readTokenRequest } from './tokenRequest.js';

export { NotRunning, requestToken, TokenRefused } from './requestToken.js';

export interface IdentityProvider {
  /** To be mounted at the path of the issuer, before anything that reads request bodies. */
  handler: (request: IncomingMessage, response: ServerResponse) => void;
  jwksUri: string;
  tokenEndpoint: string;
}

/** A resource indicator (RFC 8707) must be a URI; the `aud` of the token is the short `audience`. */
const resource = 'urn:bestendig:api';

/**
 * An OpenID Connect provider for one machine: whoever can reach it can be anyone, by asking. It issues JWT access tokens
 * (RFC 9068) by client credentials; `tokenRequest.ts` has the parameters that choose the caseworker. Our API takes these
 * tokens on the same path as those of a real provider, by discovery and the published keys.
 *
 * @param options.issuer without a slash at the end, e.g. `http://127.0.0.1:8080/dev/identity`
 * @param options.folder where `identity.json` with the signing key is kept
 * @param options.municipalities the ones a caseworker may be of
 * @throws Error when NODE_ENV is `production`, or when `identity.json` is not ours
 */
export async function createIdentityProvider(options: {
  issuer: string;
  folder: string;
  municipalities: readonly string[];
}): Promise<IdentityProvider> {
  refuseInProduction(
    'The local identity provider',
    'Configure the OpenID Connect provider of your organisation instead: set OIDC_ISSUER.',
  );
  const { issuer, municipalities } = options;
  // Loaded here, so that a process which trusts a real provider does not pay for it.
  const [{ Provider, errors }, keys] = await Promise.all([import('oidc-provider'), identityKeys(options.folder)]);

  const asked = (ctx: KoaContextWithOIDC) => {
    try {
      return readTokenRequest(ctx.oidc.body ?? {}, municipalities);
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
    ],
    clientDefaults: { id_token_signed_response_alg: signingAlgorithm },
    jwks: { keys: [keys.signing] },
    cookies: { keys: keys.cookies },
    routes: { jwks: '/jwks', token: '/token' },
    clientBasedCORS: () => false,
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        getResourceServerInfo: (_ctx, indicator) => {
          if (indicator !== resource) throw new errors.InvalidTarget(`resource must be ${resource}, or be left out`);
          return { scope: '', audience, accessTokenFormat: 'jwt', jwt: { sign: { alg: signingAlgorithm } } };
        },
      },
    },
    ttl: { ClientCredentials: (ctx) => asked(ctx).expiresIn },
    formats: {
      customizers: {
        // Not `extraTokenClaims`: with that, the client would stay the subject, and it is the caseworker who acts.
        jwt: (ctx, token, parts) => {
          if (token.kind === 'ClientCredentials') Object.assign(parts.payload, asked(ctx).claims);
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
  return {
    handler: (request, response) => void callback(request, response),
    jwksUri: `${issuer}/jwks`,
    tokenEndpoint: `${issuer}/token`,
  };
}

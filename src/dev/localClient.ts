/**
 * The client of the local identity provider for scripts. Its secret is public: it keeps nobody out, and it makes the
 * token call look exactly like one to a real provider.
 */
export const localClient = { id: 'bestendig-local', secret: 'local-only' } as const;

/** The client by which people sign in at a screen: a public one, which has PKCE and no secret. */
export const screensClient = { id: 'bestendig-screens' } as const;

/** The `aud` of an access token for our API. */
export const audience = 'bestendig';

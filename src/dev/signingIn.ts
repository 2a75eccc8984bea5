import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { isRoleOf, type Domain } from '../trajectory/definitions/domain.js';
import { signInPage } from './signInPage.js';
import { InvalidTokenRequest, readTokenRequest, type CaseworkerClaims } from './tokenRequest.js';

/** Who someone chose to be, and for how many seconds each of their access tokens holds. */
export interface Chosen {
  claims: CaseworkerClaims;
  expiresIn: number;
}

/** Seconds: short, so that refreshing is part of every day. */
const accessLife = '900';
const longestForm = 10_000;

/** An account carries who it is, so that nothing has to be remembered. */
export const accountIdOf = (chosen: Chosen): string => Buffer.from(JSON.stringify(chosen)).toString('base64url');
export const chosenIn = (accountId: string): Chosen =>
  JSON.parse(Buffer.from(accountId, 'base64url').toString()) as Chosen;

/** The page of the sign-in, ahead of the provider itself: shows the form, and takes what was chosen. */
export function signInInteraction(provider: Provider, municipalities: readonly string[], domain: Domain) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const show = (status: number, more: { sent?: URLSearchParams; fault?: string } = {}) => {
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
      // An empty action: the form goes back to the address that it came from.
      response.end(signInPage({ action: '', municipalities, domain, ...more }));
    };
    try {
      await provider.interactionDetails(request, response);
    } catch {
      response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('This sign-in has ended. Begin again at /auth/sign-in.\n');
      return;
    }
    if (request.method !== 'POST') return show(200);
    const sent = await formOf(request);
    try {
      const accountId = accountIdOf(chosenBy(sent, municipalities, domain));
      await provider.interactionFinished(request, response, { login: { accountId } });
    } catch (error) {
      if (!(error instanceof InvalidTokenRequest)) throw error;
      show(400, { sent, fault: error.message });
    }
  };
}

function chosenBy(sent: URLSearchParams, municipalities: readonly string[], domain: Domain): Chosen {
  const given = [...new Set(sent.keys())].map((name) => [name, sent.getAll(name).filter((value) => value !== '')]);
  const body = Object.fromEntries(
    (given as [string, string[]][])
      .filter(([, values]) => values.length > 0)
      .map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
  const chosen = readTokenRequest({ expiresIn: accessLife, ...body }, municipalities, domain);
  const { agency, roles } = chosen.claims;
  const strange = roles.filter((role) => !isRoleOf(domain, agency, role));
  if (strange.length > 0) throw new InvalidTokenRequest(`${agency} has no role ${strange.join(', ')}`);
  return chosen;
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > longestForm) throw new Error('The form is too long.');
  }
  return new URLSearchParams(text);
}

import { createHash } from 'node:crypto';
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import type { Logger } from 'pino';
import { problem, problemOf, sendProblem, setProblemHeaders, statusOf, type ProblemCode } from '../http/problem.js';
import type { Text } from '../../trajectory/language.js';
import type { InWords } from '../../trajectory/words/refusing.js';
import { ClaimsRefused, type ClaimFault } from './claims.js';
import { sendPage, type Message } from './pages.js';
import { signingInSchema, SignInRefused, type Provider } from './provider.js';
import { mustBeSameOrigin } from './sameOrigin.js';
import type { SealedCookies } from './sealedCookies.js';
import type { Sessions } from './sessions.js';

export interface SigningInOptions {
  provider: Provider;
  sessions: Sessions;
  cookies: SealedCookies;
  publicUrl: string;
  log: Logger;
}

/** Milliseconds that someone has to sign in at the provider. */
const patience = 10 * 60_000;

/** Signing in and out, for people: pages that a browser goes to, and no part of the API. */
export function signInRoutes(options: SigningInOptions, limit: RequestHandler, inWords: InWords): Router {
  const { provider, sessions, cookies, publicUrl, log } = options;
  const router = express.Router({ strict: true, caseSensitive: true });
  router.use('/auth', limit);

  router.get('/auth/sign-in', async (request, response) => {
    const { url, signingIn } = await provider.begin(placeHere(request.query['returnTo'], publicUrl));
    await cookies.write(response, cookieOf(signingIn.state), signingIn, patience);
    response.redirect(303, url.href);
  });

  router.get('/auth/callback', async (request, response) => {
    const name = cookieOf(request.query['state']);
    const begun = signingInSchema.safeParse(await cookies.read(request, name));
    // Once only: who comes back again has to begin again.
    cookies.clear(response, name);
    if (!begun.success) throw new SignInRefused('not_begun_here');
    const query = request.originalUrl.slice(request.originalUrl.indexOf('?'));
    await sessions.start(response, await provider.finish(query, begun.data));
    response.redirect(303, begun.data.returnTo);
  });

  router.post('/auth/sign-out', async (request, response) => {
    mustBeSameOrigin(request, publicUrl);
    const ended = await sessions.end(request, response);
    if (ended && !ended.recorded) log.warn('a session was ended while the register is down: only this process knows');
    const onward = ended && (await provider.endSessionUrl(ended.session.idToken).catch(() => null));
    response.redirect(303, onward ?? '/');
  });

  for (const [path, method] of [
    ['/auth/sign-in', 'GET'],
    ['/auth/callback', 'GET'],
    ['/auth/sign-out', 'POST'],
  ] as const) {
    router.all(path, (request, response) => {
      response.set('allow', method);
      throw problem('method-not-allowed', 'no-such-method', { method: request.method, allowed: method });
    });
  }
  router.use(refused(log, inWords));
  return router;
}

/** Each sign-in has a cookie of its own, so that two that are begun side by side both end well. */
function cookieOf(state: unknown): string {
  return `sign-in-${createHash('sha256').update(String(state)).digest('hex').slice(0, 12)}`;
}

/** A place on this site to go to afterwards: anything else, such as another site's address, becomes the first page. */
export function placeHere(asked: unknown, publicUrl: string): string {
  if (typeof asked !== 'string' || !asked.startsWith('/') || !URL.canParse(asked, publicUrl)) return '/';
  const { origin, pathname, search, hash } = new URL(asked, publicUrl);
  const isHere = origin === new URL(publicUrl).origin && !pathname.startsWith('//') && !pathname.startsWith('/auth/');
  return isHere ? `${pathname}${search}${hash}` : '/';
}

/** A person gets a page; what goes wrong is logged by its code, since the rest is about someone. */
function refused(log: Logger, inWords: InWords): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const what =
      error instanceof SignInRefused ? problem('unauthenticated', 'not-signed-in-at-provider') : problemOf(error);
    if (what.code === 'internal-error') return next(error);
    const reason = error instanceof SignInRefused ? error.reason : what.code;
    const claims = error instanceof ClaimsRefused ? error.faults : [];
    log.info({ reason, path: request.path, ...(claims.length > 0 && { claims }) }, 'signing in was refused');
    if (request.accepts(['json', 'html']) !== 'html') return sendProblem(request, response, what, inWords);
    setProblemHeaders(response, what);
    const message = claims.length > 0 ? withoutAccess(claims) : (messages[what.code] ?? notSignedIn);
    sendPage(response, statusOf(what.code), message);
  };
}

const again = { href: '/auth/sign-in', text: { nl: 'Opnieuw inloggen', en: 'Sign in again' } };
const notSignedIn: Message = {
  title: { nl: 'Inloggen is niet gelukt', en: 'Signing in did not succeed' },
  body: {
    nl: 'Dat kan komen doordat het te lang duurde, of doordat dit een oud adres is. Probeer het opnieuw.',
    en: 'It may have taken too long, or this is an old address. Please try again.',
  },
  link: again,
};

/** The claims are for whoever looks after the accounts; what they say is nobody else's. */
function withoutAccess(claims: readonly ClaimFault[]): Message {
  const said = claims.map(({ claim, fault }) =>
    fault === 'missing'
      ? { nl: `Het gegeven "${claim}" ontbreekt.`, en: `The claim "${claim}" is missing.` }
      : {
          nl: `Het gegeven "${claim}" herkent Bestendig niet.`,
          en: `Bestendig does not recognise the claim "${claim}".`,
        },
  );
  const all = (language: keyof Text) => said.map((one) => one[language]).join(' ');
  return {
    title: { nl: 'U hebt hier geen toegang', en: 'You have no access here' },
    body: {
      nl: `U bent ingelogd, maar uw account geeft u hier geen toegang. Geef dit door aan uw beheerder: ${all('nl')}`,
      en: `You have signed in, but your account gives you no access here. Tell your administrator: ${all('en')}`,
    },
    link: again,
  };
}

const messages: Partial<Record<ProblemCode, Message>> = {
  'identity-unavailable': {
    title: { nl: 'Inloggen kan nu niet', en: 'Signing in is not possible now' },
    body: {
      nl: 'De inlogdienst van uw organisatie antwoordt niet. Probeer het over een paar minuten opnieuw.',
      en: 'The sign-in service of your organisation does not answer. Please try again in some minutes.',
    },
    link: again,
  },
};

import { existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { type RequestHandler, type Router } from 'express';

/**
 * The screens: static files, made from `src/web`. Scripts, styles and pictures come from here alone, and none stands in
 * the page itself.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  // After signing out the form goes on to the provider, wherever that is.
  "form-action 'self' https: http:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** The addresses of the screens, as the shell has them (`src/web/shell/screens.tsx`). */
export const screenAddresses = [
  '/',
  '/work',
  '/trajectories',
  '/trajectories/new',
  '/trajectories/:id',
  '/trajectories/:id/:kind/:name',
  '/coordinator',
  '/statistics',
  '/agencies',
  '/administration',
  '/steps',
  '/signed-in',
  '/mailbox',
] as const;

/** Below these are no screens, and what is not there is for a machine to hear of. */
const forMachines = /^\/(v1|auth|health|metrics|dev|codec|assets)(\/|$)/;

/**
 * `shown` serves the screens; `unknown` comes after everything else, and gives a person at an address that does not exist
 * the screen that says so.
 */
export interface Screens {
  shown: Router;
  unknown: RequestHandler;
}

/** Nothing is served when the screens have not been built, such as for an API alone. */
export function screens(folder: string): Screens {
  const router = express.Router({ strict: false });
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return { shown: router, unknown: (_request, _response, next) => next() };
  // Their names change with what is in them, so they never grow old.
  const assets = join(folder, 'assets');
  const compressed = new Set(readdirSync(assets).filter((name) => /\.(br|gz)$/.test(name)));
  router.use('/assets', (request, response, next) => {
    response.vary('accept-encoding');
    const encoding = request.acceptsEncodings(['br', 'gzip']);
    const name = `${request.path.slice(1)}.${encoding === 'br' ? 'br' : 'gz'}`;
    if (encoding === false || !compressed.has(name)) return next();
    response.type(extname(request.path)).set('content-encoding', encoding);
    forever(response);
    response.sendFile(join(assets, name), { cacheControl: false });
  });
  router.use('/assets', express.static(assets, { index: false, redirect: false, setHeaders: forever }));
  const send: RequestHandler = (request, response, next) => {
    // A browser asks for a page; who asks for anything else finds the API, which is not at these addresses.
    if (request.accepts(['json', 'html']) !== 'html') return next();
    response.set('content-security-policy', policy);
    response.sendFile(page, { cacheControl: false, lastModified: false, etag: false });
  };
  for (const address of screenAddresses) router.get(address, send);
  const unknown: RequestHandler = (request, response, next) => {
    if (!['GET', 'HEAD'].includes(request.method) || forMachines.test(request.path)) return next();
    response.status(404);
    return send(request, response, next);
  };
  return { shown: router, unknown };
}

function forever(response: { setHeader(name: string, value: string): void }): void {
  response.setHeader('cache-control', 'public, max-age=31536000, immutable');
}

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

/** The first part of the addresses that screens have; below them each is the screen's own business. */
const places = [
  'work',
  'trajectories',
  'coordinator',
  'statistics',
  'agencies',
  'administration',
  'steps',
  'mailbox',
  'signed-in',
];

/** Nothing is served when the screens have not been built, such as for an API alone. */
export function screens(folder: string): Router {
  const router = express.Router({ strict: false });
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return router;
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
  router.get('/', send);
  for (const place of places) {
    router.get(`/${place}`, send);
    router.get(`/${place}/*rest`, send);
  }
  return router;
}

function forever(response: { setHeader(name: string, value: string): void }): void {
  response.setHeader('cache-control', 'public, max-age=31536000, immutable');
}

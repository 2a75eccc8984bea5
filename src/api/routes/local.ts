import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Router } from 'express';

export interface LocalParts {
  /** The local identity provider, mounted where its issuer says. */
  identity?: (request: IncomingMessage, response: ServerResponse) => void;
  mail?: () => unknown[];
  webhooks?: () => unknown[];
}

/** What exists for local use only: the identity provider, and what the agencies' stand-ins have got. */
export function localRoutes({ identity, mail, webhooks }: LocalParts): Router {
  const router = express.Router();
  if (identity) router.use('/dev/identity', identity);
  if (mail) router.get('/dev/mail', (_request, response) => void response.json({ items: mail() }));
  if (webhooks) router.get('/dev/webhooks', (_request, response) => void response.json({ items: webhooks() }));
  return router;
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Router } from 'express';
import type { Directory } from '../../agencies/directory.js';
import type { Agency } from '../../trajectory/replayed/state.js';

/** Something that an agency's stand-in got, with the address at which it did. */
type Got = { to: string };

export interface LocalParts {
  /** The local identity provider, mounted where its issuer says. */
  identity?: (request: IncomingMessage, response: ServerResponse) => void;
  /** The oldest first. */
  mail?: () => Got[];
  webhooks?: () => Got[];
  /** By which an address is known to be an agency's. */
  directory?: Directory;
}

/** What exists for local use only: the identity provider, and what the agencies' stand-ins have got. */
export function localRoutes({ identity, mail, webhooks, directory = new Map() }: LocalParts): Router {
  const router = express.Router();
  const known = addressesIn(directory);
  if (identity) router.use('/dev/identity', identity);
  if (mail)
    router.get('/dev/mail', (_request, response) => void response.json({ items: shown('mail', mail(), known) }));
  if (webhooks)
    router.get('/dev/webhooks', (_request, response) => {
      response.json({ items: shown('webhook', webhooks(), known) });
    });
  return router;
}

/** Whose an address is, as far as the directory says. */
interface Addressee {
  municipality: string;
  agency: Agency;
}

/** The newest first; each with an id that stays its own, since nothing is ever taken out, and whose address it is. */
function shown(kind: string, items: readonly Got[], known: ReadonlyMap<string, Addressee>) {
  return items
    .map((item, i) => {
      const { municipality = null, agency = null } = known.get(item.to) ?? {};
      return { ...item, id: `${kind}-${i + 1}`, municipality, agency };
    })
    .toReversed();
}

/** Mail by its address, webhooks by their path: the stand-in plays all agencies at one host. */
function addressesIn(directory: Directory): Map<string, Addressee> {
  const known = new Map<string, Addressee>();
  for (const [municipality, entries] of directory) {
    for (const [agency, { channels }] of Object.entries(entries)) {
      for (const channel of channels) {
        const address = channel.type === 'mail' ? channel.to : new URL(channel.url).pathname;
        known.set(address, { municipality, agency: agency });
      }
    }
  }
  return known;
}

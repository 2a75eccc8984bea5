import { join } from 'node:path';
import type { Router } from 'express';
import { localRoutes } from '../api/agencies/localRoutes.js';
import { readJsonLines } from '../dev/jsonLines.js';
import type { Mail } from '../dev/mailbox.js';
import type { WebhookDelivery } from '../dev/webhookReceiver.js';
import type { Configuration } from '../programmes/configuration.js';
import { devFolder } from './standIns.js';
import { required, type Settings } from './settings.js';

/** Where tokens come from, and the routes that exist for local use only. */
export interface LocalSide {
  issuer: string;
  /** By which people sign in at a screen; without it only tokens are taken. */
  clientId?: string;
  router?: Router;
}

/** Locally and without an issuer in the settings, an identity provider of our own is mounted on the API's own port. */
export async function localSide(
  settings: Settings,
  publicUrl: string,
  { municipalities, programmes, directory }: Pick<Configuration, 'municipalities' | 'programmes' | 'directory'>,
): Promise<LocalSide> {
  if (!settings.BESTENDIG_LOCAL) return configured(required(settings, 'OIDC_ISSUER'), settings);
  const folder = devFolder(settings);
  const kept = {
    directory,
    mail: () => readJsonLines<Mail>(join(folder, 'mail.jsonl')),
    webhooks: () => readJsonLines<WebhookDelivery>(join(folder, 'webhooks.jsonl')),
  };
  if (settings.OIDC_ISSUER) return { ...configured(settings.OIDC_ISSUER, settings), router: localRoutes(kept) };
  const issuer = `${publicUrl}/dev/identity`;
  // Loaded here, so that production never loads it.
  const { createIdentityProvider } = await import('../dev/identityProvider.js');
  const { domain } = programmes;
  const { handler, clientId } = await createIdentityProvider({ issuer, folder, municipalities, domain, publicUrl });
  return { issuer, clientId, router: localRoutes({ ...kept, identity: handler }) };
}

function configured(issuer: string, { OIDC_CLIENT_ID: clientId }: Settings): LocalSide {
  return { issuer, ...(clientId !== undefined && { clientId }) };
}

/** The address at which people and machines find the API. */
export function publicUrlOf({ PUBLIC_URL, HOST, PORT }: Settings): string {
  return PUBLIC_URL?.replace(/\/$/, '') ?? `http://${HOST}:${PORT}`;
}

import { lvv } from '../../src/lvv/index.js';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createIdentityProvider } from '../../src/dev/identityProvider.js';
import * as mailbox from '../../src/dev/mailbox.js';
import * as webhookReceiver from '../../src/dev/webhookReceiver.js';
import { freePort } from '../../src/temporal/freePort.js';
import { municipality } from '../examples.js';
import { serve } from './serve.js';

/** Where the agencies and the identity provider are to be found. */
export interface Surroundings {
  smtpUrl: string;
  webhookBase: string;
  webhookSecret: string;
  issuer: string;
}

/**
 * Plays who is outside: the agencies' mail server and webhook receiver, and the identity provider. They belong to
 * others in production too, so what this process uses is not counted.
 */
await serve(async ({ folder }: { folder: string }) => {
  const webhookSecret = `whsec_${randomBytes(32).toString('base64')}`;
  const mail = await mailbox.start({ folder });
  const webhooks = await webhookReceiver.start({ folder, secret: webhookSecret });
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const { handler } = await createIdentityProvider({ issuer, folder, municipalities: [municipality], domain: lvv });
  const identity = createServer(handler).listen(port, '127.0.0.1');
  await once(identity, 'listening');
  const ready: Surroundings = {
    smtpUrl: `smtp://${mail.host}:${mail.port}`,
    webhookBase: `${webhooks.url}/hooks`,
    webhookSecret,
    issuer,
  };
  return {
    ready,
    answers: { delivered: () => mail.items().length + webhooks.items().filter(({ verified }) => verified).length },
    async stop() {
      identity.closeAllConnections();
      identity.close();
      await Promise.all([mail.stop(), webhooks.stop()]);
    },
  };
});

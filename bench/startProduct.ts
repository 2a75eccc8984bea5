import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { newMasterKey } from '../src/privacy/masterKeys.js';
import { postgresKeyStore } from '../src/privacy/postgresKeyStore.js';
import { freePort } from '../src/temporal/freePort.js';
import type { Ground, Parts } from './stand.js';

/**
 * Starts the product as production runs it: `bestendig worker` and `bestendig api`, each a process, with PostgreSQL, a
 * mail server and an identity provider named in the environment. Without PostgreSQL there can't be two processes on one
 * register: then it is what `npm start` runs, all in one.
 */
export async function startProduct(ground: Ground): Promise<Parts> {
  const { folder, configPath, target, postgres, surroundings, start, startClient } = ground;
  const port = await freePort();
  const env = {
    PORT: String(port),
    BESTENDIG_DATA: join(folder, 'data'),
    BESTENDIG_CONFIG: configPath,
    BESTENDIG_PERSON_KEY: randomBytes(32).toString('base64'),
    // One client asks more here than any municipality would.
    BESTENDIG_RATE_LIMIT: '1000000',
    TEMPORAL_ADDRESS: target.connectionOptions.address,
    TEMPORAL_NAMESPACE: target.namespace,
    SMTP_URL: surroundings.smtpUrl,
    BESTENDIG_WEBHOOK_BASE: surroundings.webhookBase,
    BESTENDIG_WEBHOOK_SECRET: surroundings.webhookSecret,
    BESTENDIG_WEBHOOKS_TO: '127.0.0.1',
    OIDC_ISSUER: surroundings.issuer,
  };
  const part = (name: string, input: string, more: Record<string, string>) =>
    start({
      name,
      script: 'product',
      input,
      env: { ...env, ...more },
      readyWhen: /(A worker of |The API of |^)Bestendig is ready/m,
    });
  const callers = () => startClient({ variant: 'product', url: `http://127.0.0.1:${port}`, issuer: env.OIDC_ISSUER });

  if (!postgres) return { worker: await part('product', 'start', {}), client: await callers() };
  const keys = await postgres.createDatabase();
  const store = postgresKeyStore(keys);
  await store.initialise();
  await store.close();
  const production = {
    NODE_ENV: 'production',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: await postgres.createDatabase(),
    BESTENDIG_KEYS: keys,
    BESTENDIG_MASTER_KEYS: newMasterKey('bench'),
  };
  return {
    worker: await part('product-worker', 'worker', production),
    api: await part('product-api', 'api', production),
    client: await callers(),
  };
}

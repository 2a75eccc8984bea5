import type { Domain } from '../../src/trajectory/definitions/domain.js';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { pino } from 'pino';
import { localSide } from '../../src/cli/local.js';
import { startApi, startWorker, type Part } from '../../src/cli/parts.js';
import { openPrivacy, type Privacy } from '../../src/cli/privacy.js';
import { packageRoot, readSettings } from '../../src/cli/settings.js';
import * as mailbox from '../../src/dev/mailbox.js';
import { requestToken } from '../../src/dev/requestToken.js';
import * as webhookReceiver from '../../src/dev/webhookReceiver.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { noteTyped } from './typed.js';
import { withTerms } from './withTerms.js';
import type { Database } from '../../src/register/database/database.js';
import { migrate, openRegister } from '../../src/register/index.js';
import { lvv } from '../../src/lvv/index.js';
import { connectClient, connectWorker, localTarget } from '../../src/temporal/connection.js';
import type { DevServer } from '../../src/temporal/devServer.js';
import { freePort } from '../../src/temporal/freePort.js';
import type { Step } from '../../src/trajectory/definitions/step.js';
import './local.js';
import { emptyImage, sharedTemporal } from './shared.js';

export interface StackOptions {
  /** Address of a PostgreSQL database; PGlite in memory without it. */
  databaseUrl?: string;
  /** The LVV without it; another one has a configuration file of its own. */
  domain?: Domain;
  config?: string;
  steps?: readonly Step[];
  env?: Record<string, string>;
  temporal?: Pick<DevServer, 'address' | 'namespace'>;
  /** The usual one, where programs of their own work on the same server. */
  taskQueue?: string;
  /** Another than the server's own. */
  namespace?: string;
  /** Do not start a worker yet. */
  withoutWorker?: boolean;
}

export interface Answer<T = Record<string, any>> {
  status: number;
  headers: Headers;
  body: T;
}

/** The whole of Bestendig on real parts, in this process: API over HTTP, worker, register, mail and webhooks. */
export class Stack {
  readonly url: string;
  readonly client: Client;
  readonly register: Database;
  readonly privacy: Privacy;
  readonly taskQueue: string;
  readonly mail: Awaited<ReturnType<typeof mailbox.start>>;
  readonly webhooks: Awaited<ReturnType<typeof webhookReceiver.start>>;
  readonly env: Record<string, string>;
  private readonly tokens = new Map<string, Promise<string>>();
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
    this.url = parts.url;
    this.client = parts.client;
    this.register = parts.register;
    this.privacy = parts.privacy;
    this.taskQueue = parts.taskQueue;
    this.mail = parts.mail;
    this.webhooks = parts.webhooks;
    this.env = parts.env;
  }

  /** A token for `agency:role` of a municipality; null for none. */
  token(agencyRole: string, municipality: string | null = 'utrecht', subject?: string): Promise<string> {
    const key = `${agencyRole}@${municipality}/${subject}`;
    const known = this.tokens.get(key);
    if (known) return known;
    const [agency = '', ...roles] = agencyRole.split(':');
    const asked = requestToken({
      issuer: `${this.url}/dev/identity`,
      agency,
      roles,
      ...(municipality !== null && { municipality }),
      ...(subject !== undefined && { subject }),
    });
    this.tokens.set(key, asked);
    return asked;
  }

  /** Calls the API as `agency:role` of Utrecht, or of another municipality: `ngo:legal@groningen`, `municipality:coordinator@`. */
  async call(
    as: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const [agencyRole = '', municipality = 'utrecht'] = as.split('@');
    const token = await this.token(agencyRole, municipality === '' ? null : municipality);
    noteTyped(body);
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
  }

  get(as: string, path: string): Promise<Answer> {
    return this.call(as, 'GET', path);
  }

  post(as: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.call(as, 'POST', path, body, headers);
  }

  put(as: string, path: string, body: unknown): Promise<Answer> {
    return this.call(as, 'PUT', path, body);
  }

  startWorker(steps?: readonly Step[]): Promise<void> {
    return this.parts.startWorker(steps);
  }

  stopWorker(): Promise<void> {
    return this.parts.stopWorker();
  }

  stop(): Promise<void> {
    return this.parts.stop();
  }
}

interface Parts {
  url: string;
  client: Client;
  register: Database;
  privacy: Privacy;
  taskQueue: string;
  mail: Stack['mail'];
  webhooks: Stack['webhooks'];
  env: Record<string, string>;
  startWorker(steps?: readonly Step[]): Promise<void>;
  stopWorker(): Promise<void>;
  stop(): Promise<void>;
}

let stacks = 0;

export async function startStack(options: StackOptions = {}): Promise<Stack> {
  stacks += 1;
  const taskQueue = options.taskQueue ?? `test-${process.pid}-${stacks}`;
  const folder = await mkdtemp(join(tmpdir(), 'bestendig-test-'));
  const temporal = options.temporal ?? (await sharedTemporal());
  const { address, namespace } = temporal;
  const target = localTarget({ address, namespace: options.namespace ?? namespace });
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const devFolder = join(folder, 'dev');
  const mail = await mailbox.start({ folder: devFolder });
  const webhooks = await webhookReceiver.start({ folder: devFolder, secret });
  const env = {
    PORT: String(await freePort()),
    BESTENDIG_LOCAL: '1',
    BESTENDIG_DATA: folder,
    SMTP_URL: `smtp://${mail.host}:${mail.port}`,
    BESTENDIG_WEBHOOK_BASE: `${webhooks.url}/hooks`,
    BESTENDIG_WEBHOOK_SECRET: secret,
    BESTENDIG_CONFIG: options.config ?? join(packageRoot, 'config', 'bestendig.yaml'),
    // Tests try many a bad token from one address.
    BESTENDIG_FAILURE_LIMIT: '1000000',
    ...options.env,
  };
  const domain = options.domain ?? lvv;
  const settings = readSettings(env);
  const privacy = openPrivacy(settings);
  const location = options.databaseUrl
    ? { url: options.databaseUrl }
    : { folder: undefined, image: await emptyImage() };
  const register = await openRegister(location, privacy.sealer, domain.listing);
  await migrate(register);
  const log = pino({ level: process.env['LOG_LEVEL'] ?? 'silent' });
  const publicUrl = `http://127.0.0.1:${settings.PORT}`;
  const configurationOf = (steps: readonly Step[] = options.steps ?? domain.steps) => {
    const read = readConfiguration(settings.BESTENDIG_CONFIG, env, { ...domain, steps });
    return { ...read, programmes: withTerms(read.programmes) };
  };
  const configuration = configurationOf();
  const side = await localSide(settings, publicUrl, configuration);
  const client = await connectClient(target, { dataConverter: privacy.dataConverter });
  const common = { settings, configuration, register, privacy, log, taskQueue };
  const api = await startApi({
    ...common,
    client,
    publicUrl,
    issuer: side.issuer,
    ...(side.clientId !== undefined && { clientId: side.clientId }),
    ...(side.router && { local: side.router }),
  });
  const connection = await connectWorker(target);
  let worker: Part | undefined;
  const start = async (steps?: readonly Step[]) => {
    worker = await startWorker({
      ...common,
      configuration: configurationOf(steps),
      connection,
      namespace: target.namespace,
      smtpUrl: env.SMTP_URL,
      publicUrl,
      onFailure: (error) => {
        throw error;
      },
    });
  };
  const stopWorker = async () => {
    await worker?.stop();
    worker = undefined;
  };
  if (!options.withoutWorker) await start();
  return new Stack({
    url: publicUrl,
    client,
    register,
    privacy,
    taskQueue,
    mail,
    webhooks,
    env,
    startWorker: start,
    stopWorker,
    async stop() {
      await api.stop();
      await stopWorker();
      await Promise.all([client.connection.close(), connection.close(), mail.stop(), webhooks.stop()]);
      await register.close();
      await privacy.close();
      await rm(folder, { recursive: true, force: true });
    },
  });
}

/** Waits until `check` holds; fails with what it last threw or gave. Bounded by `withinMs`. */
export async function eventually<T>(
  check: () => Promise<T | false | undefined | null> | T | false | undefined | null,
  withinMs = 60_000,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    try {
      const value = await check();
      if (value) return value;
      if (Date.now() > end)
        throw new Error(`It did not come true within ${withinMs} ms; the last value was ${String(value)}.`);
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

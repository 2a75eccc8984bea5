import type { Router } from 'express';
import type { Logger } from 'pino';
import type { Client } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import { createActivities } from '../../activities/index.js';
import { deliveryTimeoutMs } from '../../activities/notify.js';
import { createWorker } from '../../worker/worker.js';
import { courier } from '../agencies/deliver.js';
import { mailer } from '../agencies/mail.js';
import { createApp } from '../api/app.js';
import { Engine } from '../api/engine.js';
import { Referring } from '../api/referring.js';
import { Reopening } from '../api/reopening.js';
import { listen, type RunningServer } from '../api/server.js';
import type { Configuration } from '../programmes/configuration.js';
import type { Database } from '../register/database.js';
import { directions, endings, outcomes } from '../steps/codes.js';
import type { Text } from '../trajectory/step.js';
import { localSecret } from './keys.js';
import type { Privacy } from './privacy.js';
import { SettingsError, type Settings } from './settings.js';

/** Something that runs until it is stopped. */
export interface Part {
  stop(): Promise<void>;
}

interface Common {
  settings: Settings;
  configuration: Configuration;
  register: Database;
  privacy: Privacy;
  log: Logger;
  /** Another than the usual, so that several installations can share a Temporal server. */
  taskQueue?: string;
}

/** Starts a worker: it decides, records and delivers. */
export async function startWorker(
  options: Common & {
    connection: NativeConnection;
    namespace: string;
    smtpUrl: string;
    publicUrl: string;
    onFailure(error: unknown): void;
  },
): Promise<Part> {
  const { settings, configuration, register, connection, namespace, smtpUrl, publicUrl, onFailure } = options;
  const mail = mailer(smtpUrl, settings.MAIL_FROM);
  const titleOf = titles(configuration);
  const { directory, programmes } = configuration;
  const delivering = {
    directory,
    mailer: mail,
    titleOf,
    publicUrl,
    source: 'urn:bestendig:trajectories',
    timeoutMs: deliveryTimeoutMs,
  };
  const activities = createActivities({
    programmes,
    register,
    directory,
    titleOf,
    courier: courier(delivering),
    keys: options.privacy.store,
    erasurePauseSeconds: settings.BESTENDIG_ERASURE_PAUSE,
  });
  const worker = await createWorker({
    connection,
    namespace,
    activities,
    cachedWorkflows: settings.BESTENDIG_CACHED_WORKFLOWS,
    ...(options.taskQueue !== undefined && { taskQueue: options.taskQueue }),
  });
  let failed = false;
  const running = worker.run().catch((error: unknown) => {
    failed = true;
    onFailure(error);
  });
  return {
    async stop() {
      if (!failed && worker.getState() === 'RUNNING') worker.shutdown();
      await running;
      mail.close();
    },
  };
}

/** Starts the API. */
export async function startApi(
  options: Common & { client: Client; issuer: string; publicUrl: string; local?: Router },
): Promise<RunningServer> {
  const { settings, configuration, register, log, client, issuer, publicUrl, local } = options;
  const engine = new Engine(client, options.taskQueue);
  const { programmes } = configuration;
  const commandsPerRun = settings.BESTENDIG_COMMANDS_PER_RUN;
  const services = {
    engine,
    register,
    programmes,
    personKey: personKey(settings),
    classMaps: configuration.classMaps,
    codeTitles: codeTitles(),
    // The log of access is what tells this; see src/api/services.ts.
    readersOf: async () => [],
    suppressBelow: settings.BESTENDIG_SMALL_CELLS,
    referring: new Referring({ engine, register, commandsPerRun }),
    reopening: new Reopening({ engine, register, programmes, commandsPerRun }),
  };
  const app = createApp({
    services,
    authentication: { issuer, audience: settings.OIDC_AUDIENCE, municipalities: configuration.municipalities },
    publicUrl,
    requestsPerTenSeconds: settings.BESTENDIG_RATE_LIMIT,
    log,
    ...(local && { local }),
  });
  try {
    return await listen(app, settings.PORT, settings.HOST);
  } catch (error) {
    throw cannotListen(error, settings);
  }
}

/** @throws SettingsError when the address can't be listened on, because it is taken or not this machine's. */
export async function canListen(settings: Settings): Promise<void> {
  try {
    const server = await listen(() => {}, settings.PORT, settings.HOST);
    await server.stop();
  } catch (error) {
    throw cannotListen(error, settings);
  }
}

function cannotListen(error: unknown, { HOST, PORT }: Settings): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return new SettingsError(`Port ${PORT} is taken. Set PORT to another one, or stop what uses it.`);
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new SettingsError(`Can't listen on ${HOST}:${PORT} (${code}).`);
  return error;
}

function personKey(settings: Settings): string {
  if (settings.BESTENDIG_PERSON_KEY) return settings.BESTENDIG_PERSON_KEY;
  if (settings.NODE_ENV === 'production') {
    throw new SettingsError(
      'BESTENDIG_PERSON_KEY is needed: at least 32 secret characters, the same for every API process.',
    );
  }
  return localSecret(settings.BESTENDIG_DATA, 'person').toString('base64');
}

/** What the codes of directions and outcomes are called. */
function codeTitles(): Record<string, Text> {
  const named: [string, Text][] = Object.entries({ ...directions, ...outcomes, ...endings });
  return Object.fromEntries(named.map(([code, { en, nl }]) => [code, { en, nl }]));
}

/** The title of a step or action, in whichever version of a municipality's programme it is. */
function titles({ programmes }: Configuration): (municipality: string, name: string | null) => Text | null {
  return (municipality, name) => {
    const all = programmes.all
      .filter((programme) => programme.municipality === municipality)
      .flatMap(({ referral, steps, actions }) => [referral, ...steps, ...actions]);
    return all.find((definition) => definition.name === name)?.title ?? null;
  };
}

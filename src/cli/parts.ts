import { join } from 'node:path';
import type { Router } from 'express';
import type { Logger } from 'pino';
import { Client } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import { createActivities } from '../../activities/index.js';
import { deliveryTimeoutMs } from '../../activities/notify.js';
import { createWorker } from '../../worker/worker.js';
import { courier } from '../agencies/deliver.js';
import { stepNamesOf } from '../agencies/names.js';
import { mailer } from '../agencies/mail.js';
import { Reach } from '../agencies/reach.js';
import { WebhookSender } from '../agencies/webhook.js';
import { AccessLog } from '../api/access/accessLog.js';
import { createApp } from '../api/app.js';
import { waysNow } from '../api/trajectories/catalogueRoutes.js';
import { ChangeFeed } from '../api/events/changeFeed.js';
import { Contradictions } from '../api/engine/contradictions.js';
import { Engine } from '../api/engine/engine.js';
import { Proposals } from '../api/engine/proposals.js';
import { neededParts } from '../api/serving/neededParts.js';
import { Readiness } from '../api/serving/readiness.js';
import { readersOf } from '../api/access/readers.js';
import { MissingWatch } from '../api/engine/missingWatch.js';
import { Referring } from '../api/engine/referring.js';
import { Reopening } from '../api/engine/reopening.js';
import { listen, type RunningServer } from '../api/server.js';
import type { Configuration } from '../programmes/configuration.js';
import { definitionsMarkOf } from '../programmes/definitionsMark.js';
import { payloadCodec } from '../privacy/payloadCodec.js';
import { AccessSpool } from '../register/access/accessSpool.js';
import { CountedCases } from '../register/trajectories/countedCases.js';
import { Cases } from '../statistics/cases/cases.js';
import type { Database } from '../register/database/database.js';
import { ClockDiffers, ClockWatch } from '../api/engine/temporalClock.js';
import { localSecret } from './keys.js';
import type { Privacy } from './privacy.js';
import { foretellWhenUp } from './foretelling.js';
import { noteConfigurationWhenUp } from './noteConfiguration.js';
import { openSigningIn, sessionTimes } from './signingIn.js';
import { packageRoot, required, SettingsError, type Settings } from './settings.js';

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
  const { settings, configuration, register, privacy, log } = options;
  const { connection, namespace, smtpUrl, publicUrl, onFailure } = options;
  const mail = mailer(smtpUrl, settings.MAIL_FROM);
  const { directory, programmes } = configuration;
  const names = stepNamesOf(programmes);
  const delivering = {
    directory,
    mailer: mail,
    names,
    webhooks: new WebhookSender(webhookReach(settings)),
    publicUrl,
    domain: programmes.domain.name,
    source: 'urn:bestendig:trajectories',
    timeoutMs: deliveryTimeoutMs,
  };
  const activities = createActivities({
    programmes,
    register,
    directory,
    names,
    alarm: (line) => log.error(line),
    courier: courier(delivering),
    keys: options.privacy.store,
    erasurePauseSeconds: settings.BESTENDIG_ERASURE_PAUSE,
  });
  await mustBeInTime(new ClockWatch(new Client({ connection, namespace }), 'the worker'), log);
  const worker = await createWorker({
    connection,
    namespace,
    activities,
    dataConverter: privacy.dataConverter,
    definitions: definitionsMarkOf(programmes),
    cachedWorkflows: settings.BESTENDIG_CACHED_WORKFLOWS,
    stackTraces: settings.BESTENDIG_WORKFLOW_STACKS,
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

/** An API that listens. */
export interface RunningApi extends RunningServer {
  /** Readiness says that it is about to stop; it goes on answering until it is stopped. */
  startDraining(): void;
}

/** Starts the API. */
export async function startApi(
  options: Common & {
    client: Client;
    issuer: string;
    clientId?: string;
    publicUrl: string;
    uiOrigin?: string;
    local?: Router;
  },
): Promise<RunningApi> {
  const { settings, configuration, register, log, client, publicUrl, local } = options;
  const proposals = new Proposals({
    programmes: configuration.programmes,
    definitions: definitionsMarkOf(configuration.programmes),
    erasurePauseSeconds: settings.BESTENDIG_ERASURE_PAUSE,
  });
  const engine = new Engine(client, options.taskQueue, proposals);
  const clock = new ClockWatch(client, 'the API');
  await mustBeInTime(clock, log);
  const { programmes, directory } = configuration;
  const commandsPerRun = settings.BESTENDIG_COMMANDS_PER_RUN;
  const { draftKeyOf, ...signing } = openSigningIn(settings, options, { register, log, publicUrl, programmes });
  const changeFeed = new ChangeFeed(register, (error) => log.error({ err: error }, 'changes could not be looked for'));
  const countedCases = new CountedCases(register, () => new Cases(programmes.domain));
  // A large register takes some seconds to read in, before anyone asks; whoever asks meanwhile hears of what goes wrong.
  countedCases.read().catch(() => undefined);
  // So is where each step leads: who asks before it is found waits for it.
  waysNow(programmes).catch((error: unknown) => log.error({ err: error }, 'where each step leads could not be found'));
  const alarm = (line: string): void => log.error(line);
  const missingWatch = new MissingWatch({ engine, register, alarm });
  const services = {
    engine,
    missingWatch,
    changeFeed,
    register,
    countedCases,
    programmes,
    directory,
    personKey: personKey(settings),
    classMaps: configuration.classMaps,
    readersOf: (personRef: string) => readersOf(register, personRef),
    suppressBelow: settings.BESTENDIG_SMALL_CELLS,
    delegationDays: settings.BESTENDIG_DELEGATION_DAYS,
    sessionTimes: sessionTimes(settings),
    isLocal: local !== undefined,
    ...(draftKeyOf && { draftKeyOf }),
    referring: new Referring({ engine, register, clock, commandsPerRun }),
    contradictions: new Contradictions({ engine, register, alarm }),
    reopening: new Reopening({ engine, register, programmes, clock, commandsPerRun }),
  };
  const spool = new AccessSpool({
    folder: join(settings.BESTENDIG_DATA, 'access-log'),
    register,
    warn: (line) => log.warn(line),
  });
  const readiness = new Readiness(neededParts({ engine, register, ...options.privacy }), log);
  const app = createApp({
    services,
    readiness,
    accessLog: new AccessLog(spool, register.sealer),
    ...signing,
    proxies: settings.BESTENDIG_PROXIES,
    publicUrl,
    requestsPerTenSeconds: settings.BESTENDIG_RATE_LIMIT,
    work: { commands: settings.BESTENDIG_COMMANDS_IN_FLIGHT, reads: settings.BESTENDIG_READS_IN_FLIGHT },
    log,
    screensFolder: join(packageRoot, 'dist', 'web'),
    codecServer: {
      codec: payloadCodec(options.privacy.keys, 'shown'),
      uiOrigin: settings.TEMPORAL_UI_ORIGIN ?? options.uiOrigin,
    },
    ...(local && { local }),
  });
  try {
    const server = await listen(app, settings.PORT, settings.HOST);
    const stopping = new AbortController();
    const noting = noteConfigurationWhenUp(configuration, register, log, stopping.signal);
    const looking = foretellWhenUp(programmes, register, log, stopping.signal);
    return {
      port: server.port,
      startDraining: () => readiness.startDraining(),
      async stop() {
        readiness.startDraining();
        missingWatch.stop();
        stopping.abort();
        proposals.close();
        changeFeed.close();
        await server.stop();
        readiness.stop();
        await noting;
        await looking;
        await spool.close();
      },
    };
  } catch (error) {
    readiness.stop();
    missingWatch.stop();
    await spool.close();
    throw cannotListen(error, settings);
  }
}

/** Who can't ask Temporal now goes on: each command is looked at again. @throws ClockDiffers */
async function mustBeInTime(clock: ClockWatch, log: Logger): Promise<void> {
  try {
    await clock.mustAgree();
  } catch (error) {
    if (error instanceof ClockDiffers) throw error;
    log.warn({ err: error }, "this clock could not be compared with Temporal's");
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

/** Public addresses by https; locally by http as well, and on this machine, where the local receiver is. */
function webhookReach({ BESTENDIG_WEBHOOKS_TO: allowed, BESTENDIG_LOCAL: isLocal }: Settings): Reach {
  return isLocal ? new Reach([...allowed, '127.0.0.0/8', '::1'], false) : new Reach(allowed, true);
}

function personKey(settings: Settings): string {
  const isMade = settings.BESTENDIG_LOCAL && settings.BESTENDIG_PERSON_KEY === undefined;
  return isMade
    ? localSecret(settings.BESTENDIG_DATA, 'person').toString('base64')
    : required(settings, 'BESTENDIG_PERSON_KEY');
}

import { Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import { domain } from './domain.js';
import { readConfiguration, type Configuration } from '../programmes/configuration.js';
import { installation } from '../privacy/payloadCodec.js';
import { openRegister } from '../register/index.js';
import {
  connectClient,
  connectWorker,
  temporalTarget,
  TemporalUnreachable,
  type TemporalTarget,
} from '../temporal/connection.js';
import { prepareNamespace } from '../temporal/namespace.js';
import { searchAttributes } from '../trajectory/replayed/contract.js';
import { localSide, publicUrlOf } from './local.js';
import { createLog, installRuntime } from './log.js';
import { startApi, startWorker, type RunningApi } from './parts.js';
import { prepareRegister, refuseTooNew } from './erase.js';
import { openPrivacy, type Privacy } from './privacy.js';
import { withPlaceholders } from './placeholders.js';
import { secretsIn } from './scrubbing.js';
import { sayWhatStarts, speakForNode, speaksJson } from './serviceLog.js';
import { required, settingsFor, type Settings } from './settings.js';
import { startStandIns } from './standIns.js';
import { Stops, StopSignals } from './stopping.js';

/** To whoever waits at a terminal; in production in the log. */
function sayReady({ BESTENDIG_LOCAL: isLocal }: Settings, log: Logger, line: string): void {
  if (isLocal) process.stdout.write(`${line}\n`);
  else log.info(line);
}

interface Ready {
  settings: Settings;
  /** What the file takes from the environment may be missing in it: it is for what delivers nothing. */
  configuration: Configuration;
  target: TemporalTarget;
  register: Awaited<ReturnType<typeof openRegister>>;
  privacy: Privacy;
  log: Logger;
  stops: Stops;
}

/** `bestendig api`: the API by itself, any number of them. */
export async function runApi(): Promise<void> {
  await runPart('api', async ({ settings, configuration, target, register, privacy, log, stops }) => {
    const publicUrl = publicUrlOf(settings);
    const side = await localSide(settings, publicUrl, configuration);
    const client = await connectClient(target, { dataConverter: privacy.dataConverter });
    stops.add('the connection to Temporal', () => client.connection.close());
    const api = await startApi({
      settings,
      configuration,
      register,
      privacy,
      log,
      client,
      publicUrl,
      issuer: side.issuer,
      ...(side.clientId !== undefined && { clientId: side.clientId }),
      ...(side.router && { local: side.router }),
    });
    stops.add('the API', () => api.stop());
    sayReady(settings, log, `The API of Bestendig is ready: ${publicUrl}`);
    return api;
  });
}

/** `bestendig worker`: a worker by itself, any number of them. */
export async function runWorker(): Promise<void> {
  await runPart('worker', async ({ settings, target, register, privacy, log, stops }, fail) => {
    const standIns = await startStandIns(settings, process.env);
    stops.add('the local mail server and webhook receiver', standIns.stop);
    const env = { ...process.env, ...standIns.env };
    const configuration = readConfiguration(settings.BESTENDIG_CONFIG, env, domain);
    const connection = await connectWorker(target);
    stops.add('the connection to Temporal', () => connection.close());
    const worker = await startWorker({
      settings,
      configuration,
      register,
      privacy,
      log,
      connection,
      namespace: target.namespace,
      smtpUrl: env['SMTP_URL'] ?? '',
      publicUrl: publicUrlOf(settings),
      onFailure: (error) => fail(new Error(`The worker failed: ${(error as Error).message}`)),
    });
    stops.add('the worker', () => worker.stop());
    const { address } = target.connectionOptions;
    sayReady(settings, log, `A worker of Bestendig is ready: ${address}, namespace ${target.namespace}`);
    return {};
  });
}

async function runPart(
  name: 'api' | 'worker',
  begin: (
    ready: Ready,
    fail: (error: Error) => void,
  ) => Promise<Pick<RunningApi, 'startDraining'> | Record<string, never>>,
): Promise<void> {
  const settings = settingsFor(name, process.env);
  const url = required(settings, 'DATABASE_URL');
  const target = temporalTarget(process.env);
  const configuration = readConfiguration(settings.BESTENDIG_CONFIG, withPlaceholders(process.env), domain);
  const log = createLog(settings.LOG_LEVEL, undefined, secretsIn(settings));
  if (speaksJson(name, process.env)) speakForNode(log);
  sayWhatStarts(name, log, configuration, settings);
  installRuntime(log);
  const stops = new Stops();
  const signals = new StopSignals(() => process.exit(130));
  let fail: (error: Error) => void = () => {};
  const failed = new Promise<never>((_resolve, reject) => (fail = reject));
  failed.catch(() => {});
  try {
    await prepare(target, log);
    const privacy = openPrivacy(settings);
    stops.add('the keys', () => privacy.close());
    // They may be down, as the register may; who looks at the log should know.
    privacy.keys
      .toWrite(installation)
      .catch((error: unknown) => log.warn({ err: error }, 'the keys cannot be used now; nothing is lost meanwhile'));
    const register = await openRegister({ url }, privacy.sealer, domain.listing);
    stops.add('the register', () => register.close());
    await refuseTooNew(register);
    const abort = new AbortController();
    stops.add('the migrations', async () => abort.abort());
    prepareRegister(register, privacy.store, (line) => log.warn(line), abort.signal).catch(fail);
    const { startDraining } = await begin({ settings, configuration, target, register, privacy, log, stops }, fail);
    await Promise.race([signals.first, failed]);
    if (startDraining) {
      startDraining();
      log.info({ seconds: settings.BESTENDIG_DRAIN }, 'draining');
      await Promise.race([signals.pause(settings.BESTENDIG_DRAIN * 1000), failed]);
    }
    log.info('stopping');
  } finally {
    await stops.all((line) => log.warn(line));
  }
}

/** Adds the search attributes where the server lets us; on Temporal Cloud an administrator does it once. */
async function prepare({ connectionOptions, namespace }: TemporalTarget, log: Logger): Promise<void> {
  let connection: Connection;
  try {
    connection = await Connection.connect({ ...connectionOptions, connectTimeout: '10 seconds' });
  } catch (error) {
    throw new TemporalUnreachable(connectionOptions.address, error);
  }
  try {
    await connection.withDeadline(Date.now() + 10_000, () =>
      prepareNamespace(connection, namespace, { retentionDays: 0, searchAttributes }),
    );
  } catch (error) {
    log.warn({ err: error }, 'the search attributes could not be checked; see docs/running.md for the list');
  } finally {
    await connection.close();
  }
}

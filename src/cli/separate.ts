import { Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import { readConfiguration } from '../programmes/configuration.js';
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
import { searchAttributes } from '../trajectory/contract.js';
import { localSide, publicUrlOf } from './local.js';
import { createLog, installRuntime } from './log.js';
import { startApi, startWorker } from './parts.js';
import { prepareRegister } from './erase.js';
import { openPrivacy, type Privacy } from './privacy.js';
import { withPlaceholders } from './placeholders.js';
import { secretsIn } from './scrubbing.js';
import { required, settingsFor, type Settings } from './settings.js';
import { startStandIns } from './standIns.js';
import { Stops, untilStopped } from './stopping.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Ready {
  settings: Settings;
  target: TemporalTarget;
  register: Awaited<ReturnType<typeof openRegister>>;
  privacy: Privacy;
  log: Logger;
  stops: Stops;
}

/** `bestendig api`: the API by itself, any number of them. */
export async function runApi(): Promise<void> {
  await runPart('api', async ({ settings, target, register, privacy, log, stops }) => {
    const publicUrl = publicUrlOf(settings);
    // The API does not deliver, so it needs no addresses: what the file takes from the environment may be missing.
    const configuration = readConfiguration(settings.BESTENDIG_CONFIG, withPlaceholders(process.env));
    const side = await localSide(settings, publicUrl, configuration.municipalities, configuration.directory);
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
    say(`The API of Bestendig is ready: ${publicUrl}`);
  });
}

/** `bestendig worker`: a worker by itself, any number of them. */
export async function runWorker(): Promise<void> {
  await runPart('worker', async ({ settings, target, register, privacy, log, stops }, fail) => {
    const standIns = await startStandIns(settings, process.env);
    stops.add('the local mail server and webhook receiver', standIns.stop);
    const env = { ...process.env, ...standIns.env };
    const configuration = readConfiguration(settings.BESTENDIG_CONFIG, env);
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
    say(`A worker of Bestendig is ready: ${target.connectionOptions.address}, namespace ${target.namespace}`);
  });
}

async function runPart(
  name: 'api' | 'worker',
  begin: (ready: Ready, fail: (error: Error) => void) => Promise<void>,
): Promise<void> {
  const settings = settingsFor(name, process.env);
  const url = required(settings, 'DATABASE_URL');
  const target = temporalTarget(process.env);
  const log = createLog(settings.LOG_LEVEL, undefined, secretsIn(settings));
  installRuntime(log);
  const stops = new Stops();
  const stopped = untilStopped(() => process.exit(130));
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
      .catch((error: unknown) => log.warn({ err: error }, 'the keys can not be used now; nothing is lost meanwhile'));
    const register = await openRegister({ url }, privacy.sealer);
    stops.add('the register', () => register.close());
    const abort = new AbortController();
    stops.add('the migrations', async () => abort.abort());
    prepareRegister(register, privacy.store, (line) => log.warn(line), abort.signal).catch(fail);
    await begin({ settings, target, register, privacy, log, stops }, fail);
    await Promise.race([stopped, failed]);
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

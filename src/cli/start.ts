import { join } from 'node:path';
import { domain } from './domain.js';
import { readConfiguration } from '../programmes/configuration.js';
import { installation } from '../privacy/payloadCodec.js';
import { openRegister } from '../register/index.js';
import { findTemporalServer } from '../temporal/binary.js';
import {
  connectClient,
  connectWorker,
  isExternal,
  localTarget,
  temporalTarget,
  type TemporalTarget,
} from '../temporal/connection.js';
import { startDevServer } from '../temporal/devServer.js';
import { searchAttributes } from '../trajectory/replayed/contract.js';
import { prepareDataFolder } from './dataFolder.js';
import { createLog, installRuntime } from './log.js';
import { localSide, publicUrlOf } from './local.js';
import { canListen, startApi, startWorker } from './parts.js';
import { prepareRegister, refuseTooNew } from './erase.js';
import { openPrivacy, type Privacy } from './privacy.js';
import { withPlaceholders } from './placeholders.js';
import { forgetRunning, noteRunning } from './running.js';
import { secretsIn } from './scrubbing.js';
import { settingsFor, type Settings } from './settings.js';
import { startStandIns } from './standIns.js';
import { Stops, StopSignals } from './stopping.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

export interface StartOptions {
  demo: boolean;
  /** Waited for when all that a person can mend has been looked at, and before anything is started. */
  takeOver?(): Promise<void>;
}

/** `npm start`: the whole of Bestendig in one process, with what it needs on this machine. */
export async function start({ demo, takeOver }: StartOptions): Promise<void> {
  const settings = settingsFor('start', process.env);
  // The stand-ins look at this by themselves.
  process.env['BESTENDIG_LOCAL'] = '1';
  prepareDataFolder(settings);
  const publicUrl = publicUrlOf(settings);
  const data = settings.BESTENDIG_DATA;
  const log = createLog(settings.LOG_LEVEL, join(data, 'log', 'bestendig.log'), secretsIn(settings));
  installRuntime(log);
  const stops = new Stops();
  const stopped = new StopSignals(() => process.exit(130)).first;
  try {
    // What a person can mend is said before anything is started.
    readConfiguration(settings.BESTENDIG_CONFIG, withPlaceholders(process.env), domain);
    await takeOver?.();
    await canListen(settings);
    const note = { url: publicUrl, issuer: settings.OIDC_ISSUER ?? `${publicUrl}/dev/identity` };
    noteRunning(data, { ...note, temporalAddress: '' });
    stops.add('the note of this run', async () => forgetRunning(data));
    const up = await startAll(settings, publicUrl, stops, log, demo);
    noteRunning(data, { ...note, temporalAddress: up.temporal });
    say(`Bestendig is ready: ${publicUrl}`);
    say(`  Temporal ${up.temporal}${up.ui ? `, its Web UI ${up.ui}` : ''}; data in ${data}. Stop with Ctrl-C.`);
    if (demo) {
      const { playDemo } = await import('./demo.js');
      await Promise.race([playDemo({ ...up, url: publicUrl, say }), stopped]);
    }
    await Promise.race([stopped, up.failed]);
    say('Stopping …');
  } finally {
    await stops.all(say);
  }
}

async function startAll(
  settings: Settings,
  publicUrl: string,
  stops: Stops,
  log: ReturnType<typeof createLog>,
  demo: boolean,
) {
  const data = settings.BESTENDIG_DATA;
  let fail: (error: Error) => void = () => {};
  const failed = new Promise<never>((_resolve, reject) => (fail = reject));
  failed.catch(() => {});

  const privacy = openPrivacy(settings);
  stops.add('the keys', () => privacy.close());
  await privacy.keys.toWrite(installation);
  // What does not need one another starts side by side.
  const [temporal, register, standIns] = await Promise.all([
    startTemporal(data, publicUrl, stops, (error) => fail(error)),
    startRegister(settings, privacy, stops, log),
    startStandIns(settings, process.env).then((started) => {
      stops.add('the local mail server and webhook receiver', started.stop);
      return started;
    }),
  ]);
  const env = { ...process.env, ...standIns.env };
  const configured = readConfiguration(settings.BESTENDIG_CONFIG, env, domain);
  const configuration = demo
    ? (await import('./demoConfiguration.js')).withDemoSettings(configured, standIns.receiver)
    : configured;
  const side = await localSide(settings, publicUrl, configuration);

  const connection = await connectWorker(temporal.target);
  stops.add('the connection to Temporal', () => connection.close());
  const common = { settings, configuration, register, privacy, log };
  const { namespace } = temporal.target;
  const worker = await startWorker({
    ...common,
    connection,
    namespace,
    smtpUrl: env['SMTP_URL'] ?? settings.SMTP_URL ?? '',
    publicUrl,
    onFailure: (error) => fail(new Error(`The worker failed: ${(error as Error).message}`)),
  });
  stops.add('the worker', () => worker.stop());
  const client = await connectClient(temporal.target, { dataConverter: privacy.dataConverter });
  stops.add("the API's connection to Temporal", () => client.connection.close());
  const api = await startApi({
    ...common,
    client,
    publicUrl,
    ...(temporal.ui !== undefined && { uiOrigin: temporal.ui }),
    issuer: side.issuer,
    ...(side.clientId !== undefined && { clientId: side.clientId }),
    ...(side.router && { local: side.router }),
  });
  stops.add('the API', () => api.stop());
  const { address } = temporal.target.connectionOptions;
  return {
    temporal: address,
    ui: temporal.ui,
    issuer: side.issuer,
    configuration,
    register,
    client,
    commandsPerRun: settings.BESTENDIG_COMMANDS_PER_RUN,
    failed,
  };
}

async function startRegister(settings: Settings, privacy: Privacy, stops: Stops, log: ReturnType<typeof createLog>) {
  const url = settings.DATABASE_URL;
  const register = await openRegister(
    url ? { url } : { folder: join(settings.BESTENDIG_DATA, 'register') },
    privacy.sealer,
    domain.listing,
  );
  stops.add('the register', () => register.close());
  await refuseTooNew(register);
  const abort = new AbortController();
  stops.add('the migrations', async () => abort.abort());
  const migrated = prepareRegister(register, privacy.store, (line) => log.warn(line), abort.signal);
  // A server that is down is waited for in the background: steps are accepted meanwhile. Ours must be there.
  if (!url) await migrated;
  else migrated.catch((error: unknown) => log.error({ err: error }, 'the register cannot be migrated'));
  return register;
}

async function startTemporal(
  data: string,
  publicUrl: string,
  stops: Stops,
  onExit: (error: Error) => void,
): Promise<{ target: TemporalTarget; ui: string | undefined }> {
  if (isExternal(process.env)) return { target: temporalTarget(process.env), ui: undefined };
  const { path } = await findTemporalServer({ log: say, env: process.env });
  const folder = join(data, 'temporal');
  const server = await startDevServer({
    binary: path,
    ui: true,
    uiCodecEndpoint: `${publicUrl}/codec`,
    dbFilename: join(folder, 'temporal.db'),
    pidFile: join(folder, 'server.json'),
    logFile: join(data, 'log', 'temporal.log'),
    searchAttributes,
    log: say,
  });
  let stopping = false;
  stops.add('the Temporal server', () => {
    stopping = true;
    return server.stop();
  });
  void server.exited.then(({ code, signal }) => {
    if (!stopping)
      onExit(new Error(`The Temporal server ended (${signal ?? code}); its log is in ${join(data, 'log')}.`));
  });
  return { target: localTarget(server), ui: server.uiAddress };
}

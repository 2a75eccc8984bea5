import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { pino } from 'pino';
import { installRuntime } from '../src/cli/log.js';
import { readSettings } from '../src/cli/settings.js';
import type { Stops } from '../src/cli/stopping.js';
import { closedDataConverter } from '../src/privacy/dataConverter.js';
import { findTemporalServer } from '../src/temporal/binary.js';
import { connectClient, localTarget, type TemporalTarget } from '../src/temporal/connection.js';
import { startDevServer } from '../src/temporal/devServer.js';
import { searchAttributes } from '../src/trajectory/replayed/contract.js';
import { audience } from '../src/dev/localClient.js';
import { startPostgres, type PostgresServer } from '../test/support/postgres.js';
import { bareQueues } from './callers/bare.js';
import { bundleBare } from './bundleBare.js';
import { Child, type ChildOptions } from './child.js';
import { configurationFile } from './configurationFile.js';
import type { Options } from './options.js';
import type { ClientInput } from './processes/client.js';
import type { Surroundings } from './processes/surroundings.js';
import { startProduct } from './startProduct.js';

/**
 * `bare-api` is the bare workflow behind a plain API: what the product is compared with, since it has one too. Those with
 * `same` have a worker with the settings of the product's: what is saved by these is not of the kernel. `kernel-cold` has a
 * caller who has seen no trajectory before, so that the kernel decides each command by itself.
 */
export const variants = ['bare', 'bare-same', 'bare-api', 'bare-same-api', 'kernel', 'kernel-cold', 'product'] as const;
export type Variant = (typeof variants)[number];

/** The processes of one variant. */
export interface Parts {
  worker: Child;
  /** Absent where there is none, or where it runs in the worker's process: the product's, without PostgreSQL. */
  api?: Child;
  client: Child;
}

/** Everything that is measured, up and ready, each part in a process of its own. */
export interface Stand {
  temporalPid: number;
  /** PostgreSQL's first process; null when the register is PGlite, in the worker's process. */
  postgresPid: number | null;
  variants: Record<Variant, Parts>;
  surroundings: Child<Surroundings>;
  /** To see what became of the trajectories. Its CPU is not counted. */
  client: Client;
}

/** What the start of a variant needs. */
export interface Ground {
  folder: string;
  configPath: string;
  target: TemporalTarget;
  postgres: PostgresServer | null;
  surroundings: Surroundings;
  start<Ready = unknown>(options: ChildOptions): Promise<Child<Ready>>;
  startClient(input: ClientInput): Promise<Child>;
}

/** Starts it all. What has been started is in `stops`, also when this fails halfway. */
export async function startStand(options: Options, stops: Stops, say: (line: string) => void): Promise<Stand> {
  const start = async <Ready>(child: ChildOptions) => {
    const { profile } = options;
    const started = await Child.start<Ready>({ ...child, ...(profile && { profile: join(profile, child.name) }) });
    stops.add(`the ${child.name}`, () => started.stop());
    return started;
  };
  const folder = await mkdtemp(join(tmpdir(), 'bestendig-bench-'));
  stops.add('the temporary folder', () => rm(folder, { recursive: true, force: true }));
  installRuntime(pino({ level: 'silent' }));

  const { path: binary } = await findTemporalServer({ log: say, env: process.env });
  const temporal = await startDevServer({
    binary,
    searchAttributes,
    logFile: join(folder, 'temporal.log'),
    ...(!options.inMemory && { dbFilename: join(folder, 'temporal.db') }),
  });
  stops.add('the Temporal server', () => temporal.stop());
  const target = localTarget(temporal);
  const client = await connectClient(target, { dataConverter: closedDataConverter });
  stops.add('the connection to Temporal', () => client.connection.close());

  const postgres = await startPostgres();
  if (postgres) stops.add('PostgreSQL', () => postgres.stop());
  const surroundings = await start<Surroundings>({
    name: 'surroundings',
    script: 'surroundings',
    input: { folder },
    env: local,
  });
  const configPath = join(folder, 'bestendig.yaml');
  await writeFile(configPath, configurationFile(surroundings.ready));

  const startClient = (input: ClientInput) =>
    start({ name: `${input.variant}-client`, script: 'client', input, env: production });
  const ground: Ground = {
    folder,
    configPath,
    target,
    postgres,
    surroundings: surroundings.ready,
    start,
    startClient,
  };
  const bare = await startBare(ground, 'bare');
  const same = await startBare(ground, 'bare-same');
  const kernel = await startKernel(ground);
  return {
    temporalPid: temporal.pid,
    postgresPid: postgres ? await postgres.pid() : null,
    surroundings,
    client,
    variants: {
      bare,
      'bare-same': same,
      'bare-api': await startBareApi(ground, 'bare', bare.worker),
      'bare-same-api': await startBareApi(ground, 'bare-same', same.worker),
      kernel,
      'kernel-cold': { worker: kernel.worker, client: await startKernelClient(ground, 'kernel-cold') },
      product: await startProduct(ground),
    },
  };
}

const production = { NODE_ENV: 'production' };
const local = { BESTENDIG_LOCAL: '1' };
const { BESTENDIG_CACHED_WORKFLOWS: cachedWorkflows } = readSettings({});

type Bare = keyof typeof bareQueues;

async function startBare({ folder, target, start, startClient }: Ground, variant: Bare): Promise<Parts> {
  const codePath = await bundleBare(folder);
  const input = { target, codePath, cachedWorkflows, queue: bareQueues[variant] };
  return {
    worker: await start({ name: `${variant}-worker`, script: 'bareWorker', input, env: production }),
    client: await startClient({ variant, target }),
  };
}

/** It shares the bare workflow's worker: one variant at a time is measured. */
async function startBareApi(
  { target, surroundings, start, startClient }: Ground,
  variant: Bare,
  worker: Child,
): Promise<Parts> {
  const { issuer } = surroundings;
  const input = { target, issuer, audience, queue: bareQueues[variant] };
  const api = await start<{ url: string }>({ name: `${variant}-api`, script: 'bareApi', input, env: production });
  return { worker, api, client: await startClient({ variant: `${variant}-api`, url: api.ready.url, issuer }) };
}

async function startKernel(ground: Ground): Promise<Parts> {
  const { folder, configPath, target, start } = ground;
  const input = { target, configPath, data: join(folder, 'kernel'), cachedWorkflows };
  return {
    worker: await start({ name: 'kernel-worker', script: 'kernelWorker', input, env: production }),
    client: await startKernelClient(ground, 'kernel'),
  };
}

function startKernelClient({ folder, configPath, target, startClient }: Ground, variant: 'kernel' | 'kernel-cold') {
  return startClient({ variant, target, configPath, data: join(folder, 'kernel') });
}

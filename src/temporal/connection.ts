import { Client, type ClientOptions } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection, type NativeConnectionOptions } from '@temporalio/worker';

/** A Temporal server and the namespace to use in it. */
export interface TemporalTarget {
  /** Address, TLS, API key and headers; ready for NativeConnection.connect. */
  connectionOptions: NativeConnectionOptions & { address: string };
  namespace: string;
}

/** No server answers at the address. The message names it. */
export class TemporalUnreachable extends Error {
  override readonly name = 'TemporalUnreachable';

  constructor(address: string, cause: unknown) {
    super(`No Temporal server answers at ${address}: ${reasonIn(cause)}`, { cause });
  }
}

/** The environment names a server in a way that can't be used. The message says what to set. */
export class TemporalMisconfigured extends Error {
  override readonly name = 'TemporalMisconfigured';
}

/** What names a server in the environment. */
const NAMES = ['TEMPORAL_ADDRESS', 'TEMPORAL_PROFILE', 'TEMPORAL_CONFIG_FILE'] as const;

/**
 * Whether the environment names a Temporal server, so that no embedded one is to be started: an address, a profile, or a
 * configuration file. A file in its default place doesn't count: a demo must not land on a production cluster because
 * this user's command line tool knows one.
 */
export function isExternal(env: NodeJS.ProcessEnv): boolean {
  return NAMES.some((name) => Boolean(env[name]));
}

/**
 * The server that the environment names, by the rules that all of Temporal's tools share: TEMPORAL_ADDRESS,
 * TEMPORAL_NAMESPACE, TEMPORAL_API_KEY (which turns TLS on), TEMPORAL_TLS*, TEMPORAL_GRPC_META_*, and a profile of a
 * TOML file under those. An address is required, since the SDK would fall back on localhost in silence.
 * @throws TemporalMisconfigured when the profile or the file can't be read, or no address results.
 */
export function temporalTarget(env: NodeJS.ProcessEnv): TemporalTarget {
  const given = Object.entries(env).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const config = loaded(Object.fromEntries(given));
  const { address } = config.connectionOptions;
  if (!address) {
    const detail = `set ${NAMES[0]}, or ${NAMES[1]} to a profile with one.`;
    throw new TemporalMisconfigured(`No address of a Temporal server: ${detail}`);
  }
  return {
    connectionOptions: { ...config.connectionOptions, address },
    namespace: config.namespace ?? 'default',
  };
}

function loaded(overrideEnvVars: Record<string, string>) {
  try {
    return loadClientConnectConfig({ overrideEnvVars });
  } catch (error) {
    throw new TemporalMisconfigured(`The settings of the Temporal server can't be used: ${reasonIn(error)}`);
  }
}

/** The target for a server of our own, such as startDevServer gives: no TLS, no key. */
export function localTarget(server: { address: string; namespace: string }): TemporalTarget {
  return { connectionOptions: { address: server.address }, namespace: server.namespace };
}

/**
 * A client, on a connection of its own; close it with `client.connection.close()`.
 *
 * It uses the SDK's native connection, which takes about half the CPU of the JavaScript one. That has two prices: an
 * abort signal does nothing, and a deadline alone doesn't bound a call while the server can't be reached, for the native
 * side goes on trying for about ten seconds. Put calls inside `callWithin`.
 *
 * Process-wide SDK settings (Runtime.install) must come before the first connection.
 * @param options what a client has besides its connection, such as the data converter.
 * @throws TemporalUnreachable when the server does not answer now.
 */
export async function connectClient(
  target: TemporalTarget,
  options: Omit<ClientOptions, 'connection' | 'namespace'> = {},
): Promise<Client> {
  const connection = await connected(target);
  return new Client({ ...options, connection, namespace: target.namespace });
}

/**
 * A connection for workers. A worker doesn't take its namespace from it: pass `target.namespace` to Worker.create.
 * @throws TemporalUnreachable when the server does not answer now.
 */
export function connectWorker(target: TemporalTarget): Promise<NativeConnection> {
  return connected(target);
}

/** What is encrypted can't be compressed, and is compressed already: gzip on top of it is CPU for nothing on both sides. */
async function connected({ connectionOptions }: TemporalTarget): Promise<NativeConnection> {
  try {
    return await NativeConnection.connect({ grpcCompression: { codec: 'none' }, ...connectionOptions });
  } catch (error) {
    throw new TemporalUnreachable(connectionOptions.address, error);
  }
}

/** One line of what may be the native side's nest of errors. */
function reasonIn(error: unknown): string {
  const { message = String(error) } = (error ?? {}) as { message?: string };
  return /message: "([^"]+)"/.exec(message)?.[1] ?? message.split('\n')[0] ?? message;
}

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { freePort, isFree } from './freePort.js';
import { prepareNamespace, type SearchAttributeKind } from './namespace.js';
import { endOrphan, forget, remember } from './orphan.js';
import { startProcess, type Exit, type ServerProcess } from './serverProcess.js';

const READY_MS = 30_000;
const LOOK_MS = 50;

export interface DevServerOptions {
  /** Path of the Temporal CLI; see findTemporalServer. */
  binary: string;
  /** Port of 127.0.0.1 for clients and workers; absent: a free one. */
  port?: number;
  /** Serve Temporal's web UI too, on a free port. */
  ui?: boolean;
  /** Where the Web UI has payloads decoded, such as `http://127.0.0.1:3000/codec`. */
  uiCodecEndpoint?: string;
  /** SQLite file that keeps the workflows; absent: they live in memory. */
  dbFilename?: string;
  /** With `dbFilename`: where the running server is noted, so that the next start can end an orphan. */
  pidFile?: string;
  /** File that gets the server's log, one JSON object a line; absent: only its last lines are kept, for errors. */
  logFile?: string;
  /** Default: `default`. */
  namespace?: string;
  /** Custom search attributes that the namespace must have; those missing are added. At most 10 of type Keyword. */
  searchAttributes?: Record<string, SearchAttributeKind>;
  /** Dynamic configuration of the server: key → JSON value. Eager activity execution is always on. */
  dynamicConfig?: Record<string, unknown>;
  /** How long a closed workflow can be read. Only ever raised; the server's own default is one day. Default: 3650. */
  retentionDays?: number;
  /** Gets a line when something unusual is done, such as ending an orphan. */
  log?: (line: string) => void;
  /** How long it may take to answer, in milliseconds. Default: 30 s. */
  readyWithinMs?: number;
}

/** A Temporal server that runs and answers. */
export interface DevServer {
  /** `127.0.0.1:<port>`. */
  address: string;
  namespace: string;
  port: number;
  /** URL of the web UI, when asked for. */
  uiAddress?: string;
  pid: number;
  /** Settles when the process is gone, for whatever reason. Never rejects. */
  exited: Promise<Exit>;
  /** SIGTERM, and SIGKILL when it still runs after 10 s. Resolves when it is gone; may be called again. */
  stop(): Promise<void>;
}

/**
 * Starts Temporal's development server and waits until its namespace answers and is as asked for.
 *
 * It stays in our process group, so that Ctrl-C in a terminal reaches it as well, and it is killed when this process
 * exits without having stopped it. Only `kill -9` of this process leaves an orphan; `pidFile` is for that.
 * @throws Error when the port is taken, when the process ends early (with the last lines of its log), when it doesn't
 *   answer in time, when a search attribute exists with another type; DatabaseInUse when another run has the file open.
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const dbFilename = options.dbFilename === undefined ? undefined : resolve(options.dbFilename);
  assert.ok(options.pidFile === undefined || dbFilename !== undefined, 'pidFile needs dbFilename');
  if (dbFilename !== undefined) await mkdir(dirname(dbFilename), { recursive: true });
  if (options.pidFile !== undefined) await endOrphan(options.pidFile, dbFilename!, options.log);

  const port = options.port ?? (await freePort());
  // Otherwise we would take somebody else's server on this port for ours, and change its namespace.
  if (options.port !== undefined && !(await isFree(port))) {
    throw new Error(`Port ${port} is taken: give the Temporal server another one, or stop what listens there.`);
  }
  const uiPort = options.ui ? await freePort() : undefined;
  const namespace = options.namespace ?? 'default';
  const server = await startProcess(
    options.binary,
    argumentsOf({ ...options, dbFilename, namespace, port, uiPort }),
    options.logFile,
  );
  const address = `127.0.0.1:${port}`;
  try {
    if (options.pidFile !== undefined) await remember(options.pidFile, { pid: server.pid, port, owner: process.pid });
    await prepare(server, { ...options, address, namespace });
  } catch (error) {
    await server.stop();
    if (options.pidFile !== undefined) await forget(options.pidFile, server.pid);
    throw error;
  }
  const { pidFile } = options;
  const exited = server.exited.then(async (exit) => {
    if (pidFile !== undefined) await forget(pidFile, server.pid);
    return exit;
  });
  return {
    address,
    namespace,
    port,
    uiAddress: uiPort === undefined ? undefined : `http://127.0.0.1:${uiPort}`,
    pid: server.pid,
    exited,
    async stop() {
      await server.stop();
      await exited;
    },
  };
}

interface Chosen extends DevServerOptions {
  namespace: string;
  port: number;
  uiPort: number | undefined;
}

function argumentsOf(options: Chosen): string[] {
  const dynamicConfig = {
    ...options.dynamicConfig,
    // Off by default in server 1.29, and worth 20 to 30 % of the CPU of a trajectory.
    'system.enableActivityEagerExecution': true,
  };
  const args = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(options.port)];
  args.push('--log-level', 'warn', '--log-format', 'json');
  args.push(...(options.uiPort === undefined ? ['--headless'] : ['--ui-port', String(options.uiPort)]));
  if (options.ui && options.uiCodecEndpoint !== undefined) args.push('--ui-codec-endpoint', options.uiCodecEndpoint);
  if (options.namespace !== 'default') args.push('--namespace', options.namespace);
  if (options.dbFilename !== undefined) {
    args.push('--db-filename', options.dbFilename);
    // With SQLite's own defaults the server does half as much. In exchange the last moments before a power cut (not
    // before a crash of the process) can be lost.
    args.push('--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=1');
  }
  for (const [key, value] of Object.entries(dynamicConfig)) {
    args.push('--dynamic-config-value', `${key}=${JSON.stringify(value)}`);
  }
  // Search attributes aren't passed: a server that opens an existing file silently leaves out those that it lacks.
  return args;
}

/** Waits for the namespace, then gives it its retention and its search attributes. */
async function prepare(
  server: ServerProcess,
  options: DevServerOptions & { address: string; namespace: string },
): Promise<void> {
  const connection = Connection.lazy({
    address: options.address,
    interceptors: [],
    channelArgs: {
      // After a refused connection gRPC would wait a second before the next try.
      'grpc.initial_reconnect_backoff_ms': LOOK_MS,
      'grpc.min_reconnect_backoff_ms': LOOK_MS,
      'grpc.max_reconnect_backoff_ms': LOOK_MS,
      // A proxy of the environment has no business with 127.0.0.1.
      'grpc.enable_http_proxy': 0,
    },
  });
  try {
    await untilItAnswers(server, connection, options);
    await connection.withDeadline(Date.now() + READY_MS, async () => {
      await prepareNamespace(connection, options.namespace, {
        retentionDays: options.retentionDays ?? 3650,
        searchAttributes: options.searchAttributes ?? {},
      });
    });
  } finally {
    await connection.close();
  }
}

async function untilItAnswers(
  server: ServerProcess,
  connection: Connection,
  options: { namespace: string; readyWithinMs?: number },
): Promise<void> {
  let exit: Exit | undefined;
  void server.exited.then((how) => (exit = how));
  const within = options.readyWithinMs ?? READY_MS;
  const until = Date.now() + within;
  for (;;) {
    const answers = await connection
      .withDeadline(Date.now() + 1_000, async () => {
        await connection.workflowService.describeNamespace({ namespace: options.namespace });
        return true;
      })
      .catch(() => false);
    if (exit !== undefined) {
      throw new Error(
        `The Temporal server ended (${exit.signal ?? `code ${exit.code}`}):\n${await server.lastLines()}`,
      );
    }
    if (answers) return;
    if (Date.now() > until) {
      throw new Error(`The Temporal server did not answer within ${within / 1000} s:\n${await server.lastLines()}`);
    }
    await delay(LOOK_MS);
  }
}

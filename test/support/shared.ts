import { findTemporalServer } from '../../src/temporal/binary.js';
import { startDevServer, type DevServer } from '../../src/temporal/devServer.js';
import { searchAttributes } from '../../src/trajectory/replayed/contract.js';
import { startPostgres, type PostgresServer } from './postgres.js';

let temporal: Promise<DevServer> | undefined;
let postgres: Promise<PostgresServer | null> | undefined;
let image: Promise<Blob> | undefined;

/** The Temporal server's program; built once on a new machine, which takes minutes. */
export async function temporalBinary(): Promise<string> {
  const { path } = await findTemporalServer({ log: (line) => process.stderr.write(`${line}\n`), env: process.env });
  return path;
}

/** Temporal deletes a workflow once it has noted that all of its tasks are done: of one that just ended, half a minute later. */
export const quickDeletion = {
  'history.transferProcessorUpdateAckInterval': '1s',
  'history.visibilityProcessorUpdateAckInterval': '1s',
  'history.timerProcessorUpdateAckInterval': '1s',
};

/** One real Temporal server in memory for all tests of this run; stacks keep apart by task queue. */
export function sharedTemporal(): Promise<DevServer> {
  temporal ??= temporalBinary().then((binary) =>
    startDevServer({ binary, searchAttributes, dynamicConfig: quickDeletion }),
  );
  return temporal;
}

/** One real PostgreSQL server for all tests of this run, or null where the machine has none. */
export function sharedPostgres(): Promise<PostgresServer | null> {
  postgres ??= startPostgres();
  return postgres;
}

const atEnd: (() => Promise<void>)[] = [];

/** Something that several tests use, and that stops before the servers do. */
export function stopAtEnd(stop: () => Promise<void>): void {
  atEnd.push(stop);
}

/** An empty PostgreSQL for memory, made once for this run: each register that begins with it is its own. */
export function emptyImage(): Promise<Blob> {
  image ??= (async () => {
    const { PGlite } = await import('@electric-sql/pglite');
    const empty = new PGlite();
    await empty.waitReady;
    const dump = await empty.dumpDataDir('none');
    await empty.close();
    return dump;
  })();
  return image;
}

export async function stopSharedParts(): Promise<void> {
  for (const stop of atEnd) await stop();
  await Promise.all([temporal?.then((server) => server.stop()), postgres?.then((server) => server?.stop())]);
}

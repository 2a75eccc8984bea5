import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from '../../src/temporal/freePort.js';

const run = promisify(execFile);

/** A throwaway PostgreSQL server that can be stopped and started, as an outage would. */
export interface PostgresServer {
  /** Address of a new, empty database. */
  createDatabase(): Promise<string>;
  /** Stops at once, connections and all, as a crash would. The data stays. */
  halt(): Promise<void>;
  resume(): Promise<void>;
  /** Process ids of the server and its children, to account for its CPU. */
  pid(): Promise<number>;
  /** Starts another server that follows this one, and takes no writes until it is promoted. */
  startStandby(): Promise<Standby>;
  /** Stops and removes it. */
  stop(): Promise<void>;
}

export interface Standby extends PostgresServer {
  port: number;
  /** From now on it takes writes. */
  promote(): Promise<void>;
}

/** @returns null when the machine has no PostgreSQL server programs. */
export async function startPostgres(): Promise<PostgresServer | null> {
  const bin = binaries();
  if (!bin) return null;
  // The server refuses to run as root, so there it runs as the user that Debian's package made for it.
  const user: { uid: number; gid: number } | Record<string, never> | null =
    process.getuid?.() === 0 ? await ids('postgres') : {};
  if (user === null) return null;
  return serverMadeBy(bin, user, (data) => [
    'initdb',
    ['-D', data, '-U', 'test', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
  ]);
}

/** @param make the program that makes the data folder, and what it is told */
async function serverMadeBy(
  bin: string,
  user: { uid: number; gid: number } | Record<string, never>,
  make: (data: string) => [program: string, args: string[]],
): Promise<Standby> {
  const folder = await mkdtemp(join(tmpdir(), 'bestendig-pg-'));
  if (typeof user['uid'] === 'number') await chown(folder, user['uid'], user['gid']);
  const as = { ...user, cwd: folder, env: { ...process.env, LC_ALL: 'C' } };
  const data = join(folder, 'data');
  const port = await freePort();
  const [program, told] = make(data);
  await run(join(bin, program), told, as);
  // What is killed here is the server and never the machine, so nothing has to be on its disk for good.
  const quick = '-c fsync=off -c full_page_writes=off';
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 ${quick}`;
  // Without a shell in between, and with its output away from our pipes, or `pg_ctl` would never return.
  const ctl = (...args: string[]) =>
    run(join(bin, 'pg_ctl'), ['-D', data, '-w', '-l', join(folder, 'log'), ...args], as);
  await ctl('-o', options, 'start');
  let databases = 0;
  let up = true;
  return {
    port,
    startStandby: () =>
      serverMadeBy(bin, user, (copy) => [
        'pg_basebackup',
        ['-D', copy, '-h', '127.0.0.1', '-p', String(port), '-U', 'test', '-R', '--no-sync', '-c', 'fast'],
      ]),
    async promote() {
      await ctl('promote');
    },
    async createDatabase() {
      databases += 1;
      const name = `test_${databases}`;
      const client = new pg.Client({ connectionString: `postgres://test@127.0.0.1:${port}/postgres` });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return `postgres://test@127.0.0.1:${port}/${name}`;
    },
    async halt() {
      await ctl('-m', 'immediate', 'stop');
      up = false;
    },
    async resume() {
      await ctl('-o', options, 'start');
      up = true;
    },
    async pid() {
      const { stdout } = await run('head', ['-1', join(data, 'postmaster.pid')]);
      return Number(stdout);
    },
    async stop() {
      if (up) await ctl('-m', 'immediate', 'stop');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function binaries(): string | null {
  const onPath = (process.env['PATH'] ?? '').split(delimiter);
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...onPath];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl'))) ?? null;
}

/** Whether this machine has PostgreSQL's server programs. */
export const hasPostgres = (): boolean => binaries() !== null;

/** The path of one of PostgreSQL's programs, such as `pg_dump`. */
export function postgresProgram(name: string): string {
  return join(binaries() ?? '', name);
}

async function ids(name: string): Promise<{ uid: number; gid: number } | null> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, name])));
    return { uid: Number(uid!.stdout), gid: Number(gid!.stdout) };
  } catch {
    return null;
  }
}

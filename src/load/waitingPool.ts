import pg from 'pg';
import { serverAddresses } from './serverAddresses.js';
import { Turns } from './turns.js';

/** Milliseconds for which a busy pool is waited for: as long as a command may take in all. */
export const patienceMs = 9_000;
/** Milliseconds after which a server that does not let us in is away. That we are busy ourselves is no part of it. */
const connectingMs = 4_000;

/** Connections to a PostgreSQL server, for so many queries at the same time; the others wait for their turn. */
export interface WaitingPool {
  /** @throws NoTurn when none became free in time; else what the server or the connection says */
  query(query: pg.QueryConfig): Promise<pg.QueryResult>;
  end(): Promise<void>;
}

interface Config extends Omit<pg.PoolConfig, 'connectionString'> {
  /** One server, or several of which one takes writes: see `serverAddresses`. */
  connectionString: string;
  max: number;
  /** Run on each new connection, before anything else. */
  prepare?(client: pg.ClientBase): Promise<unknown>;
}

/**
 * Nothing connects before the first query, so the server may be away when a process starts. Of several servers the first
 * that takes writes is used until it does not any more; then the next one, and so on round.
 */
export function waitingPool({ connectionString, prepare, ...config }: Config): WaitingPool {
  const { urls, mustTakeWrites } = serverAddresses(connectionString);
  const turns = new Turns(config.max, patienceMs);
  const accept = async (client: pg.ClientBase) => {
    if (mustTakeWrites) await refuseStandby(client);
    await prepare?.(client);
  };
  const open = (at: number): { at: number; pool: pg.Pool } => {
    const pool = new pg.Pool({
      ...config,
      connectionString: urls[at]!,
      connectionTimeoutMillis: connectingMs,
      idleTimeoutMillis: 30_000,
      // The pool waits for this before it hands out the connection, though its types do not say so.
      onConnect: (client): unknown => accept(client),
    });
    // A connection that breaks while idle is replaced at the next query; without a listener it would end the process.
    pool.on('error', () => {});
    return { at, pool };
  };
  let current = open(0);

  /** On to the next server, unless another query has done that already. What is under way at the old one goes on. */
  function moveOnFrom(failed: typeof current): void {
    if (current !== failed) return;
    current = open((failed.at + 1) % urls.length);
    failed.pool.end().catch(() => {});
  }

  async function run(query: pg.QueryConfig): Promise<pg.QueryResult> {
    for (let tried = 1; ; tried += 1) {
      const used = current;
      try {
        return await used.pool.query(query);
      } catch (error) {
        if (urls.length === 1 || !wasNotRun(error)) throw error;
        moveOnFrom(used);
        if (tried === urls.length) throw error;
      }
    }
  }

  return {
    async query(query) {
      try {
        return await turns.take(() => run(query));
      } catch (error) {
        if (isNotLetIn(error)) turns.giveUp(error);
        throw error;
      }
    },
    end: () => current.pool.end(),
  };
}

/** A server that is there and takes no writes: a standby, or one that was told so. The code is PostgreSQL's own for it. */
class TakesNoWrites extends Error {
  override name = 'TakesNoWrites';
  readonly code = '25006';
}

async function refuseStandby(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ refuses: string }>(
    `select current_setting('transaction_read_only') as refuses`,
  );
  if (rows[0]?.refuses !== 'off') throw new TakesNoWrites('The server takes no writes.');
}

/** What the pool says when it has tried to connect for as long as it may. */
function isNotLetIn(error: unknown): error is Error {
  return (
    error instanceof Error && /^(timeout exceeded when trying to connect|.*connection timeout)$/.test(error.message)
  );
}

/**
 * Whether a query certainly was not run, so that another server can be asked: no connection came about, or the server takes
 * no writes. When a connection breaks later nobody knows, and the caller, who does, tries again.
 */
function wasNotRun(error: unknown): boolean {
  // Of a name with several addresses Node tells of all that it tried.
  if (isNotLetIn(error) || error instanceof AggregateError) return true;
  const { code = '', syscall } = error as { code?: string; syscall?: string };
  return code === '25006' || code === '57P03' || syscall === 'connect' || syscall === 'getaddrinfo';
}

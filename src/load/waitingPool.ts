import pg from 'pg';
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

/** Nothing connects before the first query, so the server may be away when a process starts. */
export function waitingPool({ max, ...config }: pg.PoolConfig & { max: number }): WaitingPool {
  const turns = new Turns(max, patienceMs);
  const pool = new pg.Pool({ ...config, max, connectionTimeoutMillis: connectingMs, idleTimeoutMillis: 30_000 });
  // A connection that breaks while idle is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {});
  return {
    async query(query) {
      try {
        return await turns.take(() => pool.query(query));
      } catch (error) {
        if (isNotLetIn(error)) turns.giveUp(error);
        throw error;
      }
    },
    end: () => pool.end(),
  };
}

/** What the pool says when it has tried to connect for as long as it may. */
function isNotLetIn(error: unknown): error is Error {
  return (
    error instanceof Error && /^(timeout exceeded when trying to connect|.*connection timeout)$/.test(error.message)
  );
}

import pg from 'pg';
import { NoTurn } from '../../load/turns.js';
import { waitingPool } from '../../load/waitingPool.js';
import { isDataException, RegisterUnavailable, type Database, type Statement } from './database.js';

// Dates stay the text that they are: a calendar day is not a moment.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/**
 * Connection trouble, as PostgreSQL and the operating system name it: class 08, 53, 57P0x, a login or database that is
 * refused (28, 3D), a server that takes no writes any more (25006), and socket errors.
 */
const outage = /^(08|25006|28|3D|53|57P0)|^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)/;

/** A migration rewrites whole tables, and takes as long as it takes. */
const migrationMs = 3_600_000;

/** A PostgreSQL server. Nothing connects before the first query, so it may be down when a process starts. */
export function postgres(
  url: string,
  given: Pick<Database, 'sealer' | 'listing'>,
  { connections = 10 } = {},
): Database {
  const pool = waitingPool({
    connectionString: url,
    max: connections,
    query_timeout: 15_000,
    application_name: 'bestendig',
    prepare: withoutCompiling,
  });
  return {
    async query<Row>({ name, text }: Statement, values: unknown[] = []): Promise<Row[]> {
      try {
        const result = await pool.query({ name, text, values });
        return result.rows as Row[];
      } catch (error) {
        throw classified(error);
      }
    },
    async execute(sql) {
      try {
        await pool.query({ text: sql, query_timeout: migrationMs } as pg.QueryConfig);
      } catch (error) {
        throw classified(error);
      }
    },
    close: () => pool.end(),
    ...given,
  };
}

/**
 * Compiling the statements of the figures would take ten times as long as running them, and what they sort need not go
 * through files.
 */
const withoutCompiling = (client: pg.ClientBase) => client.query("set jit = off; set work_mem = '32MB'");

function classified(error: unknown): unknown {
  if (error instanceof NoTurn)
    return new RegisterUnavailable(`The register is busy: ${error.message}.`, { cause: error });
  // Its message has the value, which may well be the word "timeout".
  if (isDataException(error)) return error;
  const { code, message } = error as { code?: string; message: string };
  const gone = /terminated|timeout|Connection ended|not queryable/i.test(message);
  if ((code !== undefined && outage.test(code)) || gone) {
    return new RegisterUnavailable(`The register does not answer: ${message || code}.`);
  }
  return error;
}

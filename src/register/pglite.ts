import { mkdirSync } from 'node:fs';
import type { Sealer } from '../privacy/sealer.js';
import type { Database, Statement } from './database.js';

/**
 * PostgreSQL inside this process, on a folder, or in memory without one. One process at a time may have it open.
 * @param image what to begin with in memory, as `dumpDataDir` gives it: making an empty one anew takes seconds
 */
export async function pglite(folder: string | undefined, sealer: Sealer, image?: Blob): Promise<Database> {
  const { PGlite, types } = await import('@electric-sql/pglite');
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const parsers = { [types.DATE]: (text: string) => text };
  const db =
    folder === undefined
      ? new PGlite({ parsers, ...(image && { loadDataDir: image }) })
      : new PGlite(folder, { parsers });
  await db.waitReady;
  return {
    async query<Row>({ text }: Statement, values: unknown[] = []): Promise<Row[]> {
      return (await db.query<Row>(text, values)).rows;
    },
    async execute(sql) {
      await db.exec(sql);
    },
    close: () => db.close(),
    sealer,
  };
}

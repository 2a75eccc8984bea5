import type { Sealer } from '../privacy/sealer.js';
import type { Listing } from '../trajectory/definitions/listing.js';
import { RegisterUnavailable, type Database } from './database/database.js';
import { migrate } from './migrations/migrations.js';
import { pglite } from './database/pglite.js';
import { postgres } from './database/postgres.js';

/** Where the register lives: a server's address, or a folder for PostgreSQL in this process. */
export type RegisterLocation =
  | { url: string; connections?: number }
  | { folder: string }
  /** In memory; see pglite.ts. */
  | { folder: undefined; image?: Blob };

/**
 * Opens the register. A server is not asked anything yet, so it may be down.
 * @param listing what the domain declares of its trajectories
 */
export function openRegister(location: RegisterLocation, sealer: Sealer, listing: Listing): Promise<Database> {
  const domain = { sealer, listing };
  return 'url' in location
    ? Promise.resolve(
        postgres(location.url, domain, location.connections === undefined ? {} : { connections: location.connections }),
      )
    : pglite(location.folder, domain, 'image' in location ? location.image : undefined);
}

/**
 * Runs the migrations, and goes on trying while the register is down, so that a process can start without it.
 * @returns when the tables are there; `stop` ends the trying.
 */
export async function migrateWhenUp(
  database: Database,
  log: (line: string) => void,
  stop?: AbortSignal,
): Promise<void> {
  for (let pause = 250; !stop?.aborted; pause = Math.min(pause * 2, 5_000)) {
    try {
      return await migrate(database);
    } catch (error) {
      if (!(error instanceof RegisterUnavailable)) throw error;
      log(`The register is not ready (${error.message}); trying again in ${pause / 1000} s.`);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

export { migrate };

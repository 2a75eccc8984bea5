import { mkdirSync } from 'node:fs';
import { loadOptional } from '../../optional/loadOptional.js';
import type { Database, Statement } from './database.js';

/**
 * PostgreSQL inside this process, on a folder, or in memory without one. One process at a time may have it open.
 * @param image what to begin with in memory, as `dumpDataDir` gives it: making an empty one anew takes seconds
 */
export async function pglite(
  folder: string | undefined,
  given: Pick<Database, 'sealer' | 'listing'>,
  image?: Blob,
): Promise<Database> {
  const { PGlite, types } = await loadOptional(
    '@electric-sql/pglite',
    () => import('@electric-sql/pglite'),
    'set DATABASE_URL to a PostgreSQL server',
  );
  const parsers = { [types.DATE]: (text: string) => text };
  const db =
    folder === undefined
      ? new PGlite({ parsers, ...(image && { loadDataDir: image }) })
      : new PGlite({ parsers, fs: await ownerOnly(folder) });
  await db.waitReady;
  return {
    async query<Row>({ text }: Statement, values: unknown[] = []): Promise<Row[]> {
      return (await db.query<Row>(text, values)).rows;
    },
    async execute(sql) {
      await db.exec(sql);
    },
    close: () => db.close(),
    ...given,
  };
}

const rightsOfOwner = 0o700;

/**
 * The folder, in which every file and folder is for its owner only. PGlite gives each file that it makes the rights that
 * PostgreSQL asks for, whatever the process's umask: 0666.
 */
async function ownerOnly(folder: string) {
  mkdirSync(folder, { recursive: true, mode: rightsOfOwner });
  const { NodeFS } = await import('@electric-sql/pglite/nodefs');
  type Init = (typeof NodeFS)['prototype']['init'];
  class OwnerOnly extends NodeFS {
    override async init(...[pg, options]: Parameters<Init>): ReturnType<Init> {
      const { emscriptenOpts } = await super.init(pg, options);
      const before = emscriptenOpts.preRun ?? [];
      const keep: (typeof before)[number] = ({ FS }) => {
        const chmod = FS.chmod.bind(FS);
        FS.chmod = (path: string, mode: number, ...more: unknown[]) => chmod(path, mode & rightsOfOwner, ...more);
      };
      return { emscriptenOpts: { ...emscriptenOpts, preRun: [keep, ...before] } };
    }
  }
  return new OwnerOnly(folder);
}

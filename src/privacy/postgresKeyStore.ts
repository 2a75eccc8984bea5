import { waitingPool } from '../load/waitingPool.js';
import { KeysUnavailable } from './errors.js';
import { keyIdOf, partsOfKeyId, type KeyStore, type StoredKey } from './keyStore.js';

const table = `
  create table if not exists data_keys (
    family text not null,
    generation integer not null,
    master_key_id text,
    wrapped text,
    retired boolean not null default false,
    destroyed_at timestamptz,
    primary key (family, generation),
    check ((destroyed_at is null) = (wrapped is not null and master_key_id is not null))
  )`;
const pageSize = 1_000;

interface Row {
  family: string;
  generation: number;
  master_key_id: string | null;
  wrapped: string | null;
  retired: boolean;
  destroyed_at: Date | null;
}

/**
 * Keys in a PostgreSQL database of their own, for any number of processes. Each function is one statement, atomic by itself
 * and the same when it is run again. Nothing connects before the first of them.
 */
export function postgresKeyStore(url: string): KeyStore {
  const pool = waitingPool({
    connectionString: url,
    max: 4,
    query_timeout: 5_000,
    application_name: 'bestendig-keys',
  });

  async function run<R = Row>(text: string, values: unknown[] = []): Promise<R[]> {
    try {
      return (await pool.query({ text, values })).rows as R[];
    } catch (error) {
      throw unavailable(error);
    }
  }

  /** @param text with the family as $1 and the generation as $2 */
  async function change(id: string, text: string, ...more: unknown[]): Promise<void> {
    const { family, generation } = partsOfKeyId(id)!;
    await run(text, [family, generation, ...more]);
  }

  return {
    async initialise() {
      const [found] = await run<{ register: string | null }>(`select to_regclass('trajectories')::text as register`);
      if (found?.register) {
        throw new KeysUnavailable('This is the database of the register. The keys need one of their own.');
      }
      await run(table);
    },
    async read(family) {
      const rows = await run('select * from data_keys where family = $1 order by generation', [family]);
      return rows.map(stored);
    },
    async add({ id, masterKeyId, wrapped }) {
      const { family, generation } = partsOfKeyId(id)!;
      const added = await run(
        `insert into data_keys (family, generation, master_key_id, wrapped) values ($1, $2, $3, $4)
         on conflict do nothing returning family`,
        [family, generation, masterKeyId, wrapped],
      );
      return added.length === 1;
    },
    rewrap: ({ id, masterKeyId, wrapped }) =>
      change(
        id,
        `update data_keys set master_key_id = $3, wrapped = $4
         where family = $1 and generation = $2 and destroyed_at is null`,
        masterKeyId,
        wrapped,
      ),
    retire: (id) =>
      change(id, 'update data_keys set retired = true where family = $1 and generation = $2 and destroyed_at is null'),
    restore: (id) => change(id, 'update data_keys set retired = false where family = $1 and generation = $2'),
    destroy: (id, at) =>
      change(
        id,
        `update data_keys set master_key_id = null, wrapped = null, retired = false, destroyed_at = $3
         where family = $1 and generation = $2 and destroyed_at is null`,
        at,
      ),
    async *all() {
      for (let after: [string, number] = ['', 0]; ;) {
        const rows = await run(
          `select * from data_keys where (family, generation) > ($1, $2) order by family, generation limit ${pageSize}`,
          after,
        );
        yield* rows.map(stored);
        const last = rows.at(-1);
        if (!last || rows.length < pageSize) return;
        after = [last.family, last.generation];
      }
    },
    close: () => pool.end(),
  };
}

function stored({ family, generation, master_key_id, wrapped, retired, destroyed_at }: Row): StoredKey {
  const id = keyIdOf(family, generation);
  if (destroyed_at) return { id, state: 'destroyed', at: destroyed_at.toISOString() };
  return { id, masterKeyId: master_key_id!, wrapped: wrapped!, state: retired ? 'retired' : 'in-use' };
}

/** Its message may have values in it, so only the code goes on, beside what the connection itself says. */
function unavailable(error: unknown): KeysUnavailable {
  const { code, message } = error as { code?: string; message: string };
  if (code === '42P01') {
    return new KeysUnavailable('This database has no key store; if there never was one, run "bestendig keys init".');
  }
  const reason = code === undefined || /^E[A-Z]/.test(code) ? message : `SQLSTATE ${code}`;
  return new KeysUnavailable(`The database of the keys does not answer: ${reason}.`, { cause: error });
}

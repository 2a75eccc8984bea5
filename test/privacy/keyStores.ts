import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileKeyStore } from '../../src/privacy/fileKeyStore.js';
import type { KeyStore } from '../../src/privacy/keyStore.js';
import { postgresKeyStore } from '../../src/privacy/postgresKeyStore.js';
import { sharedPostgres } from '../support/shared.js';

/** A key store as a test gets it. */
export interface Place {
  store: KeyStore;
  /** What BESTENDIG_KEYS says of it. */
  where: string;
  /** Another door to the same store, as another process would have. */
  again(): KeyStore;
}

/** Runs the same tests on keys in a folder and in PostgreSQL; each test has an empty store of its own. */
export function onBothStores(what: string, tests: (place: () => Place) => void): void {
  for (const kind of ['a folder', 'PostgreSQL'] as const) {
    describe(`${what}, in ${kind}`, () => {
      let place: Place;
      const ends: (() => Promise<void>)[] = [];
      beforeEach(async function () {
        const postgres = kind === 'PostgreSQL' ? await sharedPostgres() : undefined;
        if (postgres === null) return this.skip();
        const folder = postgres ? null : await mkdtemp(join(tmpdir(), 'bestendig-keys-'));
        if (folder) ends.push(() => rm(folder, { recursive: true, force: true }));
        const where = folder ?? (await postgres!.createDatabase());
        const open = (): KeyStore => {
          const store = folder ? fileKeyStore(where) : postgresKeyStore(where);
          ends.push(() => store.close());
          return store;
        };
        place = { store: open(), where, again: open };
        await place.store.initialise();
      });
      afterEach(async () => {
        for (const end of ends.splice(0).toReversed()) await end();
      });
      tests(() => place);
    });
  }
}

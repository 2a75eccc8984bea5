import assert from 'node:assert/strict';
import pg from 'pg';
import { CountedCases } from '../../src/register/trajectories/countedCases.js';
import { Cases } from '../../src/statistics/cases/cases.js';
import { lvv } from '../../src/lvv/index.js';
import { RegisterUnavailable, StillReading, type Database } from '../../src/register/database/database.js';
import { migrate, openRegister } from '../../src/register/index.js';
import { lvvListing } from '../../src/lvv/listing.js';
import { loadCases, type Case } from '../support/cases.js';
import { referred, someone, tableIn, value } from '../support/figures.js';
import type { PostgresServer } from '../support/postgres.js';
import { ownPrivacy } from '../support/privacy.js';
import { sharedPostgres } from '../support/shared.js';

/** A register that can be away, slow, or another one that is behind in time. */
function behind(register: Database) {
  return {
    register,
    isAway: false,
    certain: undefined as string | undefined,
    held: Promise.resolve(),
    async query<Row>(...asked: Parameters<Database['query']>): Promise<Row[]> {
      await this.held;
      if (this.isAway) throw new RegisterUnavailable('away');
      const rows = await this.register.query<Row>(...asked);
      return this.certain === undefined ? rows : rows.map((row) => ({ ...row, certain: this.certain }));
    },
    execute: (sql: string) => register.execute(sql),
    close: () => register.close(),
    sealer: register.sealer,
    listing: register.listing,
  };
}

describe('What the figures are counted of', () => {
  const year = { from: '2026-01-01', to: '2026-12-31', on: '2026-12-31' };
  const here = async (counted: CountedCases<Cases>) => value(await tableIn(counted, year), 'referred');
  const one = () => someone('utrecht', referred('2026-03-01'));
  let server: PostgresServer;
  let privacy: Awaited<ReturnType<typeof ownPrivacy>>;
  const opened: Database[] = [];
  async function registerWith(...people: Case[]): Promise<{ register: Database; url: string }> {
    const url = await server.createDatabase();
    const register = await openRegister({ url }, privacy.sealer, lvvListing);
    opened.push(register);
    await migrate(register);
    await loadCases(register, people);
    return { register, url };
  }

  before(async function () {
    const shared = await sharedPostgres();
    if (!shared) return this.skip();
    server = shared;
    privacy = await ownPrivacy();
  });
  after(async () => {
    await Promise.all(opened.map((database) => database.close()));
    await privacy?.remove();
  });

  it('has in it all that was recorded before it was asked, also while it is being read', async () => {
    const { register } = await registerWith();
    const counted = new CountedCases(register, () => new Cases(lvv));
    const asked: Promise<void>[] = [];
    for (let n = 1; n <= 60; n += 1) {
      await loadCases(register, [one()]);
      // Not waited for: the next are recorded meanwhile, so a reading is always going on.
      asked.push(here(counted).then((found) => assert.ok(found! >= n, `${found} after ${n}`)));
    }
    await Promise.all(asked);
    assert.equal(await here(counted), 60);
  });

  it('is whole also when it is more than is read at a time, of one transaction', async () => {
    const { register } = await registerWith(...Array.from({ length: 1_234 }, one));
    const counted = new CountedCases(register, () => new Cases(lvv));
    assert.equal(await here(counted), 1_234);
    await register.execute(`update trajectories set version = version + 1`);
    assert.equal(await here(counted), 1_234);
  });

  it('is read again after an outage, and when an earlier register is put back', async () => {
    const { register: now } = await registerWith(one(), one());
    const { register: earlier } = await registerWith(one());
    const database = behind(now);
    const counted = new CountedCases(database, () => new Cases(lvv));
    assert.equal(await here(counted), 2);
    database.isAway = true;
    await assert.rejects(counted.current(), RegisterUnavailable);
    database.isAway = false;
    database.register = earlier;
    assert.equal(await here(counted), 1);
    database.register = now;
    // A register that has counted fewer transactions than it had.
    database.certain = '3';
    assert.equal(await here(counted), 2);
  });

  it('misses nothing of a transaction that ends long after later ones', async () => {
    const { register, url } = await registerWith(one(), one());
    const counted = new CountedCases(register, () => new Cases(lvv));
    const perCity = async () => {
      const table = await tableIn(counted, year);
      return ['utrecht', 'rotterdam'].map((city) => value(table, 'referred', city));
    };
    const slow = new pg.Client({ connectionString: url });
    await slow.connect();
    try {
      const moved = `set figures = figures || '{"municipality@2026-03-01": "rotterdam"}'`;
      await slow.query('begin');
      await slow.query(`with t as (update trajectories ${moved} where id = (select min(id) from trajectories) returning id)
        update case_versions ${moved} where trajectory_id in (select id from t)`);
      // Later ones come, and are recorded.
      for (let n = 0; n < 3; n += 1) await loadCases(register, [one()]);
      assert.deepEqual(await perCity(), [5, 0]);
      assert.deepEqual(await perCity(), [5, 0]);
      await slow.query('commit');
      assert.deepEqual(await perCity(), [4, 1]);
    } finally {
      await slow.end();
    }
  });

  it('says how far it is when a large register takes long to read in, and is there later', async () => {
    const { register } = await registerWith(one());
    const database = behind(register);
    let goOn = () => {};
    database.held = new Promise<void>((resolve) => (goOn = resolve));
    const counted = new CountedCases(database, () => new Cases(lvv), 50);
    await assert.rejects(
      counted.current(),
      (error) => error instanceof StillReading && / 0 trajectories/.test(error.message),
    );
    goOn();
    assert.equal((await counted.read()).count, 1);
  });
});

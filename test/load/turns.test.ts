import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { NoTurn, Turns } from '../../src/load/turns.js';
import { postgresKeyStore } from '../../src/privacy/postgresKeyStore.js';
import { KeysUnavailable } from '../../src/privacy/errors.js';
import { sharedPostgres } from '../support/shared.js';

describe('A pool of connections', () => {
  it('gives turns in the order in which they were asked for, so many at the same time, also after one has failed', async () => {
    const turns = new Turns(2, 1_000);
    const begun: number[] = [];
    let under = 0;
    const all = Array.from({ length: 20 }, (_one, i) =>
      turns.take(async () => {
        under += 1;
        assert.ok(under <= 2);
        begun.push(i);
        await pause(2);
        under -= 1;
        if (i % 5 === 0) throw new Error(`${i}`);
      }),
    );
    const ended = await Promise.allSettled(all);
    assert.deepEqual(begun, [...begun.keys()]);
    assert.equal(ended.filter(({ status }) => status === 'rejected').length, 4);
    assert.equal(await turns.take(async () => 'free again'), 'free again');
  });

  it('lets no one wait longer than their patience, and loses no turn by it', async () => {
    const turns = new Turns(1, 40);
    const slow = turns.take(() => pause(100));
    const began = performance.now();
    await assert.rejects(
      turns.take(async () => {}),
      NoTurn,
    );
    assert.ok(performance.now() - began < 90);
    await slow;
    assert.equal(await turns.take(async () => 1), 1);
  });

  it('tells everyone who waits when the server is found to be away, and goes on afterwards', async () => {
    const turns = new Turns(1, 1_000);
    const slow = turns.take(() => pause(20));
    const waiting = [turns.take(async () => 1), turns.take(async () => 2)].map((one) => assert.rejects(one, /away/));
    turns.giveUp(new Error('away'));
    await Promise.all([...waiting, slow]);
    assert.equal(await turns.take(async () => 3), 3);
  });

  it('of the keys waits for a busy database, and does not say after two seconds that it is away', async function () {
    const postgres = await sharedPostgres();
    if (!postgres) return this.skip();
    const url = await postgres.createDatabase();
    const store = postgresKeyStore(url);
    await store.initialise();
    const { default: pg } = await import('pg');
    const lock = new pg.Client({ connectionString: url });
    await lock.connect();
    try {
      await lock.query('begin; lock table data_keys in access exclusive mode');
      // More than there are connections: each of these holds one until the table is free.
      const asked = Array.from({ length: 30 }, (_one, i) => store.read(i.toString(16).padStart(32, '0')));
      const settled = Promise.allSettled(asked);
      await pause(2_600);
      await lock.query('commit');
      const failed = (await settled).filter(({ status }) => status === 'rejected');
      assert.deepEqual(failed, []);
    } finally {
      await lock.end();
      await store.close();
    }
  });

  it('of the keys says within seconds that a database is away', async () => {
    const store = postgresKeyStore('postgres://test@127.0.0.1:1/none');
    const began = performance.now();
    await assert.rejects(store.read('0'.repeat(32)), KeysUnavailable);
    assert.ok(performance.now() - began < 2_000);
    await store.close();
  });
});

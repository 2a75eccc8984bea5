import assert from 'node:assert/strict';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { SignsOfLife } from '../../src/api/serving/neededParts.js';
import { Readiness } from '../../src/api/serving/readiness.js';
import { startPostgres, type PostgresServer } from '../support/postgres.js';
import { eventually, startStack, type Stack } from '../support/stack.js';

/** Longer than what lies between two looks, and shorter than what an operator would call minutes. */
const seconds = 15_000;

/** Requests in ten seconds: few, so that a machine that has much to do can pass it too, and more than `eventually` asks. */
const limit = 450;
const env = { BESTENDIG_RATE_LIMIT: `${limit}` };

interface Ready {
  status: number;
  body: { status: string; missing: string[] };
}

describe('Readiness', () => {
  let postgres: PostgresServer;
  let stack: Stack;
  before(async function () {
    const server = await startPostgres();
    if (!server) return this.skip();
    postgres = server;
    stack = await startStack({ databaseUrl: await postgres.createDatabase(), withoutWorker: true, env });
  });
  after(async () => {
    await stack?.stop();
    await postgres?.stop();
  });

  const ready = async (): Promise<Ready> => {
    const answer = await fetch(`${stack.url}/health/ready`);
    return { status: answer.status, body: (await answer.json()) as Ready['body'] };
  };
  const says = (missing: string[]) =>
    eventually(async () => {
      const { status, body } = await ready();
      assert.deepEqual(
        [status, body],
        [missing.length === 0 ? 200 : 503, { status: missing.length === 0 ? 'ok' : 'unavailable', missing }],
      );
      return true;
    }, seconds);

  it('is not there without a worker, says so, and is there within seconds of its start', async () => {
    await says(['no worker takes work from the task queue']);
    await stack.startWorker();
    await says([]);
  });

  it('is not there while the register is down, says so, and is there again within seconds', async function () {
    this.timeout(120_000);
    await says([]);
    await postgres.halt();
    await says(['the register cannot be read']);
    assert.equal((await fetch(`${stack.url}/health/live`)).status, 200);
    await postgres.resume();
    await says([]);
  });

  it('is not there while the key store is away, says so, and is there again within seconds', async function () {
    this.timeout(120_000);
    await says([]);
    const keys = join(stack.env['BESTENDIG_DATA']!, 'keys');
    await rename(keys, `${keys}.away`);
    await says(['the keys of persons cannot be read']);
    await rename(`${keys}.away`, keys);
    await says([]);
  });

  it('is not there where Temporal has no such namespace, and says so', async () => {
    const other = await startStack({ namespace: 'nowhere', withoutWorker: true });
    try {
      await eventually(async () => {
        const answer = await fetch(`${other.url}/health/ready`);
        const { missing } = (await answer.json()) as Ready['body'];
        assert.equal(answer.status, 503);
        assert.deepEqual(missing, [
          'Temporal does not describe the namespace',
          'no worker takes work from the task queue',
        ]);
        return true;
      }, seconds);
    } finally {
      await other.stop();
    }
  });

  it('is told of as it was seen last: however often it is asked, nothing more is looked at', async () => {
    let looks = 0;
    const part = { whenMissing: 'it is away', look: async () => void (looks += 1) };
    const readiness = new Readiness([part], pino({ level: 'silent' }), { pause: 100_000, patience: 1_000 });
    await eventually(() => readiness.missing().length === 0);
    for (let i = 0; i < 10_000; i += 1) readiness.missing();
    assert.equal(looks, 1);
    readiness.stop();
    const statuses = new Set<number>();
    // Twice as many, for the ten seconds may be over in the midst of them.
    for (let i = 0; i <= 2 * limit && !statuses.has(429); i += 50) {
      const some = await Promise.all(Array.from({ length: 50 }, async () => (await ready().catch(() => null))?.status));
      for (const status of some) if (status !== undefined) statuses.add(status);
    }
    assert.ok(statuses.has(429), [...statuses].join());
  });

  it('takes a look without an end for a part that is away, and one that comes late for one that is back', async () => {
    let answer: () => void = () => {};
    const part = { whenMissing: 'it is away', look: () => new Promise<void>((resolve) => (answer = resolve)) };
    const readiness = new Readiness([part], pino({ level: 'silent' }), { pause: 1, patience: 50 });
    assert.deepEqual(readiness.missing(), ['it is away']);
    answer();
    await eventually(() => readiness.missing().length === 0);
    await eventually(() => readiness.missing().length === 1);
    answer();
    await eventually(() => readiness.missing().length === 0);
    readiness.stop();
  });

  it('believes that a worker is there by what it does, whatever the clock of Temporal says', () => {
    let now = 1_000_000;
    const minute = 60_000;
    const fresh = () => new SignsOfLife(() => now);
    assert.equal(fresh().isThere(null), false);
    assert.equal(fresh().isThere(now - minute), true);
    assert.equal(fresh().isThere(now - 2 * minute), false);
    const behind = fresh();
    behind.isThere(now - 10 * minute);
    now += minute;
    assert.equal(behind.isThere(now - 10 * minute), true);
    now += 2 * minute;
    assert.equal(behind.isThere(now - 12 * minute), false);
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { requestToken } from '../../src/dev/requestToken.js';
import { newMasterKey } from '../../src/privacy/masterKeys.js';
import { freePort } from '../../src/temporal/freePort.js';
import { startDevServer, type DevServer } from '../../src/temporal/devServer.js';
import { give, summaryOf, type Served } from '../support/crowd.js';
import { Program, runProgram } from '../support/process.js';
import { sharedPostgres, temporalBinary } from '../support/shared.js';
import { eventually } from '../support/stack.js';
import { example } from '../support/walk.js';

const clients = 200;
/** What docs/running.md promises of a command. */
const promisedMs = 10_000;

describe('200 people referred at the same moment, to two API processes with two workers', () => {
  let folder: string;
  let temporal: DevServer;
  let database: string;
  const urls: string[] = [];
  const programs: Program[] = [];

  before(async function () {
    this.timeout(240_000);
    const postgres = await sharedPostgres();
    if (!postgres) return this.skip();
    folder = await mkdtemp(join(tmpdir(), 'bestendig-at-once-'));
    temporal = await startDevServer({ binary: await temporalBinary(), dbFilename: join(folder, 'temporal.db') });
    database = await postgres.createDatabase();
    const common = {
      BESTENDIG_LOCAL: '1',
      BESTENDIG_DATA: folder,
      TEMPORAL_ADDRESS: temporal.address,
      DATABASE_URL: database,
      BESTENDIG_KEYS: await postgres.createDatabase(),
      BESTENDIG_MASTER_KEYS: newMasterKey('m-1'),
      LOG_LEVEL: 'warn',
    };
    const made = await runProgram(['keys', 'init'], common);
    assert.equal(made.code, 0, made.output);
    for (let i = 0; i < 2; i += 1) {
      const port = await freePort();
      urls.push(`http://127.0.0.1:${port}`);
      programs.push(new Program(['api'], { ...common, PORT: String(port), BESTENDIG_DATA: join(folder, `api-${i}`) }));
      programs.push(new Program(['worker'], common));
    }
    for (const program of programs) await program.prints('is ready');
  });
  after(async () => {
    await Promise.all(programs.map((program) => program.killGroup()));
    await temporal?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  it('are each referred once: nothing is lost or doubled, no answer is later than promised, and the retries are no storm', async function () {
    this.timeout(300_000);
    const tokens = await Promise.all(
      urls.map((url) =>
        requestToken({
          issuer: `${url}/dev/identity`,
          municipality: 'utrecht',
          agency: 'municipality',
          roles: ['case-director', 'coordinator'],
        }),
      ),
    );
    const began = performance.now();
    const served: Served[] = await Promise.all(
      Array.from({ length: clients }, (_one, i) =>
        give(
          {
            url: urls[i % 2]!,
            token: tokens[i % 2]!,
            path: '/v1/trajectories',
            // Half of them with a number: those are looked up first.
            body: {
              ...(example('referral').body as object),
              ...(i % 4 < 2 && { vNumber: String(2790100000 + i * 7) }),
            },
            key: `refer-${i}`,
          },
          120_000,
        ),
      ),
    );
    const took = (performance.now() - began) / 1_000;
    const { line, mostTries, tries, longestMs, codes } = summaryOf(served);
    console.log(`      ${line}; all in ${took.toFixed(1)} s`);
    assert.ok(served.every(({ status }) => status === 201));
    const ids = served.map(({ body }) => String(body['id']));
    assert.equal(new Set(ids).size, clients, 'two clients got the same trajectory');
    assert.ok(longestMs < promisedMs, `one was answered after ${Math.round(longestMs)} ms`);
    assert.ok(mostTries <= 15 && tries <= 6 * clients, `${tries} tries, of one ${mostTries}`);
    assert.equal((codes['keys-unavailable'] ?? 0) + (codes['register-unavailable'] ?? 0), 0, line);

    const client = new pg.Client({ connectionString: database });
    await client.connect();
    try {
      await eventually(async () => {
        const { rows } = await client.query<{ waiting: number }>(
          `select count(*)::int as waiting from notifications where status <> 'sent' and channel <> 'inbox'`,
        );
        const { rows: all } = await client.query<{ n: number }>('select count(*)::int as n from trajectories');
        return rows[0]!.waiting === 0 && all[0]!.n >= clients;
      }, 120_000);
      console.log(`      all recorded and told after ${((performance.now() - began) / 1_000).toFixed(1)} s`);
      const { rows } = await client.query<{ id: string; version: number; events: number }>(
        `select t.id, t.version, count(e.*)::int as events from trajectories t
         left join events e on e.trajectory_id = t.id group by t.id, t.version`,
      );
      assert.deepEqual(rows.map(({ id }) => id).toSorted(), ids.toSorted());
      assert.ok(rows.every(({ version, events }) => version === events && version === 2));
    } finally {
      await client.end();
    }
  });
});

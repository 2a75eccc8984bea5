import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requestToken } from '../../src/dev/requestToken.js';
import { freePort } from '../../src/temporal/freePort.js';
import { startDevServer, type DevServer } from '../../src/temporal/devServer.js';
import { Program } from '../support/process.js';
import { sharedPostgres, temporalBinary } from '../support/shared.js';
import { eventually } from '../support/stack.js';
import { example } from '../support/walk.js';

describe('bestendig api and bestendig worker, as processes of their own', () => {
  let folder: string;
  let temporal: DevServer;
  let url: string;
  let env: Record<string, string>;
  const programs: Program[] = [];

  before(async function () {
    const postgres = await sharedPostgres();
    if (!postgres) return this.skip();
    folder = await mkdtemp(join(tmpdir(), 'bestendig-workers-'));
    // An empty server, as an operator would have it: the search attributes are added by the processes themselves.
    temporal = await startDevServer({ binary: await temporalBinary() });
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const DATABASE_URL = await postgres.createDatabase();
    env = { PORT: String(port), BESTENDIG_DATA: folder, TEMPORAL_ADDRESS: temporal.address, DATABASE_URL };
    const api = new Program(['api'], env);
    const workers = [new Program(['worker'], env), new Program(['worker'], env)];
    programs.push(api, ...workers);
    await api.prints('The API of Bestendig is ready');
    for (const worker of workers) await worker.prints('A worker of Bestendig is ready');
  });
  after(async () => {
    await Promise.all(programs.map((program) => program.killGroup()));
    await temporal?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  it('a worker killed under load: another takes over, and soon all that was accepted is recorded and sent', async () => {
    const token = await requestToken({
      issuer: `${url}/dev/identity`,
      municipality: 'utrecht',
      agency: 'municipality',
      roles: ['case-director', 'coordinator'],
    });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const post = async (path: string, body: unknown, key: string) => {
      for (;;) {
        const options = { method: 'POST', headers: { ...headers, 'idempotency-key': key }, body: JSON.stringify(body) };
        const response = await fetch(url + path, options);
        if (response.status === 503) continue; // What the answer says: the same key again, and it happens once.
        assert.ok(response.ok, await response.clone().text());
        return (await response.json()) as { id: string; version: number };
      }
    };
    const one = async (i: number) => {
      const { id } = await post('/v1/trajectories', example('referral').body, `refer-${i}`);
      await post(`/v1/trajectories/${id}/steps/intake`, example('intake').body, `intake-${i}`);
      return post(`/v1/trajectories/${id}/steps/admission`, example('admission').body, `admission-${i}`);
    };
    const load = Promise.all(Array.from({ length: 25 }, (_one, i) => one(i)));
    await new Promise((resolve) => setTimeout(resolve, 700));
    const killed = Date.now();
    await programs[1]!.killGroup();
    const trajectories = await load;
    await eventually(async () => {
      const answer = await fetch(`${url}/v1/notifications?status=pending`, { headers });
      const pending = ((await answer.json()) as { items: unknown[] }).items;
      const list = (await (await fetch(`${url}/v1/trajectories?limit=200`, { headers })).json()) as {
        items: { id: string; version: number }[];
      };
      const recorded = new Map(list.items.map(({ id, version }) => [id, version]));
      return pending.length === 0 && trajectories.every(({ id, version }) => recorded.get(id) === version);
    }, 30_000);
    const took = (Date.now() - killed) / 1000;
    assert.ok(took < 15, `all was going on again after ${took} s`);
    for (const { id, version } of trajectories) {
      const answer = await fetch(`${url}/v1/trajectories/${id}/timeline`, { headers });
      const { items } = (await answer.json()) as { items: { sequence: number; type: string }[] };
      assert.deepEqual(
        items.map(({ sequence }) => sequence),
        Array.from({ length: version }, (_item, i) => i + 1),
      );
      assert.equal(items.filter(({ type }) => type === 'step-completed').length, 2);
    }
  });
});

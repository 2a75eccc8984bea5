import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requestToken } from '../../src/dev/requestToken.js';
import { connectClient, localTarget } from '../../src/temporal/connection.js';
import { startDevServer, type DevServer } from '../../src/temporal/devServer.js';
import { isRunning, listIds } from '../../src/temporal/forgetting.js';
import { freePort } from '../../src/temporal/freePort.js';
import { configWithTerms } from '../support/erasing.js';
import { Program, runProgram } from '../support/process.js';
import { quickDeletion, sharedPostgres, temporalBinary } from '../support/shared.js';
import { eventually } from '../support/stack.js';
import { isThorough } from '../support/thorough.js';
import { example } from '../support/walk.js';

describe('Erasing, in processes of their own', () => {
  let folder: string;
  let temporal: DevServer;
  let url: string;
  let env: Record<string, string>;
  let worker: Program;
  const programs: Program[] = [];

  const startWorker = async () => {
    worker = new Program(['worker'], env);
    programs.push(worker);
    await worker.prints('A worker of Bestendig is ready');
  };
  const call = async (subject: string, role: string, path: string, body?: unknown) => {
    const asked = { issuer: `${url}/dev/identity`, municipality: 'utrecht', agency: 'municipality', subject };
    const response = await fetch(url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${await requestToken({ ...asked, roles: [role] })}`,
        'content-type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, any> };
  };
  const direct = (path: string, body?: unknown) => call('director', 'case-director', path, body);

  before(async function () {
    const postgres = await sharedPostgres();
    if (!postgres) return this.skip();
    folder = await mkdtemp(join(tmpdir(), 'bestendig-killed-'));
    temporal = await startDevServer({ binary: await temporalBinary(), dynamicConfig: quickDeletion });
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    env = {
      PORT: String(port),
      BESTENDIG_DATA: folder,
      BESTENDIG_CONFIG: await configWithTerms(),
      BESTENDIG_ERASURE_PAUSE: '1',
      TEMPORAL_ADDRESS: temporal.address,
      DATABASE_URL: await postgres.createDatabase(),
      LOG_LEVEL: 'warn',
    };
    const api = new Program(['api'], env);
    programs.push(api);
    await api.prints('The API of Bestendig is ready');
    await startWorker();
  });
  after(async () => {
    await Promise.all(programs.map((program) => program.killGroup()));
    await temporal?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  it('goes on where a worker was killed, again and again, and leaves nothing over which a worker stumbles', async function () {
    this.timeout(180_000);
    const ids: string[] = [];
    for (const vNumber of ['2700000041', '2700000042', '2700000043']) {
      const { body } = await direct('/v1/trajectories', { ...(example('referral').body as object), vNumber });
      const id = body['id'] as string;
      assert.equal((await direct(`/v1/trajectories/${id}/actions/withdraw`, example('withdraw').body)).status, 200);
      ids.push(id);
    }
    const erasure = await eventually(async () => {
      const body = { trajectoryIds: ids, motivation: 'The terms are over.', reference: '8.1' };
      const proposed = await call('admin-1', 'administrator', '/v1/erasures', body);
      return proposed.status === 201 && (proposed.body['id'] as string);
    }, 30_000);
    const due = await runProgram(['erase', 'due'], env);
    assert.equal(due.code, 0, due.output);
    for (const id of ids) assert.match(due.output, new RegExp(`^${id} \\(utrecht\\): .*; in erasure ${erasure}$`, 'm'));
    assert.match(due.output, /^3 trajectories are due\./m);
    const client = await connectClient(localTarget(temporal));
    // What the register knows to be closed may have a workflow that still delivers, and would be left out as open.
    await eventually(async () => {
      const runs = await Promise.all(ids.map((id) => isRunning(client, `person/${id.split('.')[0]}`)));
      return !runs.includes(true);
    }, 30_000);
    assert.equal((await call('admin-2', 'administrator', `/v1/erasures/${erasure}/approve`, {})).status, 202);
    const read = async () => (await call('admin-1', 'administrator', `/v1/erasures/${erasure}`)).body;
    for (const afterMs of isThorough ? [50, 400, 900, 1500, 2500] : [50, 900]) {
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      if ((await read())['status'] === 'done') break;
      await worker.killGroup();
      await startWorker();
    }
    await eventually(async () => (await read())['status'] === 'done', 90_000);
    const { declaration } = await read();
    assert.deepEqual([declaration['destroyed']['persons'], declaration['leftOut']], [3, {}]);
    for (const id of ids) assert.equal((await direct(`/v1/trajectories/${id}`)).status, 404);

    // A worker that starts afterwards finds nothing that it can't read, and does its work.
    await worker.killGroup();
    await startWorker();
    const { body: fresh } = await direct('/v1/trajectories', example('referral').body);
    const answer = await direct(`/v1/trajectories/${fresh['id']}/steps/intake`, example('intake').body);
    assert.equal(answer.status, 200);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const lines = worker.output.split('\n').filter((line) => line !== '');
    assert.deepEqual(lines.slice(1), [], 'it has nothing to say but that it is ready');
    const left: string[] = [];
    for await (const id of listIds(client, 'person/', 'deliver/')) left.push(id);
    await client.connection.close();
    assert.deepEqual(left, [`person/${String(fresh['id']).split('.')[0]}`]);
    for (const command of [
      ['audit', 'verify'],
      ['erase', 'again'],
    ]) {
      const { code, output } = await runProgram(command, env);
      assert.equal(code, 0, output);
      if (command[1] === 'again') assert.match(output, /^0 trajectories .*\n0 persons/);
    }
  });
});

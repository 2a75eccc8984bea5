import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requestToken } from '../../src/dev/requestToken.js';
import { startDevServer, type DevServer } from '../../src/temporal/devServer.js';
import { freePort } from '../../src/temporal/freePort.js';
import { Program } from '../support/process.js';
import { startProxy, type Proxy } from '../support/proxy.js';
import { sharedPostgres, temporalBinary } from '../support/shared.js';
import { eventually } from '../support/stack.js';
import { example } from '../support/walk.js';

describe('Two APIs behind a proxy that follows readiness', () => {
  let folder: string;
  let temporal: DevServer;
  let env: Record<string, string>;
  let proxy: Proxy;
  const urls: string[] = [];
  const programs: Program[] = [];
  const drainSeconds = 3;

  before(async function () {
    this.timeout(120_000);
    const postgres = await sharedPostgres();
    if (!postgres) return this.skip();
    folder = await mkdtemp(join(tmpdir(), 'bestendig-drain-'));
    temporal = await startDevServer({ binary: await temporalBinary() });
    env = {
      BESTENDIG_DATA: folder,
      TEMPORAL_ADDRESS: temporal.address,
      DATABASE_URL: await postgres.createDatabase(),
      BESTENDIG_DRAIN: String(drainSeconds),
      LOG_LEVEL: 'warn',
    };
    const ports = [await freePort(), await freePort()];
    urls.push(...ports.map((port) => `http://127.0.0.1:${port}`));
    proxy = await startProxy(urls);
    // Both give and take tokens of one issuer, which is found through the proxy as well.
    env = { ...env, PUBLIC_URL: proxy.url, BESTENDIG_RATE_LIMIT: '1000000' };
    const worker = new Program(['worker'], env);
    programs.push(worker);
    for (const port of ports) {
      const program = new Program(['api'], { ...env, PORT: String(port) });
      programs.push(program);
      await program.prints('The API of Bestendig is ready');
    }
    await worker.prints('is ready');
    for (const url of [...urls, proxy.url]) await eventually(() => isReady(url), 30_000);
  });
  after(async () => {
    await proxy?.stop();
    await Promise.all(programs.map((program) => program.killGroup()));
    await temporal?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const isReady = async (url: string) => (await fetch(`${url}/health/ready`)).status === 200;

  it('lose no request when one is told to stop: it says so, goes on answering for a while, and ends with 0', async function () {
    this.timeout(120_000);
    const [, staying, leaving] = programs;
    const token = await requestToken({
      issuer: `${proxy.url}/dev/identity`,
      agency: 'municipality',
      municipality: 'utrecht',
      roles: ['case-director'],
    });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const failed: string[] = [];
    let isOver = false;
    const askOnAndOn = async (path: string, init: RequestInit) => {
      while (!isOver) {
        const answer = await fetch(proxy.url + path, { headers, ...init });
        const text = await answer.text();
        if (!answer.ok) failed.push(`${path}: ${answer.status} ${text}`);
      }
    };
    const body = JSON.stringify(example('referral').body);
    const askers = [
      ...Array.from({ length: 6 }, () => askOnAndOn('/v1/trajectories?limit=1', {})),
      ...Array.from({ length: 2 }, () => askOnAndOn('/v1/trajectories', { method: 'POST', body })),
    ];
    await eventually(() => [...proxy.answered.values()].every((count) => count > 20), 20_000);

    const told = Date.now();
    leaving!.child.kill('SIGTERM');
    await eventually(async () => !(await isReady(urls[1]!)), 2_500);
    const answer = await fetch(`${urls[1]}/health/ready`);
    assert.equal(answer.headers.get('connection'), 'close');
    assert.deepEqual(((await answer.json()) as { missing: string[] }).missing, ['this process is shutting down']);
    assert.equal((await fetch(`${urls[1]}/v1/steps`, { headers })).status, 200, 'what comes is done all the same');
    assert.equal(await leaving!.exited, 0, leaving!.output);
    const took = Date.now() - told;
    assert.ok(took >= drainSeconds * 1000 && took < drainSeconds * 1000 + 10_000, `${took} ms`);

    const before = proxy.answered.get(urls[0]!)!;
    await eventually(() => proxy.answered.get(urls[0]!)! > before + 20, 20_000);
    isOver = true;
    await Promise.all(askers);
    assert.deepEqual(failed, []);
    assert.equal(staying!.child.exitCode, null);
  });

  it('end the pause of one that is told to stop a second time', async function () {
    this.timeout(120_000);
    const slow = new Program(['api'], { ...env, PORT: String(await freePort()), BESTENDIG_DRAIN: '300' });
    programs.push(slow);
    await slow.prints('The API of Bestendig is ready');
    slow.child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(slow.child.exitCode, null, slow.output);
    slow.child.kill('SIGTERM');
    const late = setTimeout(() => slow.child.kill('SIGKILL'), 20_000);
    assert.equal(await slow.exited, 0, slow.output);
    clearTimeout(late);
  });
});

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { findTemporalServer } from '../../src/temporal/binary.js';
import { connectClient, localTarget } from '../../src/temporal/connection.js';
import { startDevServer, type DevServer, type DevServerOptions } from '../../src/temporal/devServer.js';

describe('the embedded Temporal server', () => {
  let binary: string;
  let folder: string;
  let running: DevServer[] = [];
  let clients: Client[] = [];

  before(async function () {
    // On a machine without a server this is where it gets one.
    this.timeout(900_000);
    binary = (await findTemporalServer({ env: process.env, log: console.error })).path;
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bestendig-temporal-'));
  });

  afterEach(async () => {
    await Promise.all(clients.map((client) => client.connection.close()));
    // Not stopped but killed, which takes no second and a half; what stop does has a test of its own.
    await Promise.all(running.map(kill));
    clients = [];
    running = [];
    await rm(folder, { recursive: true, force: true });
  });

  async function start(options: Partial<DevServerOptions> = {}): Promise<DevServer> {
    const server = await startDevServer({ binary, ...options });
    running.push(server);
    return server;
  }

  async function clientOf(server: DevServer): Promise<Client> {
    const client = await connectClient(localTarget(server));
    clients.push(client);
    return client;
  }

  function onDisk(): { dbFilename: string; pidFile: string; logFile: string } {
    return {
      dbFilename: join(folder, 'data', 'temporal.db'),
      pidFile: join(folder, 'data', 'temporal.pid'),
      logFile: join(folder, 'log', 'temporal.log'),
    };
  }

  it('starts, answers, and keeps closed workflows for ten years with the search attributes asked for', async () => {
    const server = await start({ searchAttributes: { LvvStep: 'Keyword', LvvAgencies: 'KeywordList' } });
    const { connection, workflow } = await clientOf(server);
    await workflow.start('anything', {
      taskQueue: 'nobody',
      workflowId: 'a',
      searchAttributes: { LvvStep: ['intake'], LvvAgencies: ['gemeente', 'ind'] },
    });
    const { config } = await connection.workflowService.describeNamespace({ namespace: server.namespace });
    assert.equal(config?.workflowExecutionRetentionTtl?.seconds?.toNumber(), 3650 * 24 * 3600);
  });

  it('runs beside others, each on its own ports, with a namespace and a web UI when asked for', async () => {
    const [one, other] = await Promise.all([start({ namespace: 'lvv', ui: true }), start()]);
    assert.notEqual(one.port, other.port);
    assert.equal(one.namespace, 'lvv');
    assert.equal((await fetch(one.uiAddress!)).status, 200);
    assert.equal(other.uiAddress, undefined);
  });

  it('keeps a started workflow when it is killed and started again on the same file', async () => {
    const first = await start(onDisk());
    const handle = await (
      await clientOf(first)
    ).workflow.start('anything', { taskQueue: 'nobody', workflowId: 'kept' });
    await kill(first);
    assert.deepEqual(await first.exited, { code: null, signal: 'SIGKILL' });

    const second = await start(onDisk());
    const { runId, status } = await (await clientOf(second)).workflow.getHandle('kept').describe();
    assert.equal(runId, handle.firstExecutionRunId);
    assert.equal(status.name, 'RUNNING');
  });

  it('adds to an existing file the search attributes that it lacks, and refuses to change the type of one', async () => {
    const first = await start({ ...onDisk(), searchAttributes: { LvvStep: 'Keyword' } });
    await kill(first);
    const second = await start({ ...onDisk(), searchAttributes: { LvvStep: 'Keyword', LvvDue: 'Datetime' } });
    const { workflow } = await clientOf(second);
    const searchAttributes = { LvvStep: ['intake'], LvvDue: [new Date()] };
    await workflow.start('anything', { taskQueue: 'nobody', workflowId: 'a', searchAttributes });
    await kill(second);
    await assert.rejects(
      start({ ...onDisk(), searchAttributes: { LvvStep: 'Int' } }),
      /LvvStep is Keyword .* Int is needed/,
    );
  });

  it('ends the server that a killed run left behind before it opens its file', async () => {
    const orphan = await startAndKillTheOwner({ binary, ...onDisk() });
    assert.ok(isAlive(orphan.pid), 'the server outlives its owner');

    const lines: string[] = [];
    const next = await start({ ...onDisk(), log: (line) => void lines.push(line) });
    assert.ok(!isAlive(orphan.pid), 'the orphan is gone');
    assert.deepEqual(lines, [`ending the Temporal server of an earlier run (process ${orphan.pid})`]);
    assert.equal((JSON.parse(await readFile(onDisk().pidFile, 'utf8')) as { pid: number }).pid, next.pid);
  });

  it('leaves alone the server of a run that lives, and a process that only has the noted pid', async () => {
    const server = await start(onDisk());
    await assert.rejects(start(onDisk()), { name: 'DatabaseInUse' });
    assert.ok(isAlive(server.pid));
    await kill(server);

    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    try {
      await writeFile(onDisk().pidFile, JSON.stringify({ pid: other.pid, port: 1, owner: 1 }));
      await start(onDisk());
      assert.ok(isAlive(other.pid!));
    } finally {
      other.kill('SIGKILL');
    }
  });

  it('says why when it ends early, and does not take another server on its port for itself', async () => {
    await writeFile(join(folder, 'temporal.db'), 'this is no database, whatever its name says'.repeat(50));
    for (const logFile of [undefined, join(folder, 'temporal.log')]) {
      await assert.rejects(
        start({ dbFilename: join(folder, 'temporal.db'), logFile }),
        /ended \(code 1\):\n.*not a database/s,
      );
    }
    await assert.rejects(start({ binary: join(folder, 'absent') }), /can't be started: .*ENOENT/);

    const stranger = createServer();
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const { port } = stranger.address() as AddressInfo;
    await assert.rejects(start({ port }), new RegExp(`Port ${port} is taken`));
    stranger.close();
  });

  it('is gone after stop, with its note', async () => {
    const server = await start(onDisk());
    await server.stop();
    await server.stop();
    assert.ok(!isAlive(server.pid));
    await assert.rejects(readFile(onDisk().pidFile), { code: 'ENOENT' });
  });
});

/** Starts a server in another process and kills that process, which leaves the server as an orphan. */
async function startAndKillTheOwner(options: DevServerOptions): Promise<{ pid: number }> {
  const module = new URL('../../src/temporal/devServer.js', import.meta.url).href;
  const program = `
    const { startDevServer } = await import(${JSON.stringify(module)});
    const { pid } = await startDevServer(${JSON.stringify(options)});
    console.log(pid);`;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise((resolve) => owner.once('exit', resolve));
  const line = await new Promise<string>((resolve) => owner.stdout.once('data', (data) => resolve(String(data))));
  owner.kill('SIGKILL');
  await gone;
  return { pid: Number(line) };
}

async function kill(server: DevServer): Promise<void> {
  if (isAlive(server.pid)) process.kill(server.pid, 'SIGKILL');
  await server.exited;
}

/** A process that ended and waits to be reaped, which in some containers nobody does, isn't alive. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc/self/stat') || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

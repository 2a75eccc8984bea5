import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, Worker, type NativeConnection } from '@temporalio/worker';
import { findTemporalServer } from '../../src/temporal/binary.js';
import {
  connectClient,
  connectWorker,
  isExternal,
  localTarget,
  temporalTarget,
  type TemporalTarget,
} from '../../src/temporal/connection.js';
import { callWithin, NoAnswer } from '../../src/temporal/deadline.js';
import { startDevServer, type DevServer } from '../../src/temporal/devServer.js';

describe('the Temporal server that the environment names', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bestendig-target-'));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it('is an embedded one unless an address, a profile or a configuration file is named', () => {
    assert.equal(isExternal({}), false);
    assert.equal(isExternal({ TEMPORAL_ADDRESS: '', TEMPORAL_NAMESPACE: 'lvv' }), false);
    assert.equal(isExternal({ TEMPORAL_ADDRESS: 'temporal:7233' }), true);
    assert.equal(isExternal({ TEMPORAL_PROFILE: 'acceptance' }), true);
    assert.equal(isExternal({ TEMPORAL_CONFIG_FILE: 'temporal.toml' }), true);
  });

  it('is reached with its namespace, and with TLS when there is a key', () => {
    const plain = temporalTarget({ XDG_CONFIG_HOME: folder, TEMPORAL_ADDRESS: 'temporal:7233' });
    assert.equal(plain.connectionOptions.address, 'temporal:7233');
    assert.equal(plain.connectionOptions.tls, undefined);
    assert.equal(plain.namespace, 'default');
    const { connectionOptions, namespace } = temporalTarget({
      XDG_CONFIG_HOME: folder,
      TEMPORAL_ADDRESS: 'lvv.example:7233',
      TEMPORAL_NAMESPACE: 'lvv',
      TEMPORAL_API_KEY: 'a key',
    });
    assert.equal(connectionOptions.apiKey, 'a key');
    assert.equal(connectionOptions.tls, true);
    assert.equal(namespace, 'lvv');
  });

  it('can be a profile of a file, and has no address that nobody gave', async () => {
    const file = join(folder, 'temporal.toml');
    await writeFile(
      file,
      '[profile.acceptance]\naddress = "lvv.example:7233"\nnamespace = "lvv-acc"\n[profile.empty]\n',
    );
    const target = temporalTarget({ TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: 'acceptance' });
    assert.equal(target.connectionOptions.address, 'lvv.example:7233');
    assert.equal(target.namespace, 'lvv-acc');
    assert.throws(
      () => temporalTarget({ TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: 'absent' }),
      /'absent' not found/,
    );
    assert.throws(() => temporalTarget({ TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: 'empty' }), /No address/);
  });
});

describe('a client on the native connection', () => {
  let folder: string;
  let server: DevServer;
  let target: TemporalTarget;
  let client: Client;
  let workerConnection: NativeConnection;

  before(async function () {
    this.timeout(900_000);
    folder = await mkdtemp(join(tmpdir(), 'bestendig-client-'));
    const binary = (await findTemporalServer({ env: process.env, log: console.error })).path;
    server = await startDevServer({ binary, namespace: 'lvv', dbFilename: join(folder, 'temporal.db') });
    target = localTarget(server);
    client = await connectClient(target);
    workerConnection = await connectWorker(target);
  });

  after(async () => {
    await client.connection.close();
    await workerConnection.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('starts, updates and queries a workflow, and an update id is done once', async () => {
    const worker = await Worker.create({
      connection: workerConnection,
      namespace: target.namespace,
      taskQueue: 'counters',
      workflowBundle: await bundleWorkflowCode({
        workflowsPath: fileURLToPath(new URL('./counter.workflow.js', import.meta.url)),
        logger: new DefaultLogger('ERROR'),
      }),
    });
    await worker.runUntil(async () => {
      const handle = await client.workflow.start('counter', { taskQueue: 'counters', workflowId: 'counter' });
      const add = (more: number, updateId?: string): Promise<number> =>
        callWithin(client, 5_000, () => handle.executeUpdate<number, [number]>('add', { args: [more], updateId }));
      assert.equal(await add(3, 'once'), 3);
      assert.equal(await add(3, 'once'), 3);
      await assert.rejects(add(-1), (error) => {
        assert.ok(error instanceof WorkflowUpdateFailedError, 'an error that is an answer stays what it is');
        return true;
      });
      assert.equal(await handle.query('total'), 3);
      assert.equal(await add(97), 100);
      assert.equal(await handle.result(), 100);
    });
  });

  it('waits no longer than it was told to for a worker that is not there', async () => {
    const handle = await client.workflow.start('counter', { taskQueue: 'nobody', workflowId: 'waiting' });
    await inTime(300, () => handle.executeUpdate('add', { args: [1] }));
    await inTime(300, () => handle.query('total'));
    await inTime(300, () => handle.result());
  });

  it('waits no longer than it was told to for a server that is down, and works again when it is back', async () => {
    const handle = client.workflow.getHandle('waiting');
    const { pid, port } = server;
    process.kill(pid, 'SIGKILL');
    await server.exited;
    await inTime(300, () => handle.describe());
    await inTime(300, () => handle.executeUpdate('add', { args: [1] }));

    const binary = (await findTemporalServer({ env: process.env, log: console.error })).path;
    server = await startDevServer({ binary, port, namespace: 'lvv', dbFilename: join(folder, 'temporal.db') });
    const { status } = await callWithin(client, 5_000, () => handle.describe());
    assert.equal(status.name, 'RUNNING');
  });

  async function inTime(ms: number, call: () => Promise<unknown>): Promise<void> {
    const began = Date.now();
    await assert.rejects(callWithin(client, ms, call), NoAnswer);
    const took = Date.now() - began;
    assert.ok(took >= ms - 5 && took < ms + 200, `${took} ms`);
  }
});

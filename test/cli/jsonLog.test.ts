import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newMasterKey } from '../../src/privacy/masterKeys.js';
import { latestMigration } from '../../src/register/migrations/migrations.js';
import { startDevServer, type DevServer } from '../../src/temporal/devServer.js';
import { freePort } from '../../src/temporal/freePort.js';
import { startPostgres, type PostgresServer } from '../support/postgres.js';
import { Program, runProgram } from '../support/process.js';
import { temporalBinary } from '../support/shared.js';
import { eventually } from '../support/stack.js';

type Line = Record<string, any>;

/** @throws when one is no object in JSON */
function linesOf(output: string): Line[] {
  return output
    .trimEnd()
    .split('\n')
    .map((line) => {
      const parsed = JSON.parse(line) as Line;
      assert.equal(typeof parsed, 'object', line);
      return parsed;
    });
}

describe('In production every line of a service is JSON', () => {
  let folder: string;
  let temporal: DevServer;
  let postgres: PostgresServer;
  let env: Record<string, string>;
  const programs: Program[] = [];
  const begun = (args: string[], more: Record<string, string> = {}) => {
    const program = new Program(args, { ...env, ...more });
    programs.push(program);
    return program;
  };

  before(async function () {
    this.timeout(120_000);
    const server = await startPostgres();
    if (!server) return this.skip();
    postgres = server;
    folder = await mkdtemp(join(tmpdir(), 'bestendig-json-'));
    temporal = await startDevServer({ binary: await temporalBinary() });
    // What Node has to say, when it is told to: a warning, and an error that nothing catches.
    const onSignal = (does: string) => `process.on('SIGUSR2', () => { ${does} });`;
    await writeFile(join(folder, 'warn.cjs'), onSignal(`process.emitWarning('it is old', 'OldWarning')`));
    await writeFile(join(folder, 'throw.cjs'), onSignal(`throw new Error('nobody caught me')`));
    env = {
      BESTENDIG_LOCAL: '',
      BESTENDIG_DATA: join(folder, 'data'),
      PORT: String(await freePort()),
      TEMPORAL_ADDRESS: temporal.address,
      DATABASE_URL: await postgres.createDatabase(),
      BESTENDIG_KEYS: await postgres.createDatabase(),
      BESTENDIG_MASTER_KEYS: newMasterKey('m1'),
      BESTENDIG_PERSON_KEY: 'p'.repeat(40),
      PUBLIC_URL: 'https://lvv.example',
      OIDC_ISSUER: 'https://login.example',
      SMTP_URL: 'smtp://127.0.0.1:9',
      BESTENDIG_WEBHOOK_BASE: 'https://agencies.example',
      BESTENDIG_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 1).toString('base64')}`,
      BESTENDIG_DRAIN: '0',
    };
    const made = await runProgram(['keys', 'init'], env);
    assert.equal(made.output, 'The key store is there.\n');
  });
  after(async () => {
    await Promise.all(programs.map((program) => program.killGroup()));
    await temporal?.stop();
    await postgres?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  it('also when it ends by an error that nothing has caught', async function () {
    this.timeout(120_000);
    const worker = begun(['worker'], { NODE_OPTIONS: `--require ${join(folder, 'throw.cjs')}` });
    await worker.prints('A worker of Bestendig is ready');
    worker.child.kill('SIGUSR2');
    assert.equal(await worker.exited, 1);
    assert.equal(linesOf(worker.output).at(-1)!['err'].message, 'nobody caught me');
  });

  it('from the first, with version, schema and configuration, through a failing register and a warning of Node, to the last', async function () {
    this.timeout(120_000);
    const api = begun(['api'], { NODE_OPTIONS: `--require ${join(folder, 'warn.cjs')}` });
    const worker = begun(['worker']);
    await api.prints('The API of Bestendig is ready');
    await worker.prints('A worker of Bestendig is ready');
    await postgres.halt();
    await api.prints('the register cannot be read', 20_000);
    await postgres.resume();
    await api.prints('"msg":"ready"', 20_000);
    api.child.kill('SIGUSR2');
    await eventually(() => api.output.includes('OldWarning'));
    api.child.kill('SIGTERM');
    assert.equal(await api.exited, 0, api.output);
    // Without Temporal the SDK warns.
    await temporal.stop();
    await eventually(() => /"level":[45]0.*"sdk":true/.test(worker.output), 40_000);
    worker.child.kill('SIGTERM');
    await worker.exited;
    const [ofApi, ofWorker] = [linesOf(api.output), linesOf(worker.output)];
    for (const [command, lines] of [
      ['api', ofApi],
      ['worker', ofWorker],
    ] as const) {
      const { msg, version, schema, configuration, node, ...rest } = lines[0]!;
      assert.deepEqual([msg, rest['command'], schema, node], ['starting', command, latestMigration, process.version]);
      assert.match(version, /^\d+\.\d+\.\d+$/);
      assert.match(configuration, /^[0-9a-f]{64}$/);
    }
    assert.equal(ofApi[0]!['configuration'], ofWorker[0]!['configuration']);
    assert.ok(ofApi.some(({ err }) => err?.type === 'OldWarning'));
    assert.ok(ofApi.some(({ msg }) => msg === 'stopping'));
    assert.ok(
      ofWorker.some(({ sdk, level }) => sdk && level >= 40),
      'what the SDK has to warn of is there',
    );
  });

  it('also when it does not start', async function () {
    this.timeout(120_000);
    const refused = await runProgram(['api'], { ...env, OIDC_ISSUER: '' });
    assert.equal(refused.code, 1);
    assert.match(linesOf(refused.output).at(-1)!['msg'], /needs OIDC_ISSUER/);
    const unreachable = await runProgram(['worker'], { ...env, TEMPORAL_ADDRESS: '127.0.0.1:9' });
    assert.equal(unreachable.code, 1);
    assert.match(linesOf(unreachable.output).at(-1)!['msg'], /No Temporal server answers/);
  });
});

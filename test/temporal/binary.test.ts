import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findTemporalServer, TemporalServerMissing, type FoundServer } from '../../src/temporal/binary.js';
import { cacheOf } from '../../src/temporal/cache.js';

describe('finding a Temporal server', () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bestendig-find-'));
    await mkdir(join(folder, 'bin'));
    env = { PATH: join(folder, 'bin'), BESTENDIG_CACHE: join(folder, 'cache'), BESTENDIG_NO_DOWNLOAD: '1' };
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function program(path: string, code: string): Promise<string> {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `#!${process.execPath}\n${code}`);
    await chmod(path, 0o755);
    return path;
  }

  /** A `go` that takes its time, notes that it ran, and writes the file that it was asked for. */
  async function go(ms = 100): Promise<void> {
    await program(
      join(folder, 'bin', 'go'),
      `const { appendFileSync, writeFileSync } = require('node:fs');
       appendFileSync(${JSON.stringify(join(folder, 'builds'))}, process.cwd() + ' ' + process.env.GOFLAGS + '\\n');
       setTimeout(() => writeFileSync(process.argv[process.argv.indexOf('-o') + 1], 'built', { mode: 0o755 }), ${ms});`,
    );
  }

  async function builds(): Promise<string[]> {
    return (await readFile(join(folder, 'builds'), 'utf8')).trim().split('\n');
  }

  async function find(log: (line: string) => void = () => undefined): Promise<FoundServer> {
    return await findTemporalServer({ env, log });
  }

  it('takes `temporal` on PATH first, then the one in the cache folder', async () => {
    const cached = await program(join(folder, 'cache', 'temporal-cli-1.5.1', 'temporal'), '');
    assert.deepEqual(await find(), { path: cached, how: 'cache' });
    const installed = await program(join(folder, 'bin', 'temporal'), '');
    assert.deepEqual(await find(), { path: installed, how: 'path' });
  });

  it('gives one clear error when every way is closed', async () => {
    await assert.rejects(find(), (error) => {
      assert.ok(error instanceof TemporalServerMissing);
      assert.match(error.message, /no `temporal` on PATH; none in .*; .*switched off.*; no `go` on PATH/);
      assert.match(error.message, /Install the Temporal CLI \(docs\.temporal\.io\/cli\) or Go 1\.25 or newer/);
      assert.equal(error.message.split('\n').length, 2);
      return true;
    });
  });

  it('says why the build failed, and builds again the next time', async () => {
    await program(join(folder, 'bin', 'go'), 'console.error("go: cannot find the module\\n"); process.exit(1)');
    await assert.rejects(find(), /the build failed \(go: cannot find the module\)/);
    await go();
    assert.equal((await find()).how, 'build');
  });

  it('builds in tools/temporal with nothing but the pinned modules, and keeps the result', async () => {
    await go();
    const lines: string[] = [];
    const built = await find((line) => void lines.push(line));
    assert.deepEqual(built, { path: cacheOf(env).executable, how: 'build' });
    assert.match((await builds())[0]!, /tools.temporal -mod=readonly$/);
    assert.match(lines[0]!, /building the Temporal server from source, once/);
    assert.equal((await find()).how, 'cache');
  });

  it('builds once when two processes look at the same time', async () => {
    await go(1_000);
    const module = new URL('../../src/temporal/binary.js', import.meta.url).href;
    const code = `
      const { findTemporalServer } = await import(${JSON.stringify(module)});
      const { how } = await findTemporalServer({ env: ${JSON.stringify(env)}, log: console.error });
      console.log(how);`;
    const run = async (): Promise<string> =>
      (await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code])).stdout.trim();
    assert.deepEqual((await Promise.all([run(), run()])).toSorted(), ['build', 'cache']);
    assert.equal((await builds()).length, 1);
  });

  it('takes over the lock of a process that is dead, or has been silent for long', async () => {
    await go();
    const { lock, folder: cacheFolder, executable } = cacheOf(env);
    await mkdir(cacheFolder, { recursive: true });
    const dead = await promisify(execFile)(process.execPath, ['-p', 'process.pid']);
    await writeFile(lock, dead.stdout.trim());
    assert.equal((await find()).how, 'build');

    await rm(executable);
    await writeFile(lock, String(process.pid));
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(lock, longAgo, longAgo);
    assert.equal((await find()).how, 'build');
  });

  it('stops waiting and building when it is told to', async () => {
    await go(1_000);
    const signal = AbortSignal.timeout(300);
    const began = Date.now();
    await assert.rejects(findTemporalServer({ env, log: () => undefined, signal }), { name: 'TimeoutError' });
    assert.ok(Date.now() - began < 900);
  });
});

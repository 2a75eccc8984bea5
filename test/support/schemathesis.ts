import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheOf } from '../../src/temporal/cache.js';
import { whileLocked } from '../../src/temporal/fileLock.js';
import { runProgram } from '../../src/temporal/runProgram.js';

/** Needs Python 3.11. */
const version = '4.32.5';
const installMs = 240_000;

/** The schemathesis program, installed once beside the Temporal server's cache; or why there is none. */
export async function schemathesis(): Promise<{ program: string } | { missing: string }> {
  const folder = join(dirname(cacheOf(process.env).folder), `schemathesis-${version}`);
  const bin = join(folder, 'venv', process.platform === 'win32' ? 'Scripts' : 'bin');
  const [program, done] = [join(bin, 'schemathesis'), join(folder, 'installed')];
  await mkdir(folder, { recursive: true });
  return whileLocked(join(folder, 'lock'), async () => {
    if (existsSync(done)) return { program };
    console.log(`    Installing schemathesis ${version} (once) …`);
    await rm(join(folder, 'venv'), { recursive: true, force: true });
    const steps: [string, string[]][] = [
      ['python3', ['-m', 'venv', join(folder, 'venv')]],
      [
        join(bin, 'python'),
        ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `schemathesis==${version}`],
      ],
    ];
    for (const [command, args] of steps) {
      const { ok, lastLine } = await runProgram(command, args, { env: process.env, timeoutMs: installMs });
      if (!ok) return { missing: `schemathesis could not be installed: ${lastLine}` };
    }
    await writeFile(done, '');
    return { program };
  });
}

/** 503 is no fault here: on a slow machine the engine may not confirm in time, and one is asked to send it again. */
const askAgain = `[checks]
not_a_server_error.expected-statuses = ["2xx", "3xx", "4xx", 503]
`;

/** Runs it on a document of the API. @returns its exit code and all that it said */
export async function testDocument(
  program: string,
  document: object,
  options: { url: string; token: string; args: string[] },
): Promise<{ code: number | null; output: string }> {
  // It keeps examples in the folder where it runs: in one of its own, each run is the same.
  const folder = await mkdtemp(join(tmpdir(), 'bestendig-schemathesis-'));
  await writeFile(join(folder, 'openapi.json'), JSON.stringify(document));
  await writeFile(join(folder, 'schemathesis.toml'), askAgain);
  const args = ['run', 'openapi.json', '--url', options.url, '-H', `Authorization: Bearer ${options.token}`];
  const child = spawn(program, [...args, ...options.args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1', PYTHONUTF8: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  await rm(folder, { recursive: true, force: true });
  return { code, output };
}

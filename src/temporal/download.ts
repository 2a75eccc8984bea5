import { chmod, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SERVER_VERSION, type Cache } from './cache.js';
import { runProgram, type Ended } from './runProgram.js';

const TIMEOUT_MS = 120_000;

/**
 * Lets Temporal's SDK download the CLI, and keeps the file in the cache.
 *
 * It runs in a process of its own: the SDK's runtime exists once for each process and can't be configured afterwards,
 * and a process can be killed when the network swallows packets. Without a network it fails within a second.
 */
export async function download(cache: Cache, env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<Ended> {
  const folder = await mkdtemp(join(cache.folder, 'download-'));
  try {
    const child = fileURLToPath(new URL('./downloadChild.js', import.meta.url));
    const ended = await runProgram(process.execPath, [child, folder, `v${SERVER_VERSION}`], {
      env,
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    if (!ended.ok) return ended;
    const file = (await readdir(folder)).find((name) => !name.endsWith('.downloading'));
    if (file === undefined) return { ok: false, lastLine: 'the SDK left no file' };
    await chmod(join(folder, file), 0o755);
    await rename(join(folder, file), cache.executable);
    return ended;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

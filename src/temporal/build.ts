import { readFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Cache } from './cache.js';
import { runProgram, type Ended } from './runProgram.js';

const PACKAGE = 'github.com/temporalio/cli/cmd/temporal';
const PROGRESS_MS = 15_000;

/**
 * Builds the Temporal CLI from the modules that tools/temporal pins, into the cache: some minutes and about 2 GB of Go's
 * own caches, once for each machine.
 * @param go the path of the `go` program.
 * @param log gets a line at the start, every 15 s and at the end.
 */
export async function build(
  cache: Cache,
  go: string,
  options: { env: NodeJS.ProcessEnv; log: (line: string) => void; signal?: AbortSignal },
): Promise<Ended> {
  const { env, log, signal } = options;
  const began = Date.now();
  const seconds = (): number => Math.round((Date.now() - began) / 1000);
  log('building the Temporal server from source, once: about 3 to 4 minutes');
  const progress = setInterval(() => {
    log(`building the Temporal server from source, once: ${seconds()} s so far, about 3 to 4 minutes`);
  }, PROGRESS_MS);
  const unfinished = `${cache.executable}.${process.pid}.tmp`;
  try {
    const ended = await runProgram(go, ['build', '-trimpath', '-ldflags', '-s -w', '-o', unfinished, PACKAGE], {
      cwd: moduleFolder(),
      // Flags and workspaces of the user's own Go projects must not reach this build.
      env: { ...env, GOFLAGS: '-mod=readonly', GOWORK: 'off' },
      signal,
    });
    if (!ended.ok) return ended;
    // Whoever finds the file finds a whole one.
    await rename(unfinished, cache.executable);
    log(`the Temporal server is built and kept (${seconds()} s)`);
    return ended;
  } finally {
    clearInterval(progress);
    await rm(unfinished, { force: true });
  }
}

/** The lowest version of Go that can build it, as in "1.25", read from the `go` line of tools/temporal/go.mod. */
export function minimumGo(): string {
  const found = /^go (\d+\.\d+)/m.exec(readFileSync(join(moduleFolder(), 'go.mod'), 'utf8'));
  if (!found?.[1]) throw new Error('tools/temporal/go.mod has no `go` line');
  return found[1];
}

/** tools/temporal of this package: the sources and the compiled files lie at different depths below its root. */
function moduleFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (isFile(join(folder, 'package.json'))) return join(folder, 'tools', 'temporal');
    if (folder === dirname(folder)) throw new Error('no package.json above src/temporal');
  }
}

function isFile(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}

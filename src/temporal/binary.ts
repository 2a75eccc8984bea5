import { mkdir } from 'node:fs/promises';
import { build, minimumGo } from './build.js';
import { cacheOf, SERVER_VERSION, type Cache } from './cache.js';
import { download } from './download.js';
import { isExecutable, onPath } from './executables.js';
import { whileLocked } from './fileLock.js';

export interface FoundServer {
  /** Absolute path of the Temporal CLI. */
  path: string;
  how: 'path' | 'cache' | 'download' | 'build';
}

export interface FindOptions {
  /** Gets a line when something takes long. */
  log: (line: string) => void;
  /** PATH, BESTENDIG_CACHE, XDG_CACHE_HOME, and BESTENDIG_NO_DOWNLOAD=1, which leaves the download out. */
  env: NodeJS.ProcessEnv;
  signal?: AbortSignal;
}

/** There is no Temporal server here and no way to get one. The message says what was tried and what to install. */
export class TemporalServerMissing extends Error {
  override readonly name = 'TemporalServerMissing';

  constructor(tried: string[]) {
    super(
      `No Temporal server found: ${tried.join('; ')}.\n` +
        `Install the Temporal CLI (docs.temporal.io/cli) or Go ${minimumGo()} or newer and start again, ` +
        'or set TEMPORAL_ADDRESS to a server that runs.',
    );
  }
}

/**
 * The program that serves as the embedded Temporal server: `temporal` on PATH, else the one in our cache, else
 * downloaded by the SDK, else built from source. Of several processes that need one at the same time, one gets it and
 * the others wait.
 * @throws TemporalServerMissing when every way is closed; AbortError when `signal` is aborted.
 */
export async function findTemporalServer(options: FindOptions): Promise<FoundServer> {
  const installed = await onPath('temporal', options.env);
  if (installed !== undefined) return { path: installed, how: 'path' };
  const cache = cacheOf(options.env);
  const cached: FoundServer = { path: cache.executable, how: 'cache' };
  if (await isExecutable(cache.executable)) return cached;
  try {
    await mkdir(cache.folder, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new TemporalServerMissing(['no `temporal` on PATH', `the folder ${cache.folder} can't be made (${code})`]);
  }
  return await whileLocked(
    cache.lock,
    // The one that held the lock before may have put it there.
    async () => ((await isExecutable(cache.executable)) ? cached : await get(cache, options)),
    {
      onWait: (holder) => options.log(`process ${holder} is getting the Temporal server; waiting for it`),
      signal: options.signal,
    },
  );
}

async function get(cache: Cache, { env, log, signal }: FindOptions): Promise<FoundServer> {
  const tried = ['no `temporal` on PATH', `none in ${cache.folder}`];
  if (env['BESTENDIG_NO_DOWNLOAD']) {
    tried.push('the download is switched off (BESTENDIG_NO_DOWNLOAD)');
  } else {
    log(`no Temporal server on this machine; trying to download version ${SERVER_VERSION}`);
    const { ok, lastLine } = await download(cache, env, signal);
    if (ok) return { path: cache.executable, how: 'download' };
    tried.push(`the download failed (${shortened(lastLine)})`);
  }
  const go = await onPath('go', env);
  if (go === undefined) {
    tried.push('no `go` on PATH to build it with');
  } else {
    const { ok, lastLine } = await build(cache, go, { env, log, signal });
    if (ok) return { path: cache.executable, how: 'build' };
    tried.push(`the build failed (${shortened(lastLine)})`);
  }
  throw new TemporalServerMissing(tried);
}

/** The reason without the address that was asked, at most 200 characters. */
function shortened(line: string): string {
  const reason = line.replaceAll(/ for url \(\S*\)/g, '') || 'no reason given';
  return reason.length > 200 ? `${reason.slice(0, 200)}…` : reason;
}

import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const BEAT_MS = 5_000;
/** A holder that has not touched its lock for this long is gone, even if another process has its pid by now. */
const SILENT_MS = 30_000;
const LOOK_MS = 200;

/**
 * Does `work` while holding a lock file, so that of several processes one works and the others wait for it.
 *
 * The file holds the holder's pid and is touched every few seconds. A lock whose process is dead, or that was not
 * touched for half a minute, is taken over. Two waiters can take over at the same instant; `work` must bear being done
 * twice in that rare case (ours ends in an atomic rename).
 * @param onWait is called once, with the holder's pid, when another process has the lock.
 */
export async function whileLocked<T>(
  path: string,
  work: () => Promise<T>,
  options: { onWait?: (holder: string) => void; signal?: AbortSignal } = {},
): Promise<T> {
  let told = false;
  while (!(await take(path))) {
    const holder = await liveHolder(path);
    if (holder === undefined) {
      await rm(path, { force: true });
      continue;
    }
    if (!told) options.onWait?.(holder);
    told = true;
    await delay(LOOK_MS, undefined, { signal: options.signal });
  }
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, BEAT_MS);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The pid of a holder that still works, or undefined when the lock is free or stale. */
async function liveHolder(path: string): Promise<string | undefined> {
  try {
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > SILENT_MS) return undefined;
    const pid = await readFile(path, 'utf8');
    // Created but not yet written: its holder is a moment old.
    if (pid === '') return '?';
    return isAlive(Number(pid)) ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

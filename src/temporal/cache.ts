import { homedir } from 'node:os';
import { join } from 'node:path';

/** The release of the Temporal CLI that is downloaded or built; tools/temporal/go.mod pins the same one. */
export const SERVER_VERSION = '1.5.1';

const EXECUTABLE = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

/** Where a server that took minutes to get is kept: outside the checkout, so that it outlives a fresh clone. */
export interface Cache {
  folder: string;
  executable: string;
  lock: string;
}

/** `$BESTENDIG_CACHE`, else `$XDG_CACHE_HOME/bestendig`, else `~/.cache/bestendig`; one sub folder for each version. */
export function cacheOf(env: NodeJS.ProcessEnv): Cache {
  const base = env['BESTENDIG_CACHE'] || join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'bestendig');
  const folder = join(base, `temporal-cli-${SERVER_VERSION}`);
  return { folder, executable: join(folder, EXECUTABLE), lock: join(folder, 'lock') };
}

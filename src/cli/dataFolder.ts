import { accessSync, chmodSync, constants, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError, type Settings } from './settings.js';

/** What Bestendig makes in its data folder. Whatever else someone keeps there is theirs. */
const ours = new Set(['access-log', 'dev', 'keys', 'log', 'register', 'temporal', 'running.json']);
const ofOwner = { folder: 0o700, file: 0o600 };

/**
 * Makes the data folder if need be, for its owner only: of what Bestendig keeps in it others may read nothing, also where
 * it was put there with other rights.
 * @throws SettingsError when it can't be made or written to
 */
export function prepareDataFolder({ BESTENDIG_DATA: folder }: Settings): void {
  try {
    mkdirSync(folder, { recursive: true, mode: ofOwner.folder });
    accessSync(folder, constants.W_OK | constants.X_OK);
    chmodSync(folder, ofOwner.folder);
    for (const name of readdirSync(folder)) if (ours.has(name)) keepToOwner(join(folder, name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SettingsError(`BESTENDIG_DATA: ${folder} can't be used as a folder for data (${code}).`);
  }
}

/** Takes every right of others away from a folder and all that is in it. What a link leads to is not ours to change. */
function keepToOwner(path: string): void {
  const found = lstatSync(path);
  const wanted = found.isDirectory() ? ofOwner.folder : ofOwner.file;
  if (found.isSymbolicLink()) return;
  if ((found.mode & 0o777) !== wanted) chmodSync(path, wanted);
  if (found.isDirectory()) for (const name of readdirSync(path)) keepToOwner(join(path, name));
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../register/database/database.js';
import type { RegisterLocation } from '../register/index.js';
import { latestMigration, mustBeKnown } from '../register/migrations/migrations.js';
import { readRunning } from './running.js';
import { SettingsError, type Settings } from './settings.js';

/**
 * Where the register is, for a command that looks at it by itself.
 * @throws SettingsError when there is none, or a process has it that no other can share
 */
export function registerPlace({ BESTENDIG_DATA: data, DATABASE_URL: url }: Settings): RegisterLocation {
  if (url) return { url };
  const running = readRunning(data);
  if (running) {
    throw new SettingsError(
      `The register is inside the Bestendig that runs at ${running.url}. Stop it first, or keep the register in a server (DATABASE_URL).`,
    );
  }
  const folder = join(data, 'register');
  if (!existsSync(folder)) {
    throw new SettingsError(`There is no register in ${data}. Set BESTENDIG_DATA to its folder, or DATABASE_URL.`);
  }
  return { folder };
}

/** For a command that changes nothing in how the register is built. @throws SettingsError when it is of an older version */
export async function mustBeUpToDate(register: Database): Promise<void> {
  if ((await mustBeKnown(register)) === latestMigration) return;
  throw new SettingsError(
    'This register is of an older version. Start Bestendig with it once, so that it brings the register up to date.',
  );
}

import type { Logger } from 'pino';
import { digestOf, snapshotOf } from '../api/settings/configurationSnapshot.js';
import type { Configuration } from '../programmes/configuration.js';
import { latestMigration } from '../register/migrations/migrations.js';
import { createLog } from './log.js';
import type { Settings } from './settings.js';
import { version } from './version.js';

/**
 * Whether a command speaks in lines of JSON: a service in production, whose output nobody reads as it comes. It is asked
 * before the settings are known to be right, so that what is wrong with them is such a line too.
 */
export function speaksJson(command: string | undefined, env: NodeJS.ProcessEnv): boolean {
  return (command === 'api' || command === 'worker') && env['BESTENDIG_LOCAL'] !== '1';
}

/** What Node itself would print, as lines of this log: its warnings, and an error that nothing has caught. */
export function speakForNode(log: Logger): void {
  process.removeAllListeners('warning');
  process.on('warning', (warning) => log.warn({ err: warning }, 'a warning of Node'));
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'an error that nothing has caught');
    process.exit(1);
  });
}

/** Until a service has read its settings. */
export const earlyLog = (): Logger => createLog('info');

/** The first line of a service: which version this is, of what, with which configuration. */
export function sayWhatStarts(
  command: string,
  log: Logger,
  { programmes, directory }: Pick<Configuration, 'programmes' | 'directory'>,
  settings: Settings,
): void {
  // Whoever looks into a log later wants to know this, also of one that has only warnings; but not of one that is off.
  const always = settings.BESTENDIG_LOCAL || settings.LOG_LEVEL === 'silent' ? log : log.child({}, { level: 'info' });
  const configuration = digestOf(snapshotOf(programmes, directory));
  always.info({ command, version, schema: latestMigration, configuration, node: process.version }, 'starting');
}

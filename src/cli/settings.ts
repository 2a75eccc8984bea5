import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { issueText } from '../programmes/issueText.js';
import { keyLifeMs } from '../privacy/personKeys.js';
import { isExternal } from '../temporal/connection.js';
import { isLoopback } from './loopback.js';
import type { Command, Table } from './setting.js';
import { misspeltSettings } from './settingNames.js';
import { defaultConfig, settingsTable } from './settingsTable.js';

export { packageRoot } from './packageRoot.js';

/** A setting that can't be used: one line for the terminal, no stack. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/** As long as a process uses a key without looking again, and as long as a request under way may take. */
const shortestPause = Math.ceil(keyLifeMs / 1000) + 30; // seconds

/** How long an API goes on answering after it was told to stop, unless told otherwise; in seconds. */
const usualDrain = 10;

type Schemas = { [K in keyof typeof settingsTable]: (typeof settingsTable)[K]['schema'] };
const settingsSchema = z.object(
  Object.fromEntries(Object.entries(settingsTable).map(([name, { schema }]) => [name, schema])) as Schemas,
);

export type Settings = Omit<z.infer<typeof settingsSchema>, 'BESTENDIG_DRAIN'> & { BESTENDIG_DRAIN: number };

/**
 * Reads the settings from the environment; an empty variable counts as not set. Where BESTENDIG_LOCAL is not on, the
 * rules of production hold: nothing else decides that.
 * @throws SettingsError that names every fault.
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issueText(issue)}`);
    throw new SettingsError(`The environment has settings that can't be used. ${faults.join('; ')}.`);
  }
  const { data } = parsed;
  if (data.BESTENDIG_LOCAL) mustBeHere(data);
  else if (data.BESTENDIG_ERASURE_PAUSE < shortestPause) {
    throw new SettingsError(
      `BESTENDIG_ERASURE_PAUSE: at least ${shortestPause} s, or a process could go on with a key that is destroyed.`,
    );
  }
  const drain = data.BESTENDIG_DRAIN ?? (data.BESTENDIG_LOCAL ? 0 : usualDrain);
  return { ...data, BESTENDIG_DRAIN: drain, BESTENDIG_DATA: resolve(data.BESTENDIG_DATA) };
}

/**
 * The settings for a command, which calls this before it does anything else: what is misspelt or missing is told before
 * anything listens, connects or is written.
 * @throws SettingsError
 */
export function settingsFor(command: Command, env: NodeJS.ProcessEnv): Settings {
  const misspelt = misspeltSettings(env, env['BESTENDIG_CONFIG'] || defaultConfig);
  if (misspelt.length > 0) {
    throw new SettingsError(`The environment has settings that do not exist. ${misspelt.join('; ')}.`);
  }
  if (command === 'start' && env['BESTENDIG_LOCAL'] === '0') {
    throw new SettingsError(
      'npm start is for local use. In production, run "bestendig api" and "bestendig worker"; see docs/running.md.',
    );
  }
  const settings = readSettings(command === 'start' ? { ...env, BESTENDIG_LOCAL: '1' } : env);
  const missing = missingFor(command, settings, env);
  if (missing.length > 0) {
    throw new SettingsError(`bestendig ${command} needs ${missing.join('; ')}; see docs/running.md.`);
  }
  return command in ownData && isOwnData(settings) ? { ...settings, BESTENDIG_LOCAL: true } : settings;
}

const masterKeys = ['BESTENDIG_MASTER_KEYS_FILE', 'BESTENDIG_MASTER_KEYS_COMMAND', 'BESTENDIG_MASTER_KEYS'] as const;

function missingFor(command: Command, settings: Settings, env: NodeJS.ProcessEnv): string[] {
  const missing = Object.entries(settingsTable as Table).flatMap(([name, { needed, alsoLocally, what }]) => {
    const isNeeded = needed?.includes(command) === true && (!settings.BESTENDIG_LOCAL || alsoLocally === true);
    return isNeeded && settings[name as keyof Settings] === undefined ? [`${name} (${what})`] : [];
  });
  if (command !== 'api' && command !== 'worker') return missing;
  if (!isExternal(env)) missing.unshift('TEMPORAL_ADDRESS (address of Temporal)');
  if (settings.BESTENDIG_LOCAL) return missing;
  if (masterKeys.every((name) => settings[name] === undefined))
    missing.push(`${masterKeys.join(' or ')} (master keys)`);
  if (command === 'api' && settings.OIDC_CLIENT_ID !== undefined && settings.BESTENDIG_SESSION_KEY === undefined) {
    missing.push('BESTENDIG_SESSION_KEY (secret of the sessions, with OIDC_CLIENT_ID)');
  }
  return missing;
}

/** What stands in for others locally believes whoever asks, so nobody else may get at it. */
function mustBeHere({ HOST, PUBLIC_URL }: { HOST: string; PUBLIC_URL?: string | undefined }): void {
  const says = 'with BESTENDIG_LOCAL (which "bestendig start" turns on) it must be this machine itself, such as';
  if (!isLoopback(HOST)) throw new SettingsError(`HOST: ${says} 127.0.0.1.`);
  if (PUBLIC_URL !== undefined && !isLoopback(new URL(PUBLIC_URL).hostname)) {
    throw new SettingsError(`PUBLIC_URL: ${says} http://127.0.0.1:3000.`);
  }
}

/** Commands that work once on what is there, also on the data folder of `npm start`. */
const ownData: Partial<Record<Command, true>> = { audit: true, erase: true, keys: true, recover: true, refresh: true };

/** Whether register and keys are both in the data folder, as `npm start` makes them: those are local by where they are. */
function isOwnData({ BESTENDIG_DATA: data, DATABASE_URL: url }: Settings): boolean {
  return url === undefined && existsSync(placeOfLocalKeys(data));
}

/** Where the master key of local use is, once there is one. */
export const placeOfLocalKeys = (data: string) => join(data, 'keys', 'masters');

/** @throws SettingsError when a setting that has no stand-in is not there. */
export function required<K extends keyof Settings>(settings: Settings, name: K): NonNullable<Settings[K]> {
  const value = settings[name];
  if (value === undefined || value === null) {
    throw new SettingsError(`${name} is needed: ${settingsTable[name].what}. See docs/running.md.`);
  }
  return value;
}

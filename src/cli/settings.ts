import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { keyLifeMs } from '../privacy/personKeys.js';
import { accessSettings } from './accessSettings.js';

/** A setting that can't be used: one line for the terminal, no stack. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/** The folder of package.json: the compiled code lies in `dist/` below it. */
export const packageRoot = findPackageRoot();

/** As long as a process uses a key without looking again, and as long as a request under way may take. */
const shortestPause = Math.ceil(keyLifeMs / 1000) + 30; // seconds

const port = z.coerce.number().int().min(1).max(65_535);
const settingsSchema = z.object({
  ...accessSettings,
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  BESTENDIG_DATA: z.string().default('.bestendig'),
  BESTENDIG_CONFIG: z.string().default(join(packageRoot, 'config', 'bestendig.yaml')),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' }).optional(),
  MAIL_FROM: z.string().min(3).default('Bestendig <bestendig@localhost.localdomain>'),
  /** Names, addresses and networks to which webhooks may go though they are not public, or not by https. */
  BESTENDIG_WEBHOOKS_TO: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''))
    .refine((all) => all.every((one) => /^[A-Za-z0-9._:-]+(\/\d{1,3})?$/.test(one)), 'must be names or networks'),
  PUBLIC_URL: z.url().optional(),
  BESTENDIG_PERSON_KEY: z.string().min(32, 'must be at least 32 characters, from a secret random source').optional(),
  /** The key store: a folder, or a PostgreSQL database that is not the register's. */
  BESTENDIG_KEYS: z.string().optional(),
  BESTENDIG_MASTER_KEYS: z.string().optional(),
  BESTENDIG_MASTER_KEYS_FILE: z.string().optional(),
  BESTENDIG_MASTER_KEYS_COMMAND: z.string().optional(),
  /** The page that may open what Temporal keeps, for who has the token: its Web UI. */
  TEMPORAL_UI_ORIGIN: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// origin' })
    .transform((address) => new URL(address).origin)
    .optional(),
  BESTENDIG_CACHED_WORKFLOWS: z.coerce.number().int().min(1).default(600),
  /** Commands after which a trajectory's history starts afresh. */
  BESTENDIG_COMMANDS_PER_RUN: z.coerce.number().int().min(1).max(1500).default(500),
  /** In the figures, counts from 1 to one less than this are not shown; 0 shows all. */
  BESTENDIG_SMALL_CELLS: z.coerce.number().int().min(0).max(1000).default(5),
  /** Seconds between retiring and destroying the keys of who is erased: longer than a process keeps a key. */
  BESTENDIG_ERASURE_PAUSE: z.coerce.number().int().min(0).max(3600).default(120),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  NODE_ENV: z.string().optional(),
});

export type Settings = z.infer<typeof settingsSchema>;

/**
 * Reads the settings from the environment; an empty variable counts as not set.
 * @throws SettingsError that names every fault.
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new SettingsError(`The environment has settings that can't be used. ${faults.join('; ')}.`);
  }
  const { NODE_ENV, BESTENDIG_ERASURE_PAUSE: pause } = parsed.data;
  if (NODE_ENV === 'production' && pause < shortestPause) {
    throw new SettingsError(
      `BESTENDIG_ERASURE_PAUSE: at least ${shortestPause} s, or a process could go on with a key that is destroyed.`,
    );
  }
  return { ...parsed.data, BESTENDIG_DATA: resolve(parsed.data.BESTENDIG_DATA) };
}

/** Makes the data folder if need be. @throws SettingsError when it can't be made or written to. */
export function prepareDataFolder({ BESTENDIG_DATA: folder }: Settings): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SettingsError(`BESTENDIG_DATA: ${folder} can't be used as a folder for data (${code}).`);
  }
}

/** @throws SettingsError when the setting, which this command needs, is not there. */
export function required<K extends keyof Settings>(
  settings: Settings,
  name: K,
  command: string,
): NonNullable<Settings[K]> {
  const value = settings[name];
  if (value === undefined || value === null) {
    throw new SettingsError(`bestendig ${command} needs ${name} in the environment; see docs/running.md.`);
  }
  return value;
}

function findPackageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('No package.json above this file: the installation is not complete.');
    folder = parent;
  }
  return folder;
}

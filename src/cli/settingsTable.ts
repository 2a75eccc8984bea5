import { join } from 'node:path';
import { z } from 'zod';
import { serverAddresses, type AddressFault } from '../load/serverAddresses.js';
import { accessSettings } from './accessSettings.js';
import { packageRoot } from './packageRoot.js';
import { setting } from './setting.js';

export const defaultConfig = join(packageRoot, 'config', 'bestendig.yaml');

const port = z.coerce.number().int().min(1).max(65_535);
const onOrOff = z
  .enum(['0', '1'], 'must be 1 or 0')
  .default('0')
  .transform((value) => value === '1');
const postgresAddress = z.string().check(({ value, issues }) => {
  try {
    serverAddresses(value);
  } catch (error) {
    issues.push({ code: 'custom', message: (error as AddressFault).message, input: value });
  }
});
const folderOrPostgres = z.union([z.string().regex(/^(?!postgres(ql)?:)/), postgresAddress]);

/**
 * Every setting there is. The checks, `--help` and the table in docs/running.md come from here; a name that is not here
 * is a mistake that a command refuses.
 */
export const settingsTable = {
  TEMPORAL_ADDRESS: setting(z.string().optional(), {
    for: 'both',
    what: "Temporal; also `TEMPORAL_NAMESPACE`, `TEMPORAL_API_KEY`, `TEMPORAL_TLS*`, and the other settings of Temporal's own tools",
    inHelp: true,
  }),
  DATABASE_URL: setting(postgresAddress.optional(), {
    for: 'both',
    what: 'PostgreSQL 15 or newer, for the register, one host or several; tables are made and brought up to date at start',
    needed: ['api', 'worker'],
    alsoLocally: true,
    inHelp: true,
  }),
  BESTENDIG_CONFIG: setting(z.string().default(defaultConfig), {
    for: 'both',
    what: 'municipalities, programmes, agencies: [programmes.md](programmes.md) (config/bestendig.yaml)',
    inHelp: true,
  }),
  BESTENDIG_DATA: setting(z.string().default('.bestendig'), {
    for: 'both',
    what: 'folder for what a process keeps itself: the access log until it is in the register (.bestendig)',
    inHelp: true,
  }),
  BESTENDIG_PERSON_KEY: setting(
    z.string().min(32, 'must be at least 32 characters, from a secret random source').optional(),
    {
      for: 'api',
      what: 'secret of the pseudonyms, at least 32 characters, the same for every API process, never changed',
      needed: ['api'],
    },
  ),
  BESTENDIG_KEYS: setting(folderOrPostgres.optional(), {
    for: 'both',
    what: 'where the keys of persons are: a folder, or a PostgreSQL database of its own',
    needed: ['api', 'worker'],
    inHelp: true,
  }),
  BESTENDIG_MASTER_KEYS_FILE: setting(z.string().optional(), {
    for: 'both',
    what: 'master keys, as a file; this or one of the next two',
  }),
  BESTENDIG_MASTER_KEYS_COMMAND: setting(z.string().optional(), {
    for: 'both',
    what: 'master keys, as a command that prints them',
  }),
  BESTENDIG_MASTER_KEYS: setting(z.string().optional(), { for: 'both', what: 'master keys themselves' }),
  TEMPORAL_UI_ORIGIN: setting(
    z
      .url({ protocol: /^https?$/, error: 'must be an http:// or https:// origin' })
      .transform((address) => new URL(address).origin)
      .optional(),
    { for: 'api', what: "origin of Temporal's Web UI, whose page may ask the codec server" },
  ),
  PUBLIC_URL: setting(z.url().optional(), {
    for: 'both',
    what: 'where people find the API; the only address in messages',
    needed: ['api', 'worker'],
    inHelp: true,
  }),
  HOST: setting(z.string().default('127.0.0.1'), {
    for: 'api',
    what: 'address where it listens (127.0.0.1)',
    inHelp: true,
  }),
  PORT: setting(port.default(3000), { for: 'api', what: 'port where it listens (3000)', inHelp: true }),
  BESTENDIG_DRAIN: setting(z.coerce.number().int().min(0).max(600).optional(), {
    for: 'api',
    what: 'seconds for which it goes on answering after SIGTERM, while readiness says 503 (10; locally 0)',
  }),
  SMTP_URL: setting(z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' }).optional(), {
    for: 'worker',
    what: 'mail server, such as `smtps://user:password@mail.example`; locally mail is captured',
    needed: ['worker'],
    inHelp: true,
  }),
  MAIL_FROM: setting(z.string().min(3).default('Bestendig <bestendig@localhost.localdomain>'), {
    for: 'worker',
    what: 'sender of the mail (Bestendig <bestendig@localhost.localdomain>)',
  }),
  BESTENDIG_WEBHOOK_BASE: setting(z.string().optional(), {
    for: 'worker',
    what: 'address before the paths of webhooks, where the configuration has `${BESTENDIG_WEBHOOK_BASE}`',
  }),
  BESTENDIG_WEBHOOK_SECRET: setting(z.string().optional(), {
    for: 'worker',
    what: 'secret that signs webhooks, where the configuration has `${BESTENDIG_WEBHOOK_SECRET}`',
  }),
  BESTENDIG_WEBHOOKS_TO: setting(
    z
      .string()
      .default('')
      .transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''))
      .refine((all) => all.every((one) => /^[A-Za-z0-9._:-]+(\/\d{1,3})?$/.test(one)), 'must be names or networks'),
    { for: 'worker', what: 'names, addresses, networks to which webhooks may go though not public, or not by https' },
  ),
  ...accessSettings,
  BESTENDIG_CACHED_WORKFLOWS: setting(z.coerce.number().int().min(1).default(600), {
    for: 'worker',
    what: 'open trajectories kept in memory, about 1 MB each (600)',
  }),
  BESTENDIG_WORKFLOW_STACKS: setting(onOrOff, {
    for: 'worker',
    what: '1 lets Temporal show where a workflow waits (`__stack_trace`), for debugging; a workflow then costs a fifth more (0)',
  }),
  BESTENDIG_COMMANDS_PER_RUN: setting(z.coerce.number().int().min(1).max(1500).default(500), {
    for: 'api',
    what: 'commands after which a history starts afresh (500)',
  }),
  BESTENDIG_SMALL_CELLS: setting(z.coerce.number().int().min(0).max(1000).default(5), {
    for: 'api',
    what: 'counts from 1 to one less are not shown in the figures (5); 0 shows all',
  }),
  BESTENDIG_ERASURE_PAUSE: setting(z.coerce.number().int().min(0).max(3600).default(120), {
    for: 'worker',
    what: 'seconds from retiring to destroying the keys of a person who is erased (120; never below 90)',
  }),
  LOG_LEVEL: setting(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'), {
    for: 'both',
    what: 'trace, debug, info, warn, error or silent (info)',
  }),
  BESTENDIG_LOCAL: setting(onOrOff, {
    for: 'local',
    what: '1 lets `api` and `worker` use stand-ins and keys of their own, on a loopback address only; `start` always does (0)',
    inHelp: true,
  }),
  BESTENDIG_CACHE: setting(z.string().optional(), {
    for: 'local',
    what: 'folder where `start` keeps the Temporal server that it has built (~/.cache/bestendig)',
  }),
  BESTENDIG_NO_DOWNLOAD: setting(z.string().optional(), {
    for: 'local',
    what: 'any value: `start` downloads no Temporal server',
  }),
};

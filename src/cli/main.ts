#!/usr/bin/env node
import { Command } from 'commander';
import { environmentHelp } from './settingsHelp.js';
import { version } from './version.js';

// What any command or a process that it starts makes is for its owner only.
process.umask(0o077);
const environment = environmentHelp();

const known = new Set([
  'SettingsError',
  'ConfigurationError',
  'AlreadyRunning',
  'TemporalServerMissing',
  'TemporalUnreachable',
  'TemporalMisconfigured',
  'RegisterUnavailable',
  'ClockDiffers',
  'RegisterTooNew',
  'RegisterTooEarly',
  'RegisterTooOld',
  'NotRunning',
  'TokenRefused',
  'DatabaseInUse',
  'KeysUnavailable',
]);

const program = new Command('bestendig')
  .description('Durable trajectories in which agencies work together for one person.')
  .version(version)
  .addHelpText('after', environment)
  .showHelpAfterError('(bestendig --help tells what there is)')
  .allowExcessArguments(false);

program
  .command('start')
  .description('everything in one process, for local use: Temporal, register, worker, API, mail, identity')
  .option('--demo', 'also fill it with made-up people, once: two and a half years in each city', false)
  .addHelpText('after', environment)
  .action(async (options: { demo: boolean }) => (await import('./start.js')).start(options));

program
  .command('api')
  .description('the API alone; needs TEMPORAL_ADDRESS and DATABASE_URL')
  .addHelpText('after', environment)
  .action(() => service('api'));

program
  .command('worker')
  .description('a worker alone; needs TEMPORAL_ADDRESS and DATABASE_URL')
  .addHelpText('after', environment)
  .action(() => service('worker'));

program
  .command('token')
  .description('print a bearer token of the local identity provider')
  .option('--municipality <name>', 'municipality; a coordinator without one is national')
  .requiredOption('--agency <agency>', 'agency, such as municipality')
  .requiredOption('--role <role>', 'role, such as legal or case-director; may be repeated', collect)
  .option('--subject <id>', 'who it is; made from agency, role and municipality when left out')
  .option('--expires-in <seconds>', 'for how long it is valid (28800)', seconds)
  .action(async (options) => (await import('./token.js')).printToken(options));

program
  .command('refresh')
  .description('let every open trajectory look at the steps and rules as they are now')
  .option('--dry-run', 'change nothing; tell which trajectories would change, and how', false)
  .addHelpText(
    'after',
    `\nExit status of --dry-run: 0, nothing is blocked and no work is lost; 2, trajectories are blocked; 3, open work is taken away.\n${environment}`,
  )
  .action(async (options: { dryRun: boolean }) => {
    process.exitCode = await (await import('./refresh.js')).refresh(options);
  });

program
  .command('recover')
  .description(
    'after Temporal was lost or restored from an earlier backup: let each open trajectory go on from its record',
  )
  .option('--dry-run', 'change nothing; tell what would be done with which trajectory', false)
  .option('--json', 'print the result as JSON', false)
  .addHelpText('after', `\nMay be stopped, and run again. Exit status 1: something is left to do.\n${environment}`)
  .action(async (options: { dryRun: boolean; json: boolean }) => {
    process.exitCode = (await (await import('./recover.js')).recover(options)) ? 0 : 1;
  });

program
  .command('openapi')
  .description('print the OpenAPI document of the API, as it is with this configuration')
  .action(async () => (await import('./openapi.js')).printOpenApi());

const audit = program.command('audit').description('whether the register is as it was recorded');

audit
  .command('verify')
  .description(
    'verify every chain, also on a backup; and with the keys of persons, compare with them what decides who sees what',
  )
  .option('--json', 'print the result as JSON', false)
  .option('--no-keys', 'verify only what needs no keys, also when there are keys')
  .option('--against <file>', 'an earlier checkpoint: finds also what is gone, or was put back')
  .action(async (options: { json: boolean; keys: boolean; against?: string }) => {
    process.exitCode = (await (await import('./audit.js')).verify(options)) ? 0 : 1;
  });

audit
  .command('checkpoint')
  .description('print a checkpoint, to be kept where who can write to the register cannot')
  .action(async () => {
    process.exitCode = (await (await import('./audit.js')).checkpoint()) ? 0 : 1;
  });
const keys = program.command('keys').description('the keys with which the data of persons is encrypted');

keys
  .command('init')
  .description('make the key store that BESTENDIG_KEYS names, once')
  .action(async () => (await import('./manageKeys.js')).initKeys());

keys
  .command('list')
  .description('how many keys there are, and by which master key they are wrapped; no secrets')
  .action(async () => (await import('./manageKeys.js')).listKeys());

keys
  .command('rotate')
  .description('wrap every key with the first master key; may run while Bestendig does, and again')
  .option('--dry-run', 'change nothing; tell how many would be wrapped anew', false)
  .action(async (options: { dryRun: boolean }) => (await import('./manageKeys.js')).rotateKeys(options));

keys
  .command('new-master')
  .description('print a new master key')
  .action(async () => (await import('./manageKeys.js')).printNewMaster());

const erase = program
  .command('erase')
  .description('what may be erased, and erasing again what a backup has brought back')
  .addHelpText('after', environment);
erase
  .command('due')
  .description('list what may be erased by the terms of the programmes; changes nothing')
  .action(async () => (await import('./erase.js')).printDue());
erase
  .command('again')
  .description('after a backup was put back: erase again all of whom the keys have been destroyed')
  .action(async () => (await import('./erase.js')).repeatErasures());

/** In production whatever a service says is a line of JSON, also why it does not start. */
async function service(command: 'api' | 'worker'): Promise<void> {
  const { earlyLog, speakForNode, speaksJson } = await import('./serviceLog.js');
  const run = async () => (await import('./separate.js'))[command === 'api' ? 'runApi' : 'runWorker']();
  if (!speaksJson(command, process.env)) return run();
  const log = earlyLog();
  speakForNode(log);
  try {
    await run();
  } catch (error) {
    log.fatal(isKnown(error) ? { type: (error as Error).name } : { err: error }, (error as Error).message);
    process.exit(1);
  }
}

/** What a person can mend is one line; only a fault of ours shows where it came from. */
function isKnown(error: unknown): boolean {
  return known.has((error as Error).name);
}

function collect(value: string, earlier: string[] = []): string[] {
  return [...earlier, value];
}

function seconds(value: string): string {
  if (!/^[0-9]{1,6}$/.test(value)) program.error(`error: --expires-in takes a whole number of seconds, not ${value}`);
  return value;
}

try {
  await program.parseAsync();
  process.exit();
} catch (error) {
  const { message, stack } = error as Error;
  process.stderr.write(isKnown(error) ? `bestendig: ${message}\n` : `bestendig: ${stack ?? message}\n`);
  process.exit(1);
}

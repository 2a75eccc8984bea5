import { join } from 'node:path';
import { stepNamesOf } from '../agencies/names.js';
import { Engine } from '../api/engine/engine.js';
import { Problem } from '../api/http/problem.js';
import { domain } from './domain.js';
import { readConfiguration } from '../programmes/configuration.js';
import { recoverAll, type Recovery } from '../recovery/recover.js';
import type { Recovered } from '../recovery/recoverOne.js';
import { openRegister } from '../register/index.js';
import { findTemporalServer } from '../temporal/binary.js';
import {
  connectClient,
  isExternal,
  localTarget,
  temporalTarget,
  TemporalUnreachable,
  type TemporalTarget,
} from '../temporal/connection.js';
import { startDevServer } from '../temporal/devServer.js';
import { searchAttributes } from '../trajectory/replayed/contract.js';
import { createLog, installRuntime } from './log.js';
import { openPrivacy } from './privacy.js';
import { withPlaceholders } from './placeholders.js';
import { Progress } from './progress.js';
import { mustBeUpToDate, registerPlace } from './registerPlace.js';
import { readRunning } from './running.js';
import { settingsFor, SettingsError, type Settings } from './settings.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const mention = (line: string): void => void process.stderr.write(`${line}\n`);

export interface RecoverCommand {
  dryRun: boolean;
  json: boolean;
}

/**
 * `bestendig recover`: after Temporal was lost or restored from an earlier backup, each open trajectory goes on from its
 * record.
 * @returns whether nothing is left to do
 */
export async function recover({ dryRun, json }: RecoverCommand): Promise<boolean> {
  const settings = settingsFor('recover', process.env);
  installRuntime(createLog('silent'));
  const place = registerPlace(settings);
  const { directory, programmes } = readConfiguration(settings.BESTENDIG_CONFIG, withPlaceholders(process.env), domain);
  const stops: (() => Promise<unknown>)[] = [];
  const progress = new Progress();
  try {
    const privacy = openPrivacy(settings);
    stops.unshift(() => privacy.close());
    const register = await openRegister(place, privacy.sealer, domain.listing);
    stops.unshift(() => register.close());
    await mustBeUpToDate(register);
    const target = await targetOf(settings, stops);
    const client = await connectClient(target, { dataConverter: privacy.dataConverter });
    stops.unshift(() => client.connection.close());
    const recovery = await recoverAll(
      {
        engine: new Engine(client),
        register,
        directory,
        names: stepNamesOf(programmes),
        commandsPerRun: settings.BESTENDIG_COMMANDS_PER_RUN,
        dryRun,
      },
      (done, total) => progress.at('trajectories', done, total),
    ).catch((error: unknown) => {
      const isAway = error instanceof Problem && error.code === 'not-confirmed';
      throw isAway ? new TemporalUnreachable(target.connectionOptions.address, error.cause ?? error) : error;
    });
    progress.end();
    const ok = isDone(recovery, dryRun);
    if (json) say(JSON.stringify({ dryRun, ...recovery, ok }));
    else for (const line of linesOf(recovery, dryRun)) say(line);
    return ok;
  } finally {
    for (const stop of stops) await stop();
  }
}

/** The server that the environment names, or that of a local Bestendig: one that runs, or its data for as long as this takes. */
async function targetOf(settings: Settings, stops: (() => Promise<unknown>)[]): Promise<TemporalTarget> {
  if (isExternal(process.env)) return temporalTarget(process.env);
  const data = settings.BESTENDIG_DATA;
  const running = readRunning(data);
  if (running?.temporalAddress) return localTarget({ address: running.temporalAddress, namespace: 'default' });
  if (!settings.BESTENDIG_LOCAL) {
    throw new SettingsError('bestendig recover needs TEMPORAL_ADDRESS, or the data folder of a local Bestendig.');
  }
  const { path } = await findTemporalServer({ log: mention, env: process.env });
  const folder = join(data, 'temporal');
  const server = await startDevServer({
    binary: path,
    dbFilename: join(folder, 'temporal.db'),
    pidFile: join(folder, 'server.json'),
    searchAttributes,
    log: mention,
  });
  stops.unshift(() => server.stop());
  return localTarget(server);
}

function isDone({ done, deliveries, erasures }: Recovery, dryRun: boolean): boolean {
  if (done.some(({ did }) => did === 'report')) return false;
  return !dryRun || done.length + deliveries.length + erasures.length === 0;
}

export function linesOf({ looked, done, deliveries, erasures }: Recovery, dryRun: boolean): string[] {
  const reported = done.filter(({ did }) => did === 'report').length;
  const changed = done.length - reported;
  const would = dryRun ? 'would be ' : '';
  return [
    ...done.map((one) => `${one.id}${one.municipality ? ` (${one.municipality})` : ''}: ${sentenceOf(one, would)}`),
    ...deliveries.map((id) => `${id}: its undelivered messages ${would || 'are '}delivered again`),
    ...erasures.map((id) => `erasure ${id}: ${would}continued`),
    `${looked} ${looked === 1 ? 'trajectory' : 'trajectories'} looked at: ${changed} ${would}recovered, ${reported} ${reported === 1 ? 'needs' : 'need'} a person.`,
    nextOf(done.length + deliveries.length + erasures.length, reported, dryRun),
  ];
}

function nextOf(all: number, reported: number, dryRun: boolean): string {
  if (all === 0) return 'Nothing is left to do.';
  if (dryRun) return 'Nothing has been changed. Run "bestendig recover" to do it.';
  return reported === all ? 'What is left needs a person.' : 'Run it again: it says when nothing is left to do.';
}

function sentenceOf({ did, registerVersion, engineVersion, lost, why }: Recovered, would: string): string {
  const gone = lost ? ` The older engine had accepted what the record does not have: ${lost.join(', ')}.` : '';
  switch (did) {
    case 'start':
      return `${would}started from its record, at version ${registerVersion}.`;
    case 'replace':
      return `${would}started again from its record, at version ${registerVersion}; the engine is at ${engineVersion ?? 'an earlier trajectory'}.${gone}`;
    case 'end':
      return `${would}ended in the engine, which is at version ${engineVersion}: in the record it is closed.${gone}`;
    case 'record':
      return `${would}recorded from the engine, which is at version ${engineVersion}; the register is at ${registerVersion}.`;
    case 'nothing':
    case 'report':
      return `needs a person. ${why ?? ''}`;
  }
}

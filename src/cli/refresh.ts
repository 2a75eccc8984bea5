import { readConfiguration } from '../programmes/configuration.js';
import { closedDataConverter } from '../privacy/dataConverter.js';
import { migrate, openRegister, sealOlder } from '../register/index.js';
import { openStates } from '../register/openStates.js';
import { connectClient, isExternal, localTarget, temporalTarget, type TemporalTarget } from '../temporal/connection.js';
import { signalNames, workflowNames } from '../trajectory/contract.js';
import { decide } from '../trajectory/decide.js';
import type { Programmes } from '../trajectory/programme.js';
import type { TrajectoryState } from '../trajectory/state.js';
import { createLog, installRuntime } from './log.js';
import { openPrivacy } from './privacy.js';
import { withPlaceholders } from './placeholders.js';
import { registerPlace } from './registerPlace.js';
import { readRunning } from './running.js';
import { settingsFor, SettingsError, type Settings } from './settings.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `bestendig refresh`: a changed step or term reaches the open trajectories now, not with their next command. */
export async function refresh({ dryRun }: { dryRun: boolean }): Promise<void> {
  const settings = settingsFor('refresh', process.env);
  if (dryRun) await foretell(settings);
  else await askAll(settings);
}

/** From the register and the decider alone: nothing is asked of a trajectory, so nothing can change. */
async function foretell(settings: Settings): Promise<void> {
  const place = registerPlace(settings);
  const configuration = readConfiguration(settings.BESTENDIG_CONFIG, withPlaceholders(process.env));
  const privacy = openPrivacy(settings);
  const register = await openRegister(place, privacy.sealer);
  try {
    await migrate(register);
    await sealOlder(register);
    const now = new Date().toISOString();
    let seen = 0;
    let changing = 0;
    for await (const state of openStates(register)) {
      seen += 1;
      const changes = changesOf(configuration.programmes, state, now);
      if (changes.length === 0) continue;
      changing += 1;
      say(`${state.id} (${state.municipality}): ${changes.join(', ')}`);
    }
    say(`${changing} of ${seen} open trajectories would change. Nothing has been changed.`);
  } finally {
    await register.close();
    await privacy.close();
  }
}

/** What a tick would do to a trajectory now, by the programme of this day. */
export function changesOf(programmes: Programmes, state: TrajectoryState, now: string): string[] {
  const programme = programmes.at(state.municipality, now);
  if (!programme) return [`blocked: the configuration has no programme for ${state.municipality}`];
  try {
    const batch = decide(programme, state, { kind: 'tick', commandId: 'dry-run' }, now);
    return batch.events.map(({ type, step, effect }) => {
      const to = type === 'step-reassigned' ? `to ${effect?.open?.responsible}` : undefined;
      return [type, step, to].filter((word) => word !== undefined).join(' ');
    });
  } catch (error) {
    return [`blocked: ${(error as Error).message}`];
  }
}

async function askAll(settings: Settings): Promise<void> {
  installRuntime(createLog('silent'));
  const client = await connectClient(targetOf(settings), { dataConverter: closedDataConverter });
  try {
    let asked = 0;
    const query = `WorkflowType = '${workflowNames.trajectory}' AND ExecutionStatus = 'Running'`;
    for await (const { workflowId } of client.workflow.list({ query })) {
      const handle = client.workflow.getHandle(workflowId);
      await client.withDeadline(Date.now() + 10_000, () => handle.signal(signalNames.refresh));
      asked += 1;
      if (asked % 500 === 0) say(`${asked} trajectories asked so far`);
    }
    say(`${asked} open trajectories look at their steps and rules again.`);
  } finally {
    await client.connection.close();
  }
}

function targetOf(settings: Settings): TemporalTarget {
  if (isExternal(process.env)) return temporalTarget(process.env);
  const running = readRunning(settings.BESTENDIG_DATA);
  if (running?.temporalAddress) return localTarget({ address: running.temporalAddress, namespace: 'default' });
  throw new SettingsError('bestendig refresh needs TEMPORAL_ADDRESS, or a Bestendig that runs with this data folder.');
}

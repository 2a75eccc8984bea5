import { WorkflowNotFoundError } from '@temporalio/client';
import { domain } from './domain.js';
import { readConfiguration } from '../programmes/configuration.js';
import { closedDataConverter } from '../privacy/dataConverter.js';
import { openRegister } from '../register/index.js';
import { connectClient, isExternal, localTarget, temporalTarget, type TemporalTarget } from '../temporal/connection.js';
import { signalNames, workflowNames } from '../trajectory/replayed/contract.js';
import type { Tally } from '../trajectory/reading/foretold.js';
import { foretellAll } from './foretelling.js';
import { createLog, installRuntime } from './log.js';
import { openPrivacy } from './privacy.js';
import { withPlaceholders } from './placeholders.js';
import { registerPlace } from './registerPlace.js';
import { readRunning } from './running.js';
import { settingsFor, SettingsError, type Settings } from './settings.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `bestendig refresh`: a changed step or term reaches the open trajectories now, not with their next command. */
export async function refresh({ dryRun }: { dryRun: boolean }): Promise<number> {
  const settings = settingsFor('refresh', process.env);
  if (dryRun) return statusOf(await dryRunOf(settings));
  await askAll(settings);
  return 0;
}

/** What a release can stop on: 2 when something would be blocked, 3 when open work would be taken away. */
function statusOf({ by }: Tally): number {
  if (by.blocked > 0) return 2;
  return by.loses > 0 ? 3 : 0;
}

/**
 * From the register and the decider alone: nothing is asked of a trajectory and nothing is written, so nothing can change.
 * @throws RegisterTooNew, RegisterTooOld
 */
async function dryRunOf(settings: Settings): Promise<Tally> {
  const place = registerPlace(settings);
  const { programmes } = readConfiguration(settings.BESTENDIG_CONFIG, withPlaceholders(process.env), domain);
  const privacy = openPrivacy(settings);
  const register = await openRegister(place, privacy.sealer, domain.listing);
  try {
    const tally = await foretellAll(programmes, register, ({ id, municipality }, { effect, changes }) => {
      if (effect !== 'same') say(`${id} (${municipality}): ${changes.join(', ')}`);
    });
    say(`${tally.sentence} Nothing has been changed.`);
    return tally;
  } finally {
    await register.close();
    await privacy.close();
  }
}

async function askAll(settings: Settings): Promise<void> {
  installRuntime(createLog('silent'));
  const client = await connectClient(targetOf(settings), { dataConverter: closedDataConverter });
  try {
    const query = `WorkflowType = '${workflowNames.trajectory}' AND ExecutionStatus = 'Running'`;
    const ids = async function* () {
      for await (const { workflowId } of client.workflow.list({ query })) yield workflowId;
    };
    const ask = (workflowId: string) =>
      client.withDeadline(Date.now() + 10_000, () => client.workflow.getHandle(workflowId).signal(signalNames.refresh));
    const { asked, ended } = await askEach(ids(), ask, say);
    say(`${asked} open trajectories look at their steps and rules again.`);
    if (ended > 0) say(`${ended} ended meanwhile.`);
  } finally {
    await client.connection.close();
  }
}

/** Asks each; one that has ended since it was listed has nothing to look at any more. */
export async function askEach(
  ids: AsyncIterable<string>,
  ask: (id: string) => Promise<void>,
  progress: (line: string) => void,
): Promise<{ asked: number; ended: number }> {
  let [asked, ended] = [0, 0];
  for await (const id of ids) {
    try {
      await ask(id);
      asked += 1;
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      ended += 1;
    }
    if ((asked + ended) % 500 === 0) progress(`${asked} trajectories asked so far`);
  }
  return { asked, ended };
}

function targetOf(settings: Settings): TemporalTarget {
  if (isExternal(process.env)) return temporalTarget(process.env);
  const running = readRunning(settings.BESTENDIG_DATA);
  if (running?.temporalAddress) return localTarget({ address: running.temporalAddress, namespace: 'default' });
  throw new SettingsError('bestendig refresh needs TEMPORAL_ADDRESS, or a Bestendig that runs with this data folder.');
}

import type { Client } from '@temporalio/client';
import { stepNamesOf } from '../agencies/names.js';
import { Engine } from '../api/engine.js';
import { receiptsOf } from '../api/reopening.js';
import { attributesPauseMs, startTrajectory } from '../api/starting.js';
import { recordHistory } from '../demo/history.js';
import type { Played } from '../demo/play.js';
import type { Configuration } from '../programmes/configuration.js';
import type { Database } from '../register/database.js';
import { summarise } from '../trajectory/state.js';
import { playWeek } from './demoWeek.js';

export interface DemoOptions {
  url: string;
  issuer: string;
  configuration: Configuration;
  register: Database;
  client: Client;
  /** Another than the usual, so that several installations can share a Temporal server. */
  taskQueue?: string;
  commandsPerRun: number;
  /** How many made-up people there are in the history of all cities together. */
  people?: number;
  say(line: string): void;
}

const usualPeople = 350;

/**
 * A picture of five cities: two and a half years of made-up trajectories, of which the open ones can be gone on with at
 * once, and then the people of this week, who come in through the API. A second demo on the same data adds nothing.
 */
export async function playDemo(options: DemoOptions): Promise<void> {
  const { url, issuer, configuration, say } = options;
  say('Demo: two and a half years of made-up people. None of this has happened, and it says nothing of any agency.');
  if ((await playHistory(options)) === 0) say('Demo: the made-up people are there already; nothing was added.');
  else await playWeek({ url, issuer, municipalities: configuration.municipalities, say });
  for (const line of accounts(url)) say(line);
}

/** @returns how many trajectories are new @throws as recordHistory does */
export function playHistory(options: Omit<DemoOptions, 'url' | 'issuer'>): Promise<number> {
  const { configuration, register, client, commandsPerRun, people = usualPeople, say } = options;
  const { programmes, directory } = configuration;
  const engine = new Engine(client, options.taskQueue);
  const names = stepNamesOf(programmes);
  const begin = (played: Played) => beginAsItStands(engine, played, commandsPerRun);
  return recordHistory({ programmes, register, directory, names, people, begin, say });
}

/** As when it is reopened: the workflow begins with the state, and the record has every event of it already. */
async function beginAsItStands(engine: Engine, { state, batches }: Played, commandsPerRun: number): Promise<void> {
  const { id, episode } = state;
  const { commandId, bodyHash } = batches[0]!;
  await startTrajectory(
    engine,
    summarise(state),
    { id, episode, commandId, bodyHash },
    {
      schemaVersion: 1,
      state,
      unrecorded: [],
      undeliveredFrom: null,
      receipts: receiptsOf(batches),
      commandsPerRun,
      attributesPauseMs,
    },
    'REJECT_DUPLICATE',
  );
}

function accounts(url: string): string[] {
  return [
    `Demo: open ${url}/ and choose who to be; there is no password. For example:`,
    '  coordinator of the whole country: Municipality, no municipality, role coordinator',
    '  case director or coordinator:     Municipality, Utrecht, role case-director or coordinator',
    '  jurist or counsellor:             NGO, Amsterdam, role legal or counsellor',
    '  liaison or departure officer:     IND, DT&V or AVIM, Rotterdam, role liaison; DT&V also departure-officer',
    '  auditor or administrator:         Municipality, no municipality, role auditor or administrator',
  ];
}

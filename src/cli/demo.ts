import type { Client } from '@temporalio/client';
import { Engine } from '../api/engine/engine.js';
import type { Configuration } from '../programmes/configuration.js';
import type { Database } from '../register/database/database.js';
import { DemoApi } from './demoApi.js';
import { playDesk } from './demoDesk.js';
import { playHistory } from './demoHistory.js';
import { playLastDays } from './demoLastDays.js';

export interface DemoOptions {
  url: string;
  issuer: string;
  configuration: Configuration;
  register: Database;
  client: Client;
  commandsPerRun: number;
  say(line: string): void;
}

/**
 * Fills an installation with made-up people: two and a half years of trajectories in each city, and some people of today
 * through the API. Once: on a data folder that has them it adds nothing.
 */
export async function playDemo({ url, issuer, client, configuration, say, ...rest }: DemoOptions): Promise<void> {
  const { programmes, directory, municipalities } = configuration;
  say('Demo: all people, dates and documents in it are made up; the cities and agencies did none of this.');
  const engine = new Engine(client);
  const played = await playHistory({ ...rest, programmes, directory, engine, say });
  if (played === 0) say('Demo: it is there already; nothing was added.');
  else {
    const api = new DemoApi(url, issuer);
    const today = await playLastDays(api, municipalities);
    await playDesk(api, municipalities);
    say(`Demo: ${today} more were referred just now; their mail is at ${url}/dev/mail, calls at ${url}/dev/webhooks.`);
  }
  for (const line of signingIn(url, municipalities)) say(line);
}

/** As whom one can look at what. */
function signingIn(url: string, municipalities: readonly string[]): string[] {
  return [
    `Demo: it is ready. Open ${url}/ and sign in without a password, for example as`,
    '  Municipality: case-director (her own city), coordinator (a city, or national), intake-officer, administrator, auditor',
    '  NGO: legal, counsellor    IND: liaison    DT&V: departure-officer, liaison    AVIM: liaison',
    `  in ${municipalities.join(', ')}. Where a second person looks, sign in under another name.`,
  ];
}

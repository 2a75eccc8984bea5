import { lvv } from '../../src/lvv/index.js';
import { stepNamesOf } from '../../src/agencies/names.js';
import { Engine } from '../../src/api/engine/engine.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { recoverAll, type Recovery } from '../../src/recovery/recover.js';
import type { Stack } from '../support/stack.js';
import type { LosableTemporal } from './losableTemporal.js';

/** What `bestendig recover` does, in this process. */
export function recovered(stack: Stack, dryRun = false): Promise<Recovery> {
  const { directory, programmes } = readConfiguration(stack.env['BESTENDIG_CONFIG']!, stack.env, lvv);
  const { client, register, taskQueue } = stack;
  const engine = new Engine(client, taskQueue);
  return recoverAll({ engine, register, directory, names: stepNamesOf(programmes), commandsPerRun: 500, dryRun });
}

/** What a program of its own needs to work on the same as this stack. */
export function environmentOf(stack: Stack, temporal: LosableTemporal, databaseUrl: string): Record<string, string> {
  return { ...stack.env, TEMPORAL_ADDRESS: temporal.address, DATABASE_URL: databaseUrl };
}

/** How many contradictions `/metrics` tells of. */
export async function gauge(stack: Stack): Promise<Record<string, number>> {
  const text = await (await fetch(`${stack.url}/metrics`)).text();
  const found = text.matchAll(/^bestendig_contradictions\{kind="([^"]+)"\} (\d+)$/gm);
  return Object.fromEntries([...found].map(([, kind, count]) => [kind, Number(count)]));
}

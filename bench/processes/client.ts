import { lvv } from '../../src/lvv/index.js';
import { openPrivacy } from '../../src/cli/privacy.js';
import { readSettings } from '../../src/cli/settings.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { connectClient, type TemporalTarget } from '../../src/temporal/connection.js';
import { bareCaller, bareQueues } from '../callers/bare.js';
import type { Caller } from '../callers/caller.js';
import { kernelCaller } from '../callers/kernel.js';
import { productCaller } from '../callers/product.js';
import { drive, type Load } from '../load.js';
import { serve } from './serve.js';

export type ClientInput =
  | { variant: 'bare' | 'bare-same'; target: TemporalTarget }
  | { variant: 'kernel' | 'kernel-cold'; target: TemporalTarget; configPath: string; data: string }
  | { variant: 'product' | 'bare-api' | 'bare-same-api'; url: string; issuer: string };

/** A variant's callers: what they use of CPU is counted, so each variant has a process of its own. */
await serve(async (input: ClientInput) => {
  const { caller, stop } = await callerOf(input);
  return { ready: null, answers: { drive: (load: Load) => drive(caller, load) }, stop };
});

async function callerOf(input: ClientInput): Promise<{ caller: Caller; stop(): Promise<void> }> {
  if ('url' in input) {
    return { caller: await productCaller(input.url, input.issuer), stop: async () => {} };
  }
  if (!('configPath' in input)) {
    const client = await connectClient(input.target);
    return { caller: bareCaller(client, bareQueues[input.variant]), stop: () => client.connection.close() };
  }
  const { dataConverter } = openPrivacy(readSettings({ BESTENDIG_LOCAL: '1', BESTENDIG_DATA: input.data }));
  const client = await connectClient(input.target, { dataConverter });
  const stop = () => client.connection.close();
  const configuration = readConfiguration(input.configPath, process.env, lvv);
  const { BESTENDIG_COMMANDS_PER_RUN } = readSettings(process.env);
  const knows = input.variant === 'kernel';
  return { caller: kernelCaller(client, configuration, BESTENDIG_COMMANDS_PER_RUN, knows), stop };
}

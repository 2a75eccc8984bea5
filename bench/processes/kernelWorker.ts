import { lvv } from '../../src/lvv/index.js';
import { decideActivity } from '../../activities/decide.js';
import { openPrivacy } from '../../src/cli/privacy.js';
import { readSettings } from '../../src/cli/settings.js';
import { readConfiguration } from '../../src/programmes/configuration.js';
import { definitionsMarkOf } from '../../src/programmes/definitionsMark.js';
import { connectWorker, type TemporalTarget } from '../../src/temporal/connection.js';
import type { Activities } from '../../src/trajectory/replayed/contract.js';
import { createWorker } from '../../worker/worker.js';
import { kernelQueue } from '../callers/kernel.js';
import { serve } from './serve.js';

interface Input {
  target: TemporalTarget;
  configPath: string;
  /** Where the keys are, which worker and client share. */
  data: string;
  cachedWorkflows: number;
}

/** The product's kernel and its decider, with notifications that do nothing: what the design itself costs. */
await serve(async ({ target, configPath, data, cachedWorkflows }: Input) => {
  const { programmes } = readConfiguration(configPath, process.env, lvv);
  const activities: Activities = {
    decide: decideActivity(programmes),
    notify: async () => {},
    redeliver: async () => {},
  };
  const connection = await connectWorker(target);
  const { namespace } = target;
  const { dataConverter } = openPrivacy(readSettings({ BESTENDIG_LOCAL: '1', BESTENDIG_DATA: data }));
  const definitions = definitionsMarkOf(programmes);
  const options = { connection, namespace, activities, definitions, dataConverter, cachedWorkflows };
  const worker = await createWorker({ ...options, taskQueue: kernelQueue });
  const running = worker.run();
  return {
    ready: null,
    async stop() {
      worker.shutdown();
      await running;
      await connection.close();
    },
  };
});

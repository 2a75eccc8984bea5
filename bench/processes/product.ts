import { runApi, runWorker } from '../../src/cli/separate.js';
import { start } from '../../src/cli/start.js';

/** What `bestendig worker`, `api` and `start` run. */
const parts = { worker: runWorker, api: runApi, start: () => start({ demo: false }) };

// Without the benchmark there is nobody to stop it.
process.on('disconnect', () => process.exit(1));
try {
  await parts[process.argv[2] as keyof typeof parts]();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exit(1);
}

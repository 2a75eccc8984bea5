// The program that download.ts runs: `node downloadChild.js <folder> <version>`. It starts the downloaded server once,
// so a file that can't run on this machine is a failure here and not later.
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { loadOptional } from '../optional/loadOptional.js';

const [downloadDir, version] = process.argv.slice(2);
try {
  const { TestWorkflowEnvironment } = await loadOptional(
    '@temporalio/testing',
    () => import('@temporalio/testing'),
    'set TEMPORAL_ADDRESS to a Temporal server',
  );
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir, version, ttl: '3650 days' } },
  });
  await environment.teardown();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

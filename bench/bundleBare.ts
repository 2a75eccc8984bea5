import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

/** Bundles the bare workflow, as worker/bundle.ts does with ours. @returns the path of the bundle */
export async function bundleBare(folder: string): Promise<string> {
  const codePath = join(folder, 'bare.bundle.js');
  const workflowsPath = fileURLToPath(new URL('bareWorkflow.js', import.meta.url));
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: silent });
  await writeFile(codePath, code);
  return codePath;
}

const nothing = () => {};
const silent = { log: nothing, trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

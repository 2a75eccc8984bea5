import { bundleWorkflowCode } from '@temporalio/worker';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failureConverterPath } from '../src/privacy/dataConverter.js';

const compiled = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = [join(compiled, 'workflows'), join(compiled, 'src', 'trajectory')];

/** Where the bundle of the workflows lies: made when the project is built, so that a worker starts at once. */
export const bundlePath = join(compiled, 'workflows.bundle.js');

/**
 * Makes the bundle when its sources or the SDK have changed.
 * @returns whether it was made.
 */
export async function makeBundle(): Promise<boolean> {
  const mark = `// ${fingerprint()}\n`;
  if (existsSync(bundlePath) && readFileSync(bundlePath, 'utf8').startsWith(mark)) return false;
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(compiled, 'workflows', 'index.js'),
    failureConverterPath,
    logger: silent,
  });
  writeFileSync(`${bundlePath}.new`, mark + code);
  renameSync(`${bundlePath}.new`, bundlePath);
  return true;
}

function fingerprint(): string {
  const hash = createHash('sha256').update(sdkVersion()).update(readFileSync(failureConverterPath));
  for (const folder of sources) {
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .toSorted()) {
      hash.update(file).update(readFileSync(join(folder, file)));
    }
  }
  return hash.digest('hex');
}

/** A bundle and its worker must come from the very same SDK. */
function sdkVersion(): string {
  const manifest = new URL('../package.json', import.meta.resolve('@temporalio/worker'));
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

const nothing = () => {};
const silent = { log: nothing, trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

if (process.argv[1] === fileURLToPath(import.meta.url)) await makeBundle();

// What is made of the sources besides JavaScript: the bundle of the workflows, and the types of the API for the screens.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const typesOf = (root) => join(root, 'src', 'web', 'api', 'schema.d.ts');

/** Runs a program of Node.js. @returns what it said, and whether it did what it should */
export function runQuietly(root, args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk) => (output += chunk));
    child.on('close', (code) => resolve({ output, isDone: code === 0 }));
  });
}

/** Makes the bundle when what it consists of has changed. @returns what went wrong, if anything */
export async function makeBundle(root) {
  const { output, isDone } = await runQuietly(root, [join(root, 'dist', 'worker', 'bundle.js')]);
  return isDone ? undefined : output.trim();
}

/** Makes the OpenAPI document, and types of it when it is another one. @returns whether it is */
export async function makeTypes(root) {
  const document = join(root, 'dist', 'openapi.json');
  const { output, isDone } = await runQuietly(root, [join(root, 'dist', 'src', 'cli', 'main.js'), 'openapi']);
  if (!isDone || (existsSync(document) && readFileSync(document, 'utf8') === output)) return false;
  writeFileSync(document, output);
  return (await runQuietly(root, [join(root, 'tools', 'apiTypes.mjs'), document, typesOf(root)])).isDone;
}

/**
 * Compiles the screens after each change in them or in the types of the API, to tell of errors: Vite only strips types.
 * @returns what ends it
 */
export function watchScreens(root, say) {
  const web = join(root, 'src', 'web');
  const compiler = join(root, 'node_modules', 'typescript-native', 'bin', 'tsc');
  let timer;
  let hadErrors = false;
  const check = async () => {
    const { output, isDone } = await runQuietly(root, [compiler, '-p', web, '--pretty', 'false']);
    if (!isDone) say(`The screens have errors:\n${output.trim()}`);
    else if (hadErrors) say('The screens have no errors any more.');
    hadErrors = !isDone;
  };
  const watcher = watch(web, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void check(), 300);
  });
  return async () => {
    clearTimeout(timer);
    watcher.close();
  };
}

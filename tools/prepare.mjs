// Runs before `npm start` and `npm test`: installs what is missing and builds what has changed. Quick when there is
// nothing to do. Plain JavaScript, since it runs before anything has been installed or compiled. With `--dev` it does not
// build the screens, which `npm run dev` serves from their sources.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const force = process.argv.includes('--force');
const isDev = process.argv.includes('--dev');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Bestendig needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const installedMark = join(root, 'node_modules', '.bestendig-lock');
if (read(installedMark) !== lock) {
  console.log('Installing dependencies (once) …');
  // Not `npm ci`: the lock file has the optional binaries of one platform only, and `ci` would refuse it on another.
  run(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    'install',
  );
  writeFileSync(installedMark, lock);
}

const built = join(root, 'dist', '.built');
if (force || newestSource() > modified(built)) {
  console.log('Building …');
  // Files of sources that are gone would stay in dist and still be run as tests.
  if (force) rmSync(join(root, 'dist'), { recursive: true, force: true });
  run(process.execPath, [join(root, 'node_modules', 'typescript-native', 'bin', 'tsc'), '-p', root], 'compile');
  removeOrphans(join(root, 'dist'));
  run(process.execPath, [join(root, 'dist', 'worker', 'bundle.js')], 'bundle the workflows');
  mkdirSync(dirname(built), { recursive: true });
  writeFileSync(built, '');
}
buildScreens();

/** The screens get their types from the OpenAPI document, so they are built again when that has changed. */
function buildScreens() {
  const document = join(root, 'dist', 'openapi.json');
  const typesFile = join(root, 'src', 'web', 'api', 'schema.d.ts');
  const webBuilt = join(root, 'dist', 'web', '.built');
  if (force || modified(document) < modified(built)) {
    const made = output(
      process.execPath,
      [join(root, 'dist', 'src', 'cli', 'main.js'), 'openapi'],
      'make the OpenAPI document',
    );
    if (force || made !== read(document) || !existsSync(typesFile)) {
      writeFileSync(document, made);
      run(process.execPath, [join(root, 'tools', 'apiTypes.mjs'), document, typesFile], 'make the types of the API');
    } else {
      utimesSync(document, new Date(), new Date());
    }
  }
  if (isDev) return;
  const web = join(root, 'src', 'web');
  let newest = Math.max(modified(join(root, 'package-lock.json')), modified(join(root, 'vite.config.mjs')));
  for (const entry of walk(web)) newest = Math.max(newest, modified(entry));
  if (!force && newest < modified(webBuilt)) return;
  console.log('Building the screens …');
  run(
    process.execPath,
    [join(root, 'node_modules', 'typescript-native', 'bin', 'tsc'), '-p', web],
    'compile the screens',
  );
  run(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build'], 'build the screens');
  writeFileSync(webBuilt, '');
}

function run(command, args, what) {
  return output(command, args, what, 'inherit');
}

function output(command, args, what, stdout = 'pipe') {
  const options = { cwd: root, stdio: ['ignore', stdout, 'inherit'], encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 };
  const { status, error, stdout: printed } = spawnSync(command, args, options);
  if (status === 0) return printed;
  console.error(
    `Could not ${what}${error ? `: ${error.message}` : ''}. See the lines above; then run the command again.`,
  );
  process.exit(1);
}

function newestSource() {
  const folders = ['src', 'workflows', 'activities', 'worker', 'test', 'bench'];
  let newest = Math.max(modified(join(root, 'package-lock.json')), modified(join(root, 'tsconfig.json')));
  for (const folder of folders.map((name) => join(root, name))) {
    for (const entry of walk(folder))
      if (!entry.startsWith(join(root, 'src', 'web'))) newest = Math.max(newest, modified(entry));
  }
  return newest;
}

/** Compiled files whose source has been removed or renamed. */
function removeOrphans(dist) {
  for (const path of walk(dist)) {
    if (!/\.js(\.map)?$/.test(path) || path.endsWith('.bundle.js') || path.startsWith(join(dist, 'web'))) continue;
    const source = path.replace(dist, root).replace(/\.js(\.map)?$/, '.ts');
    if (!existsSync(source) && !existsSync(`${source}x`)) rmSync(path);
  }
}

/** Files and folders: a folder's own time changes when a file in it is removed. */
function* walk(folder) {
  if (!existsSync(folder)) return;
  yield folder;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else yield path;
  }
}

function modified(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

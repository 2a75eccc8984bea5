// `npm run dev`: everything of `npm start`, and each change is on the screen within seconds. Temporal and the data stay as they
// are; what a change touches is compiled, bundled or restarted, and nothing else.
import { watch } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CompiledFiles, compileOnChange } from './dev/compiler.mjs';
import { watchScreens } from './dev/made.mjs';
import { Rounds } from './dev/rounds.mjs';
import { inSeconds, say } from './dev/say.mjs';
import { serveScreens } from './dev/screens.mjs';
import { Service } from './dev/service.mjs';
import { startTemporal } from './dev/temporal.mjs';

const help = `Usage: npm run dev [-- --demo]

Starts Bestendig on this machine and keeps it up to date while you change it.

  --demo   also fill it with made-up people, once

What you change                     What happens
  src/web                           the open page changes; nothing restarts
  workflows, src/trajectory         the workflows are bundled; the API and the worker restart
  the rest of src, activities, …    the API and the worker restart; open pages reload
  the configuration file            the API and the worker restart
  src/temporal, tools               stop, and run it again

An error of the compiler, or a definition that cannot be loaded, is shown; what ran goes on running.
The settings are those of npm start: PORT (3000), BESTENDIG_DATA (.bestendig), BESTENDIG_CONFIG, LOG_LEVEL, …
Ctrl-C ends all of it. The data stays.`;

const known = ['--demo', '--help', '-h'];
const given = process.argv.slice(2);
const unknown = given.filter((one) => !known.includes(one));
if (unknown.length > 0 || given.some((one) => one === '--help' || one === '-h')) {
  if (unknown.length > 0) console.error(`error: unknown option '${unknown[0]}'\n`);
  console.log(help);
  process.exit(unknown.length > 0 ? 1 : 0);
}

process.umask(0o077);
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const began = Date.now();
const host = process.env.HOST || '127.0.0.1';
const port = Number(process.env.PORT || 3000);
const url = `http://${host}:${port}`;
const data = process.env.BESTENDIG_DATA || '.bestendig';
const compiled = (path) => import(pathToFileURL(join(root, 'dist', path)).href);
/** What ends each part, in the order in which they were started. */
const stops = [];

let isStopping = false;
async function stop(code) {
  if (isStopping) return;
  isStopping = true;
  say('Stopping …');
  for (const one of stops.toReversed()) await one();
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => (isStopping ? process.exit(130) : void stop(0)));
}

/** Ends all of it with one line that says why. */
function fail(text) {
  if (isStopping) return;
  say(text);
  void stop(1);
}

try {
  await run();
} catch (error) {
  fail(error.message);
}

async function run() {
  const { freePort, isFree } = await compiled('src/temporal/freePort.js');
  if (!(await isFree(port))) throw new Error(`Port ${port} is taken. Set PORT to another one, or stop what uses it.`);
  const apiPort = await freePort();
  const temporal = await startTemporal({ compiled, data, url, say, onEnd: fail });
  stops.push(temporal.stop);

  const env = { ...process.env, ...temporal.env, HOST: '127.0.0.1', PORT: String(apiPort), PUBLIC_URL: url };
  const service = new Service({
    root,
    env,
    options: given,
    say,
    onEnd: () => fail('The API and the worker ended by themselves; the lines above say why.'),
  });
  stops.push(() => service.stop());
  const screens = await serveScreens({
    root,
    host,
    port,
    api: `http://127.0.0.1:${apiPort}`,
    ready: () => service.ready,
  });
  stops.push(screens.stop);

  const failed = await service.replace();
  if (failed !== undefined) throw new Error(failed);
  say(`Ready in ${inSeconds(Date.now() - began)}. Open ${url}\n${temporal.line}; data in ${data}. Stop with Ctrl-C.`);

  const rounds = new Rounds({ root, service, screens, files: new CompiledFiles(root) });
  const compiler = compileOnChange(root, (errors) => rounds.add(() => rounds.compiled(errors)));
  let isCompiling = true;
  compiler.child.once('exit', () => isCompiling && fail('The compiler ended.'));
  stops.push(async () => {
    isCompiling = false;
    compiler.stop();
  });
  stops.push(
    onChangeOf(resolve(process.env.BESTENDIG_CONFIG || join(root, 'config', 'bestendig.yaml')), (file) =>
      rounds.add(() => rounds.restart([file])),
    ),
  );
  stops.push(watchScreens(root, say));
}

/** Watches the folder of a file, since editors put another file in its place. @returns what ends it */
function onChangeOf(file, then) {
  let timer;
  const watcher = watch(dirname(file), (_event, name) => {
    if (name !== basename(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => then(relative(root, file)), 300);
  });
  return async () => {
    clearTimeout(timer);
    watcher.close();
  };
}

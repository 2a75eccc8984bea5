import { Stops, StopSignals } from '../src/cli/stopping.js';
import { mustHaveProc } from './cpu.js';
import { Measuring } from './measure.js';
import { readOptions, usage, type Options } from './options.js';
import { summarise, table } from './report.js';
import { runRounds } from './rounds.js';
import { startStand } from './stand.js';

/** Progress goes to standard error, so that standard output has the result alone. */
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** `npm run bench`: see `usage` in options.ts. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    print(usage);
    return 0;
  }
  mustHaveProc();
  const stops = new Stops();
  const stopped = new StopSignals(() => process.exit(130)).first;
  const interrupted = Symbol('interrupted');
  try {
    const ended = await Promise.race([run(options, stops), stopped.then(() => interrupted)]);
    return ended === interrupted ? 130 : 0;
  } finally {
    await stops.all(say);
  }
}

async function run(options: Options, stops: Stops): Promise<void> {
  say('starting Temporal, PostgreSQL, and a worker and a client for each variant');
  const stand = await startStand(options, stops, say);
  const register = stand.postgresPid === null ? registerInside : 'PostgreSQL';
  if (stand.postgresPid === null) say(`no PostgreSQL programs on this machine: the register is ${registerInside}`);
  const measuring = new Measuring(stand);
  const idleServer = await measuring.idleServer();
  const measured = await runRounds(measuring, options, say);
  const summary = summarise(measured, options, { idleServer, register });
  print(table(summary));
  if (options.json) print(JSON.stringify(summary));
}

const registerInside = "PGlite, in one process with worker and API, so its CPU and the API's are in the worker's";

try {
  process.exitCode = await main();
  // The SDK's runtime would keep the process for a while.
  process.exit();
} catch (error) {
  const { name, message, stack } = error as Error;
  const isForPeople = name === 'UsageError' || name === 'TemporalServerMissing';
  process.stderr.write(`bench: ${isForPeople ? message : (stack ?? message)}\n`);
  process.exit(1);
}

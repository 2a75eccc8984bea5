import { parseArgs } from 'node:util';

export interface Options {
  json: boolean;
  rounds: number;
  /** Per round and variant, where CPU is measured. */
  trajectories: number;
  /** At how many at a time CPU is measured. */
  concurrency: number;
  pauseMs: number;
  inMemory: boolean;
  profile: string | undefined;
}

/** Thrown for options that can't be used; the message is one line. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export const usage = `npm run bench -- [options]

Measures the whole product, its kernel alone and a bare Temporal workflow that does the same, in interleaved rounds on
one Temporal server. About five minutes; needs Linux, and PostgreSQL's programs for the register.

  --json              print one JSON object on the last line as well
  --rounds N          rounds that count, after one that warms up (5)
  --trajectories N    trajectories for each round and variant (150)
  --concurrency N     trajectories at a time, where CPU is measured (20)
  --in-memory         Temporal keeps its data in memory; otherwise in a SQLite file, as with npm start
  --profile FOLDER    write V8 CPU profiles of the workers and the API there (makes them slower)
  --help              this text`;

/** @returns null when help is asked for. @throws UsageError */
export function readOptions(args: string[]): Options | null {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        json: { type: 'boolean', default: false },
        rounds: { type: 'string', default: '5' },
        trajectories: { type: 'string', default: '150' },
        concurrency: { type: 'string', default: '20' },
        pause: { type: 'string', default: '0' },
        'in-memory': { type: 'boolean', default: false },
        profile: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}. npm run bench -- --help tells what there is.`);
  }
  if (values.help) return null;
  return {
    json: values.json,
    rounds: count('rounds', values.rounds, 100),
    trajectories: count('trajectories', values.trajectories, 10_000),
    concurrency: count('concurrency', values.concurrency, 500),
    pauseMs: count('pause', values.pause, 60_000, 0),
    inMemory: values['in-memory'],
    profile: values.profile,
  };
}

function count(name: string, text: string, most: number, least = 1): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new UsageError(`--${name} takes a whole number from ${least} to ${most}, not "${text}".`);
}

import { existsSync, readFileSync } from 'node:fs';
import type { Sealer } from '../privacy/sealer.js';
import type { AccessLogFault } from '../register/access/accessLog.js';
import { CheckpointFault, readCheckpoint, writeCheckpoint, type Checkpoint } from '../register/integrity/checkpoint.js';
import { checkedBy, leftUnchecked, notFound } from '../register/integrity/coverage.js';
import type { Database } from '../register/database/database.js';
import { openRegister } from '../register/index.js';
import type { DeedFault } from '../register/integrity/verifyDeeds.js';
import type { ChainFault } from '../register/integrity/verifyEvents.js';
import {
  headsOf,
  sizesOf,
  verifyRegister,
  type Part,
  type RegisterVerified,
} from '../register/integrity/verifyRegister.js';
import { domain } from './domain.js';
import { openPrivacy, type Privacy } from './privacy.js';
import { Progress } from './progress.js';
import { mustBeUpToDate, registerPlace } from './registerPlace.js';
import { placeOfLocalKeys, settingsFor, SettingsError, type Settings } from './settings.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const mention = (line: string): void => void process.stderr.write(`${line}\n`);

/** Of so many faults each is told in JSON; of more, only how many there are. */
const mostFaults = 10_000;

export interface VerifyOptions {
  json: boolean;
  against?: string;
  /** False: only what needs no keys. */
  keys: boolean;
}

/**
 * `bestendig audit verify`: whether what `coverage.ts` lists is as it was recorded. Without keys the chains are verified;
 * with them, what decides who sees what is compared with the chains as well.
 * @returns whether there was no fault in what was verified
 */
export async function verify(options: VerifyOptions): Promise<boolean> {
  const against = options.against === undefined ? undefined : readCheckpointFile(options.against);
  const told = new Told(options.json);
  const result = await withRegister(options.keys, async (register, hasKeys) => {
    const onProgress = await progressIn(register, told.progress);
    return verifyRegister(register, {
      hasKeys,
      ...(against && { against }),
      onProgress,
      onFault: (fault) => told.fault('faults', fault, lineOf(fault)),
      onAccessFault: (fault) => told.fault('accessLog', fault, accessLineOf(fault)),
      onDeedFault: (fault) => told.fault('deeds', fault, deedLineOf(fault)),
    });
  });
  told.progress.end();
  const ok = told.count === 0;
  if (options.json) say(JSON.stringify(jsonOf(result, told, ok)));
  else {
    for (const line of linesOf(result, against)) say(line);
    say(ok ? 'No fault was found in what was compared.' : `Found: ${countOf(told.count)}.`);
  }
  return ok;
}

/**
 * `bestendig audit checkpoint`: prints what `verify --against` compares with, to be kept elsewhere. A register with a fault
 * in a chain gives none.
 * @returns whether there was no fault
 */
export async function checkpoint(): Promise<boolean> {
  const at = new Date().toISOString();
  const progress = new Progress();
  const { heads, events, faults } = await withRegister(false, async (register) =>
    headsOf(register, {
      onProgress: await progressIn(register, progress),
      onFault: (fault) => mention(lineOf(fault)),
      onDeedFault: (fault) => mention(deedLineOf(fault)),
    }),
  );
  progress.end();
  mention(`${events.events} events of ${events.trajectories} trajectories verified: ${countOf(faults)}.`);
  if (faults > 0) return false;
  process.stdout.write(writeCheckpoint({ at, heads }));
  return true;
}

const parts: Readonly<Record<Part, string>> = {
  events: 'events',
  'access-log': 'records of the access log',
  deeds: 'deeds',
  rows: 'trajectories compared',
};

async function progressIn(register: Database, progress: Progress): Promise<(part: Part, done: number) => void> {
  const sizes = await sizesOf(register);
  return (part, done) => progress.at(parts[part], done, sizes[part]);
}

/** The faults: told as they are found, or kept for one answer in JSON. */
class Told {
  readonly progress = new Progress();
  readonly kept = { faults: [] as object[], accessLog: [] as object[], deeds: [] as object[] };
  count = 0;
  private readonly json: boolean;

  constructor(json: boolean) {
    this.json = json;
  }

  fault(kind: keyof Told['kept'], fault: object, line: string): void {
    this.count += 1;
    if (this.json) {
      if (this.count <= mostFaults) this.kept[kind].push(fault);
      return;
    }
    this.progress.end();
    say(line);
  }
}

function jsonOf({ events, accessLog, deeds, rows }: RegisterVerified, { kept, count }: Told, ok: boolean): object {
  const withKeys = rows !== null;
  return {
    trajectories: events.trajectories,
    events: events.events,
    faults: kept.faults,
    accessLog: { ...accessLog, faults: kept.accessLog },
    deeds: { ...deeds, faults: kept.deeds },
    rows,
    faultsLeftOut: Math.max(0, count - mostFaults),
    checked: Object.fromEntries(
      (withKeys ? (['chain', 'row', 'events', 'deeds'] as const) : (['chain', 'row'] as const)).map((by) => [
        by,
        Object.fromEntries(checkedBy(by)),
      ]),
    ),
    notChecked: [...(withKeys ? [] : needsKeys()), ...leftUnchecked()],
    notFound,
    ok,
  };
}

const needsKeys = () =>
  (['events', 'deeds'] as const).flatMap((by) =>
    checkedBy(by).map(([table, columns]) => ({ table, columns, reason: 'there were no keys to compare it with' })),
  );

function linesOf({ events, accessLog, deeds, rows }: RegisterVerified, against?: Checkpoint): string[] {
  const compared = against ? `, against ${against.heads.length} chains of the checkpoint of ${against.at}` : '';
  const chainFaults = countOf(events.faults);
  return [
    `${events.events} events of ${events.trajectories} trajectories verified${compared}: ${chainFaults}.`,
    `${accessLog.records} records of ${accessLog.writers} writers of the access log verified: ${countOf(accessLog.faults)}.`,
    deeds.rows === null
      ? `${deeds.deeds} deeds verified: ${countOf(deeds.faults)}.`
      : `${deeds.deeds} deeds verified, and ${deeds.rows} rows compared with them: ${countOf(deeds.faults)}.`,
    ...(deeds.deeds === 0
      ? [
          'There are no deeds: nobody has let a colleague act for them, ended a session, or decided on keeping or erasing.',
        ]
      : []),
    ...(rows
      ? [
          `The rows of ${rows.trajectories} trajectories compared with their events: ${countOf(rows.faults)}.`,
          ...(rows.unreadable > 0
            ? [`Not compared: ${rows.unreadable} trajectories of which the key has been destroyed.`]
            : []),
          `Compared with events and deeds: ${namesOf([...checkedBy('events'), ...checkedBy('deeds')])}.`,
        ]
      : [
          `Without keys, rows were not compared with events and deeds: what decides who sees what may have been changed. That is ${namesOf([...checkedBy('events'), ...checkedBy('deeds')])}.`,
        ]),
    ...leftUnchecked().map(
      ({ table, columns, reason }) => `Not compared: ${table} (${columns.join(', ')}): ${reason}.`,
    ),
    ...notFound.map((what) => `Cannot be detected: ${what}`),
  ];
}

const namesOf = (tables: [table: string, columns: readonly string[]][]): string =>
  [...new Set(tables.map(([table]) => table))].join(', ');

export function lineOf({ trajectory, sequence, fault }: ChainFault): string {
  return `trajectory ${trajectory}${sequence === null ? '' : `, event ${sequence}`}: ${fault}`;
}

export function deedLineOf({ place, sequence, fault }: DeedFault): string {
  return `${place}${sequence === null ? '' : `, deed ${sequence}`}: ${fault}`;
}

export function accessLineOf({ writer, sequence, until, fault }: AccessLogFault): string {
  const which = until === sequence ? `record ${sequence}` : `records ${sequence} to ${until}`;
  return `access log, ${which} of writer ${writer}: ${fault}`;
}

const countOf = (faults: number) => (faults === 0 ? 'no fault' : `${faults} ${faults === 1 ? 'fault' : 'faults'}`);

function readCheckpointFile(path: string): Checkpoint {
  try {
    return readCheckpoint(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof CheckpointFault) throw new SettingsError(`${path}: ${error.message}`);
    throw new SettingsError(`The checkpoint ${path} can't be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/** Opens the register, with the keys of persons if they are wanted and there are any. */
async function withRegister<T>(
  wantsKeys: boolean,
  work: (register: Database, hasKeys: boolean) => Promise<T>,
): Promise<T> {
  const settings = settingsFor('audit', process.env);
  const place = registerPlace(settings);
  const privacy = wantsKeys ? keysOf(settings) : null;
  const register = await openRegister(place, privacy?.sealer ?? keyless, domain.listing);
  try {
    await mustBeUpToDate(register);
    return await work(register, privacy !== null);
  } finally {
    await register.close();
    await privacy?.close();
  }
}

/** The keys that the settings name; null when they name none, and there are none of local use. Makes none. */
function keysOf(settings: Settings): Privacy | null {
  const { BESTENDIG_KEYS, BESTENDIG_MASTER_KEYS, BESTENDIG_MASTER_KEYS_FILE, BESTENDIG_MASTER_KEYS_COMMAND } = settings;
  const named = [BESTENDIG_KEYS, BESTENDIG_MASTER_KEYS, BESTENDIG_MASTER_KEYS_FILE, BESTENDIG_MASTER_KEYS_COMMAND];
  const isLocal = settings.BESTENDIG_LOCAL && existsSync(placeOfLocalKeys(settings.BESTENDIG_DATA));
  return isLocal || named.some((value) => value !== undefined) ? openPrivacy(settings) : null;
}

const noKeys = () => Promise.reject(new Error('Verifying the chains needs no keys, and has none.'));
const keyless: Sealer = { seal: noKeys, unseal: noKeys, token: noKeys };

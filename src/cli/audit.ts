import { readFileSync } from 'node:fs';
import type { Sealer } from '../privacy/sealer.js';
import { verifyAccessLog, type AccessLogFault, type AccessLogVerified } from '../register/accessLog.js';
import {
  CheckpointFault,
  readCheckpoint,
  writeCheckpoint,
  type Checkpoint,
  type Head,
} from '../register/checkpoint.js';
import type { Database } from '../register/database.js';
import { openRegister } from '../register/index.js';
import { isMigratedTo } from '../register/migrations.js';
import { verifyEvents, type ChainFault, type Verified, type Verifying } from '../register/verifyEvents.js';
import { registerPlace } from './registerPlace.js';
import { readSettings, SettingsError } from './settings.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const mention = (line: string): void => void process.stderr.write(`${line}\n`);

/** Since this migration the register is what can be verified. */
const firstToVerify = 9;
const progressEveryMs = 5_000;

/**
 * `bestendig audit verify`: whether everything in the register is as it was recorded. Needs the register and nothing else.
 * @returns whether there was no fault
 */
export async function verify(options: { json: boolean; against?: string }): Promise<boolean> {
  const against = options.against === undefined ? undefined : readCheckpointFile(options.against);
  const faults: ChainFault[] = [];
  const onFault = (fault: ChainFault): void => {
    if (options.json) faults.push(fault);
    else say(lineOf(fault));
  };
  const { verified, accessLog } = await withRegister(async (register) => ({
    verified: await verifyChains(register, { onFault, ...(against && { against }) }),
    accessLog: await verifyAccessLog(register),
  }));
  const ok = verified.faults === 0 && accessLog.faults.length === 0;
  if (options.json) say(JSON.stringify({ ...verified, faults, accessLog, ok }));
  else {
    for (const fault of accessLog.faults) say(accessLineOf(fault));
    say(totals(verified, against));
    say(accessTotals(accessLog));
  }
  return ok;
}

/**
 * `bestendig audit checkpoint`: prints what `verify --against` compares with, to be kept elsewhere. A register with a fault
 * gives none.
 * @returns whether there was no fault
 */
export async function checkpoint(): Promise<boolean> {
  const at = new Date().toISOString();
  const heads: Head[] = [];
  const onFault = (fault: ChainFault) => mention(lineOf(fault));
  const onHead = (head: Head): void => void heads.push(head);
  const verified = await withRegister((register) => verifyChains(register, { onFault, onHead }));
  mention(totals(verified));
  if (verified.faults > 0) return false;
  process.stdout.write(writeCheckpoint({ at, heads }));
  return true;
}

function verifyChains(register: Database, verifying: Verifying): Promise<Verified> {
  let told = Date.now();
  return verifyEvents(register, {
    ...verifying,
    onProgress(events) {
      if (Date.now() - told < progressEveryMs) return;
      told = Date.now();
      mention(`${events} events verified …`);
    },
  });
}

export function lineOf({ trajectory, sequence, fault }: ChainFault): string {
  return `trajectory ${trajectory}${sequence === null ? '' : `, event ${sequence}`}: ${fault}`;
}

function accessLineOf({ writer, sequence, fault }: AccessLogFault): string {
  return `access log, record ${sequence} of writer ${writer}: ${fault}`;
}

function accessTotals({ records, writers, faults }: AccessLogVerified): string {
  return `${records} records of ${writers} writers of the access log verified: ${countOf(faults.length)}.`;
}

const countOf = (faults: number) => (faults === 0 ? 'no fault' : `${faults} ${faults === 1 ? 'fault' : 'faults'}`);

function totals({ trajectories, events, faults }: Verified, against?: Checkpoint): string {
  const compared = against ? `, against ${against.heads.length} chains of the checkpoint of ${against.at}` : '';
  return `${events} events of ${trajectories} trajectories verified${compared}: ${countOf(faults)}.`;
}

function readCheckpointFile(path: string): Checkpoint {
  try {
    return readCheckpoint(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof CheckpointFault) throw new SettingsError(`${path}: ${error.message}`);
    throw new SettingsError(`The checkpoint ${path} can't be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/** Opens the register without the keys of persons. */
async function withRegister<T>(work: (register: Database) => Promise<T>): Promise<T> {
  const register = await openRegister(registerPlace(readSettings(process.env)), keyless);
  try {
    if (!(await isMigratedTo(register, firstToVerify))) {
      throw new SettingsError(
        'This register is of a version whose events were not chained yet. Start Bestendig with it once; it seals and chains them.',
      );
    }
    return await work(register);
  } finally {
    await register.close();
  }
}

const noKeys = () => Promise.reject(new Error('Verifying needs no keys, and has none.'));
const keyless: Sealer = { seal: noKeys, unseal: noKeys, token: noKeys };

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a running `npm start` leaves in its data folder, so that other commands find it. */
export interface Running {
  pid: number;
  url: string;
  issuer: string;
  temporalAddress: string;
}

const file = (dataFolder: string) => join(dataFolder, 'running.json');

/** Two servers on one data folder would ruin it: this one is refused. */
export class AlreadyRunning extends Error {
  override name = 'AlreadyRunning';
}

/** What was noted, if that process still lives. A note of a killed run is not believed. */
export function readRunning(dataFolder: string): Running | null {
  let noted: Running;
  try {
    noted = JSON.parse(readFileSync(file(dataFolder), 'utf8')) as Running;
  } catch {
    return null;
  }
  return noted.pid !== process.pid && isOurs(noted.pid) ? noted : null;
}

/** Notes that this process has the data folder. @throws AlreadyRunning */
export function noteRunning(dataFolder: string, running: Omit<Running, 'pid'>): void {
  const other = readRunning(dataFolder);
  if (other) {
    throw new AlreadyRunning(
      `Bestendig already runs at ${other.url} with ${dataFolder} (pid ${other.pid}). Stop it first.`,
    );
  }
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(file(dataFolder), JSON.stringify({ pid: process.pid, ...running }, null, 2));
}

export function forgetRunning(dataFolder: string): void {
  rmSync(file(dataFolder), { force: true });
}

/** A pid may have been given to another program since; only where the system tells can that be seen. */
function isOurs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('main.js');
  } catch {
    return true;
  }
}

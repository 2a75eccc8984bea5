import { readdirSync, renameSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** The chains that this process writes; its own pid says nothing, since another may have had it before. */
export const live = new Set<string>();

/** A file that was not touched for so long is of a process that is gone, whatever has its pid now, or of a machine that is. */
const silentMs = 60_000;

const host = hostname().replaceAll(/[^A-Za-z0-9.-]/g, '_');
const namePattern = /^(.+)~([0-9]+)~([0-9a-f]{16})~([0-9]+)\.jsonl$/;

/** The name of a file of this process, which tells others whose it is. */
export function spoolName(writer: string, number: number): string {
  return `${host}~${process.pid}~${writer}~${number}.jsonl`;
}

/**
 * Takes over the files that dead processes have left: each is given a name of this process, and of several that want it
 * one gets it. What is recorded twice all the same is there once.
 */
export function claimOrphans(folder: string): { path: string; writer: string }[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  const claimed: { path: string; writer: string }[] = [];
  for (const { name, writer, number } of names.flatMap((one) => orphan(folder, one))) {
    const path = join(folder, spoolName(writer, number));
    try {
      renameSync(join(folder, name), path);
      claimed.push({ path, writer });
    } catch {
      // Another was first.
    }
  }
  for (const { writer } of claimed) live.add(writer);
  return claimed;
}

function orphan(folder: string, name: string): { name: string; writer: string; number: number }[] {
  const match = namePattern.exec(name);
  if (!match) return [];
  const [, itsHost = '', pid = '', writer = '', number = ''] = match;
  const isOne = isOrphan(join(folder, name), itsHost, Number(pid), writer);
  return isOne ? [{ name, writer, number: Number(number) }] : [];
}

function isOrphan(path: string, itsHost: string, pid: number, writer: string): boolean {
  if (live.has(writer)) return false;
  if (itsHost === host && (pid === process.pid || !isAlive(pid))) return true;
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > silentMs;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const TERM_MS = 10_000;
const KILL_MS = 5_000;
const LOOK_MS = 50;

/** What the pid file holds: the server, its port, and the process that started it. */
export interface ServerNote {
  pid: number;
  port: number;
  owner: number;
}

/** Two servers on one database file would ruin it; the one that has it open belongs to a run that still lives. */
export class DatabaseInUse extends Error {
  override readonly name = 'DatabaseInUse';
}

/**
 * Ends the server that a killed run left behind, and waits until it is gone: two servers must never share a file.
 *
 * The noted pid counts only if that process has our database file on its command line, since pids are given out again.
 * It is an orphan if its parent is no longer the process that started it.
 * @throws DatabaseInUse when its parent still lives; Error when it can't be ended.
 */
export async function endOrphan(
  pidFile: string,
  dbFilename: string,
  log: (line: string) => void = () => undefined,
): Promise<void> {
  const note = await read(pidFile);
  if (note === undefined) return;
  const found = await processAt(note.pid);
  if (found?.command.includes(dbFilename)) {
    if (found.parent === note.owner) {
      throw new DatabaseInUse(
        `${dbFilename} is open in a Temporal server (process ${note.pid}, port ${note.port}) of another run ` +
          `(process ${note.owner}). Stop that one first, or use another data folder.`,
      );
    }
    log(`ending the Temporal server of an earlier run (process ${note.pid})`);
    await end(note.pid, dbFilename);
  }
  await rm(pidFile, { force: true });
}

export async function remember(pidFile: string, note: ServerNote): Promise<void> {
  await mkdir(dirname(pidFile), { recursive: true });
  await writeFile(pidFile, JSON.stringify(note));
}

/** Removes the note, unless it is about a later server. */
export async function forget(pidFile: string, pid: number): Promise<void> {
  if ((await read(pidFile))?.pid === pid) await rm(pidFile, { force: true });
}

async function end(pid: number, dbFilename: string): Promise<void> {
  for (const [signal, patience] of [
    ['SIGTERM', TERM_MS],
    ['SIGKILL', KILL_MS],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw error;
    }
    for (const until = Date.now() + patience; Date.now() < until; await delay(LOOK_MS)) {
      // Asked in this way a dead process that nobody has reaped yet counts as gone: its command line is empty.
      if (!(await processAt(pid))?.command.includes(dbFilename)) return;
    }
  }
  throw new Error(`The Temporal server of an earlier run (process ${pid}) can't be ended; ${dbFilename} is in use.`);
}

async function read(pidFile: string): Promise<ServerNote | undefined> {
  try {
    const note = JSON.parse(await readFile(pidFile, 'utf8')) as ServerNote;
    return Number.isInteger(note.pid) && note.pid > 1 ? note : undefined;
  } catch {
    // Absent, or cut off by the kill that it is there for.
    return undefined;
  }
}

/** The parent and the command line of a process, or undefined when there is none (or no way to ask, as on Windows). */
async function processAt(pid: number): Promise<{ parent: number; command: string } | undefined> {
  try {
    if (process.platform === 'linux') {
      const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
      // "pid (name) state parent …", and the name can hold spaces and brackets.
      const status = await readFile(`/proc/${pid}/stat`, 'utf8');
      const parent = Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
      return { parent, command };
    }
    const { stdout } = await promisify(execFile)('ps', ['-ww', '-p', String(pid), '-o', 'ppid=,command=']);
    const [, parent, command] = /^\s*(\d+)\s+(.*)/.exec(stdout) ?? [];
    return command === undefined ? undefined : { parent: Number(parent), command };
  } catch {
    return undefined;
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const STOP_MS = 10_000;
const LINES = 12;
/** A log that has grown beyond this is put aside as `<log>.1` at the next start. */
const LOG_BYTES = 10_000_000;

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface ServerProcess {
  pid: number;
  exited: Promise<Exit>;
  /** What it wrote last, for an error message. */
  lastLines(): Promise<string>;
  /** SIGTERM, then SIGKILL after 10 s. */
  stop(): Promise<void>;
}

/**
 * Starts the server's process in our process group.
 * @param logFile gets what it writes; without one, only the last lines are kept, in memory.
 * @throws Error when the program can't be started at all.
 */
export async function startProcess(program: string, args: string[], logFile?: string): Promise<ServerProcess> {
  const log = logFile === undefined ? undefined : await openLog(logFile);
  const output = log?.fd ?? 'pipe';
  let child: ChildProcess;
  try {
    child = spawn(program, args, { env: withoutTemporal(process.env), stdio: ['ignore', output, output] });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) => reject(new Error(`The Temporal server can't be started: ${error.message}`)));
    });
  } finally {
    // The child has its own copy.
    await log?.close();
  }
  let kept = '';
  const keep = (chunk: Buffer): void => {
    kept = (kept + chunk.toString()).slice(-20_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);

  const killAtExit = (): void => void child.kill('SIGKILL');
  process.once('exit', killAtExit);
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      process.removeListener('exit', killAtExit);
      resolve({ code, signal });
    });
  });
  return {
    pid: child.pid!,
    exited,
    async lastLines() {
      const text = logFile === undefined ? kept : await readFile(logFile, 'utf8');
      return text.trim().split('\n').slice(-LINES).join('\n');
    },
    async stop() {
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await exited;
      clearTimeout(hard);
    },
  };
}

async function openLog(path: string): Promise<Awaited<ReturnType<typeof open>>> {
  await mkdir(dirname(path), { recursive: true });
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_BYTES) await rename(path, `${path}.1`);
  return await open(path, 'a');
}

/** The CLI reads TEMPORAL_* for its client commands; our server takes everything from its arguments. */
function withoutTemporal(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}

import { spawn } from 'node:child_process';

/** How a program ended. `lastLine` is the last line that it wrote to either output, for use in a message. */
export interface Ended {
  ok: boolean;
  lastLine: string;
}

/**
 * Runs a program to its end; a failure is an answer, not an exception.
 * @param timeoutMs after this many milliseconds it is killed, and `lastLine` says so.
 * @throws AbortError when `signal` is aborted (the program is killed then).
 */
export async function runProgram(
  program: string,
  args: string[],
  options: { env: NodeJS.ProcessEnv; cwd?: string; timeoutMs?: number; signal?: AbortSignal },
): Promise<Ended> {
  options.signal?.throwIfAborted();
  return await new Promise<Ended>((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    let late = false;
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-4_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const stop = (): void => void child.kill('SIGKILL');
    options.signal?.addEventListener('abort', stop, { once: true });
    const timer = setTimeout(
      () => {
        late = true;
        stop();
      },
      options.timeoutMs ?? 2 ** 31 - 1,
    );
    const end = (ended: Ended): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', stop);
      if (options.signal?.aborted) reject(options.signal.reason as Error);
      else resolve(ended);
    };
    child.once('error', (error) => end({ ok: false, lastLine: error.message }));
    child.once('exit', (code) => {
      const finish = (): void => {
        const lastLine = output.trim().split('\n').at(-1) ?? '';
        const patience = `gave up after ${Math.round((options.timeoutMs ?? 0) / 1000)} s`;
        end({ ok: code === 0, lastLine: late ? patience : lastLine });
      };
      // The rest of its output arrives before `close`; a grandchild that keeps the pipe open must not keep us.
      child.once('close', finish);
      setTimeout(finish, 500).unref();
    });
  });
}

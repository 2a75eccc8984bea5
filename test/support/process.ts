import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../src/cli/settings.js';

const main = join(packageRoot, 'dist', 'src', 'cli', 'main.js');

/** A `bestendig` command, or another program, in a process group of its own, as a terminal would start it. */
export class Program {
  readonly child: ChildProcess;
  output = '';
  readonly exited: Promise<number | null>;

  constructor(args: string[], env: Record<string, string | undefined>, script = main) {
    this.child = spawn(process.execPath, [script, ...args], {
      env: { ...process.env, ...env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (text) => (this.output += String(text)));
    this.exited = new Promise((resolve) => this.child.on('close', resolve));
  }

  /** Waits until it has printed this; fails when it ends before. */
  async prints(text: string, withinMs = 110_000): Promise<void> {
    const end = Date.now() + withinMs;
    while (!this.output.includes(text)) {
      if (this.child.exitCode !== null || Date.now() > end)
        throw new Error(`"${text}" was not printed:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** Kills every process of its group at once, as a power cut would. */
  async killGroup(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) process.kill(-this.child.pid!, 'SIGKILL');
    await this.exited;
  }

  async interrupt(): Promise<number | null> {
    this.child.kill('SIGINT');
    return this.exited;
  }
}

/** Runs a command to its end. */
export async function runProgram(args: string[], env: Record<string, string | undefined> = {}) {
  const program = new Program(args, env);
  const code = await program.exited;
  return { code, output: program.output };
}

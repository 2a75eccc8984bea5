import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const startWithinMs = 60_000;
const stopWithinMs = 15_000;
const lastBytes = 4_000;

export interface ChildOptions {
  name: string;
  /** A file of bench/processes, without its ending. */
  script: string;
  /** Its first argument: a text as it is, anything else as JSON. */
  input: unknown;
  env?: Record<string, string>;
  /** Folder for V8's CPU profile of this process. */
  profile?: string;
  /** A line on its standard output that says that it is ready, where it can't say so by itself. */
  readyWhen?: RegExp;
}

type Told = { ready: unknown } | { id: number; result: unknown } | { id: number; failed: string };

/** A process of our own, so that /proc tells its CPU apart. All of them run with the same Node flags. */
export class Child<Ready = unknown> {
  readonly name: string;
  ready!: Ready;
  private readonly process: ChildProcess;
  private readonly waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  private asked = 0;
  private output = '';

  private constructor({ name, script, input, env, profile }: ChildOptions) {
    this.name = name;
    if (profile) mkdirSync(profile, { recursive: true });
    this.process = fork(
      fileURLToPath(new URL(`processes/${script}.js`, import.meta.url)),
      [typeof input === 'string' ? input : JSON.stringify(input)],
      {
        env: { ...surroundings(), ...env },
        execArgv: profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [],
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        serialization: 'json',
        // Ctrl-C is ours to handle: it must not end a child while we still measure or stop it.
        detached: true,
      },
    );
    const keep = (chunk: Buffer) => (this.output = (this.output + chunk.toString()).slice(-lastBytes));
    this.process.stdout!.on('data', keep);
    this.process.stderr!.on('data', keep);
    this.process.on('message', (told: Told) => this.hear(told));
    this.process.once('exit', () => {
      running.delete(this.process);
      this.fail(new Error(`The process ${name} ended. It said last:\n${this.output.trim() || '(nothing)'}`));
    });
    this.process.on('error', (error) => this.fail(error));
    running.add(this.process);
  }

  /** Starts a process and waits until it is ready. */
  static async start<Ready>(options: ChildOptions): Promise<Child<Ready>> {
    const child = new Child<Ready>(options);
    const { readyWhen } = options;
    if (readyWhen) {
      child.process.stdout!.on('data', () => {
        if (readyWhen.test(child.output)) child.hear({ ready: null });
      });
    }
    try {
      child.ready = (await child.answer(readyId, startWithinMs, 'start')) as Ready;
    } catch (error) {
      await child.stop();
      throw error;
    }
    return child;
  }

  get pid(): number {
    return this.process.pid!;
  }

  /** @throws Error when it fails at it, ends, or takes longer than `withinMs` */
  ask<Result>(what: string, input: unknown, withinMs: number): Promise<Result> {
    this.asked += 1;
    const answer = this.answer(this.asked, withinMs, what);
    this.process.send({ id: this.asked, ask: what, input });
    return answer as Promise<Result>;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    const hard = setTimeout(() => this.process.kill('SIGKILL'), stopWithinMs);
    await gone;
    clearTimeout(hard);
  }

  private answer(id: number, withinMs: number, what: string): Promise<unknown> {
    let timer: NodeJS.Timeout | undefined;
    return new Promise<unknown>((resolve, reject) => {
      const late = () => reject(new Error(`${this.name} did not ${what} within ${withinMs / 1000} s.\n${this.output}`));
      timer = setTimeout(late, withinMs);
      this.waiting.set(id, { resolve, reject });
    }).finally(() => {
      clearTimeout(timer);
      this.waiting.delete(id);
    });
  }

  private fail(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
  }

  private hear(told: Told): void {
    const waiting = this.waiting.get('id' in told ? told.id : readyId);
    if (!waiting) return;
    if ('failed' in told) waiting.reject(new Error(`${this.name}: ${told.failed}`));
    else waiting.resolve('ready' in told ? told.ready : told.result);
  }
}

const readyId = 0;

/** However we end, nothing of ours stays behind. */
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** What the user has set for an installation of their own must not reach the benchmark's. */
function surroundings(): NodeJS.ProcessEnv {
  const ours =
    /^(TEMPORAL|BESTENDIG|OIDC)_|^(DATABASE_URL|SMTP_URL|MAIL_FROM|PUBLIC_URL|PORT|HOST|LOG_LEVEL|NODE_ENV)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

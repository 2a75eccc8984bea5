// The API and the worker: starts them, and puts a new process in the place of the old one.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('serviceProcess.mjs', import.meta.url));
/** For how long it may finish what is under way. What is not finished then, the next one does again. */
const stopMs = 5_000;

export class Service {
  /** @param say gets what the process says @param onEnd is told that it ended by itself */
  constructor({ root, env, options, say, onEnd }) {
    Object.assign(this, { root, env, options, say, onEnd });
    this.current = null;
    /** Resolves when requests can be answered; replaced by another promise while it restarts. */
    this.ready = new Promise(() => {});
  }

  /**
   * Loads the new process, ends the old one, and lets the new one begin.
   * @returns what the new one said when it could not be loaded, so that the old one goes on; undefined when it is ready
   */
  async replace() {
    const next = this.load();
    const said = await next.loaded;
    if (said !== undefined) return said;
    let isReady;
    this.ready = new Promise((resolve) => (isReady = resolve));
    await this.stop();
    this.current = next;
    next.child.send('begin');
    const failed = await next.began;
    if (failed === undefined) isReady();
    return failed;
  }

  load() {
    const main = join(this.root, 'dist', 'src', 'cli', 'main.js');
    const child = spawn(process.execPath, ['--enable-source-maps', program, main, ...this.options], {
      cwd: this.root,
      env: this.env,
      // In a group of its own: Ctrl-C in a terminal reaches `npm run dev`, which ends the rest in order.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const one = { child, isStopping: false, output: '' };
    one.loaded = new Promise((resolve) => {
      child.once('message', () => resolve(undefined));
      child.once('close', () => resolve(one.output.trim()));
    });
    one.began = new Promise((resolve) => {
      const look = (text) => {
        one.output += text;
        if (one.output.includes('Bestendig is ready')) resolve(undefined);
        if (this.current === one) this.tell(text);
      };
      child.stdout.setEncoding('utf8').on('data', look);
      child.stderr.setEncoding('utf8').on('data', look);
      child.once('close', () => resolve(one.output.trim()));
    });
    one.ended = new Promise((resolve) => child.once('close', resolve));
    void one.ended.then(() => {
      if (this.current === one && !one.isStopping) this.onEnd();
    });
    return one;
  }

  /** What a start says of itself is known: where to open it and where its data are is said once. */
  tell(text) {
    const known = /^(Bestendig is ready|  Temporal |Stopping …)/;
    const lines = text.split('\n').filter((line) => line.trim() !== '' && !known.test(line));
    if (lines.length > 0) this.say(lines.join('\n'));
  }

  async stop() {
    const one = this.current;
    if (!one) return;
    one.isStopping = true;
    this.current = null;
    one.child.kill('SIGTERM');
    const timer = setTimeout(() => one.child.kill('SIGKILL'), stopMs);
    await one.ended;
    clearTimeout(timer);
  }
}

// The native compiler in watch mode, and what each of its rounds has changed.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/** What the running API and worker are made of; tests and benchmarks are compiled as well, and restart nothing. */
const parts = ['src', 'workflows', 'activities', 'worker'];

/**
 * Compiles now and after each change, until it is stopped.
 * @param onRound gets the errors of each round, as the compiler words them, or '' when there are none
 * @returns the process of the compiler, and what ends it
 */
export function compileOnChange(root, onRound) {
  const compiler = join(root, 'node_modules', 'typescript-native', 'bin', 'tsc');
  const args = [compiler, '-p', root, '--watch', '--preserveWatchOutput', '--pretty', 'false'];
  // The compiler is a program of its own, started by a script: in a group, so that both end.
  const child = spawn(process.execPath, args, { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  let lines = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    const all = (rest + chunk).split(/\r?\n/);
    rest = all.pop();
    for (const line of all) {
      if (/Starting (incremental )?compilation|File change detected/.test(line)) lines = [];
      else if (/Found \d+ errors?\./.test(line)) {
        onRound(/Found 0 errors/.test(line) ? '' : lines.join('\n').trim());
        lines = [];
      } else lines.push(line);
    }
  });
  return { child, stop: () => process.kill(-Number(child.pid), 'SIGTERM') };
}

/** Remembers when each compiled file was written, and tells which are new since it was asked last. */
export class CompiledFiles {
  constructor(root) {
    this.root = root;
    this.seen = this.look();
  }

  /** Returns the sources, such as `src/lvv/index.ts`, of what has been compiled since the last time. */
  changed() {
    const before = this.seen;
    this.seen = this.look();
    const files = [...this.seen].filter(([file, time]) => before.get(file) !== time).map(([file]) => file);
    return files.map((file) => file.replace(/\.js$/, '.ts')).toSorted();
  }

  look() {
    const found = new Map();
    for (const part of parts) {
      const folder = join(this.root, 'dist', part);
      if (!existsSync(folder)) continue;
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (name.endsWith('.js')) found.set(`${part}/${name}`, statSync(join(folder, name)).mtimeMs);
      }
    }
    return found;
  }
}

/** Returns the latest moment at which one of these files was saved, in ms since 1970; now when there is none. */
export function savedAt(root, files) {
  const times = files.map((file) => join(root, file)).filter((path) => existsSync(path));
  return times.length > 0 ? Math.max(...times.map((path) => statSync(path).mtimeMs)) : Date.now();
}

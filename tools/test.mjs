// Runs the tests, in two processes beside each other: the screens and whole programs, and everything else. Each has its own
// Temporal server, PostgreSQL and browser. With arguments it is mocha itself: `npm test -- --grep 'a draft'`.
// With `--long` it runs the proofs that take many minutes instead, one after another; these may have a `--grep` as well.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const mocha = fileURLToPath(import.meta.resolve('mocha/bin/mocha.js'));
const isLong = process.argv.includes('--long');
const own = process.argv.slice(2).filter((argument) => argument !== '--long');
const files = readdirSync('dist/test', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.js') && file.startsWith('long/') === isLong)
  .map((file) => `dist/test/${file}`)
  .toSorted();
const running = new Set();

/** The tests of screens, whole programs, the kernel and erasing take about as long as all others together. */
const programs = /^dist\/test\/(web|cli|demo|kernel|retention)\//;

/** @returns what it wrote and how it ended; what it writes is told while it is written */
function run(args, told) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [mocha, ...args], { stdio: ['inherit', 'pipe', 'pipe'] });
    running.add(child);
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
        told(chunk);
      });
    }
    child.on('close', (code, signal) => {
      running.delete(child);
      resolve({ text, code: code ?? 1, signal });
    });
  });
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => running.forEach((child) => child.kill(signal)));

if (isLong || own.length > 0) {
  const which = own.some((one) => one.endsWith('.js')) ? [] : files;
  const child = spawn(process.execPath, [mocha, ...own, ...which], { stdio: 'inherit' });
  running.add(child);
  child.on('close', (code) => process.exit(code ?? 1));
} else {
  const options = ['--forbid-only', process.stdout.isTTY && !process.env.NO_COLOR ? '--color' : '--no-color'];
  const parts = [files.filter((file) => !programs.test(file)), files.filter((file) => programs.test(file))];
  // On a new machine this builds the server: minutes, for which both would wait in the midst of a test.
  const { findTemporalServer } = await import(new URL('../dist/src/temporal/binary.js', import.meta.url).href);
  await findTemporalServer({ log: (line) => console.error(line), env: process.env });
  // One is told as it goes, and the other after it: two at a time can not be read.
  let isFirstDone = false;
  let kept = '';
  const first = run([...options, ...parts[0]], (chunk) => process.stdout.write(chunk));
  const second = run([...options, ...parts[1]], (chunk) => {
    if (isFirstDone) process.stdout.write(chunk);
    else kept += chunk;
  });
  const ended = [await first];
  isFirstDone = true;
  process.stdout.write(kept);
  ended.push(await second);
  const counted = (text, what) =>
    [...stripVTControlCharacters(text).matchAll(new RegExp(`^ +(\\d+) ${what}`, 'gm'))].at(-1)?.[1];
  const count = (what) => ended.reduce((sum, { text }) => sum + Number(counted(text, what) ?? 0), 0);
  console.log(`\n  Both together\n\n  ${count('passing')} passing\n  ${count('failing')} failing\n`);
  for (const { signal } of ended) if (signal) console.log(`One of the two was ended by ${signal}.`);
  process.exit(ended.every(({ code }) => code === 0) ? 0 : 1);
}

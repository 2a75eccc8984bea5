// Runs the tests, in four processes beside each other: screens; kernel and erasing; whole programs and what takes long over the
// API; and everything else. Each has its own Temporal server, PostgreSQL and browser, and uses the time in which others wait.
// What failed is run once more by itself: what then passes fails by what runs beside it, and is named as such.
// With arguments it is mocha itself: `npm test -- --grep 'a draft'`. With `--long` it runs the proofs that take many minutes
// instead, one after another, and all that looks further than usual when there is time; these may have a `--grep` as well.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const mocha = fileURLToPath(import.meta.resolve('mocha/bin/mocha.js'));
const isLong = process.argv.includes('--long');
const own = process.argv.slice(2).filter((argument) => argument !== '--long');
const all = readdirSync('dist/test', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.js'))
  .map((file) => `dist/test/${file}`)
  .toSorted();
/** What looks further when there is time says so itself, or its support does. */
const looksFurther = (file) => /\/(thorough|visits|databases)\.js'/.test(readFileSync(file, 'utf8'));
const isProof = (file) => file.startsWith('dist/test/long/');
const files = all.filter((file) => (isLong ? isProof(file) || looksFurther(file) : !isProof(file)));
const running = new Set();

/** Each takes about as long as the others; whatever is in none is in the first, which is told as it goes. */
const apart = [
  /^dist\/test\/web\//,
  /^dist\/test\/((kernel|retention|recovery|domains|docs)\/|privacy\/(keysDown|rotation))/,
  /^dist\/test\/((cli|lvv\/demo)\/|api\/(twins|leakMatrix|schemathesis)\.)/,
];

/** @returns what it wrote and how it ended; what it writes is told while it is written */
function run(args, told, env = {}) {
  return new Promise((resolve) => {
    const options = { stdio: ['inherit', 'pipe', 'pipe'], env: { ...process.env, ...env } };
    const child = spawn(process.execPath, [mocha, ...args], options);
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
  const env = { ...process.env, ...(isLong && { TEST_THOROUGH: '1' }) };
  const child = spawn(process.execPath, [mocha, ...own, ...which], { stdio: 'inherit', env });
  running.add(child);
  child.on('close', (code) => process.exit(code ?? 1));
} else {
  const options = ['--forbid-only', process.stdout.isTTY && !process.env.NO_COLOR ? '--color' : '--no-color'];
  const parts = [
    files.filter((file) => !apart.some((one) => one.test(file))),
    ...apart.map((one) => files.filter((file) => one.test(file))),
  ];
  // On a new machine this builds the server: minutes, for which all would wait in the midst of a test.
  const { findTemporalServer } = await import(new URL('../dist/src/temporal/binary.js', import.meta.url).href);
  await findTemporalServer({ log: (line) => console.error(line), env: process.env });
  const folder = mkdtempSync(join(tmpdir(), 'bestendig-tests-'));
  const failuresTo = join(folder, 'failures');
  const timesTo = join(folder, 'times');
  const reporter = ['--reporter', fileURLToPath(new URL('failures.cjs', import.meta.url))];
  const written = (file) =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line))
      : [];
  // One is told as it goes, and each other after it: two at a time cannot be read.
  let told = 0;
  const kept = parts.map(() => '');
  const runs = parts.map((part, i) =>
    run(
      [...options, ...reporter, ...part],
      (chunk) => {
        if (i === told) process.stdout.write(chunk);
        else kept[i] += chunk;
      },
      { FAILURES_TO: failuresTo, TIMES_TO: timesTo },
    ),
  );
  const ended = [];
  for (const [i, one] of runs.entries()) {
    ended.push(await one);
    told = i + 1;
    if (i + 1 < runs.length) process.stdout.write(kept[i + 1]);
  }
  const counted = (text, what) =>
    Number([...stripVTControlCharacters(text).matchAll(new RegExp(`^ +(\\d+) ${what}`, 'gm'))].at(-1)?.[1] ?? 0);
  const count = (what) => ended.reduce((sum, { text }) => sum + counted(text, what), 0);
  const failures = written(failuresTo);
  const slowest = written(timesTo).toSorted((one, other) => other.ms - one.ms);
  const again = new Set(failures.map(({ file }) => file));
  let passedAlone = 0;
  let code = ended.every((one) => one.code === 0) ? 0 : 1;
  // Nothing is run again where a process ended before its tests did, or where so much fails that it is no accident.
  if (code !== 0 && again.size > 0 && again.size <= 4 && count('failing') > 0 && ended.every(({ signal }) => !signal)) {
    console.log(`\n  Once more, by themselves: what failed\n`);
    const last = await run([...options, ...reporter, ...again], (chunk) => process.stdout.write(chunk));
    passedAlone = Math.max(0, count('failing') - counted(last.text, 'failing'));
    if (last.code === 0) code = 0;
  }
  rmSync(folder, { recursive: true, force: true });
  console.log(
    `\n  All together\n\n  ${count('passing') + passedAlone} passing\n  ${count('failing') - passedAlone} failing\n`,
  );
  for (const { title } of failures) console.log(`  Failed beside the others: ${title}`);
  if (passedAlone > 0)
    console.log(`  Passed alone: ${passedAlone} of these. Look for what they share with the others.\n`);
  console.log('  Took longest, in seconds:');
  for (const { file, ms } of slowest.slice(0, 10))
    console.log(`  ${String(Math.round(ms / 1000)).padStart(5)}  ${file}`);
  console.log('');
  for (const { signal } of ended) if (signal) console.log(`One of them was ended by ${signal}.`);
  // Not before all of it is written: what is still on its way would be lost, the counts first of all.
  process.stdout.write('', () => process.exit(code));
}

// The process of the API and the worker. It loads everything and reads the configuration while the one before it still works,
// and takes over when it is told to: so a definition that cannot be loaded stops nobody.
// Its argument is dist/src/cli/main.js, by which other commands recognise a Bestendig that runs.
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const [main, ...options] = process.argv.slice(2);

process.umask(0o077);
let hasBegun = false;
// Without the one that started it, it has nobody to work for.
process.on('disconnect', () => (hasBegun ? process.kill(process.pid, 'SIGTERM') : process.exit(1)));

async function takeOver() {
  process.send('loaded');
  await new Promise((resolve) => process.once('message', resolve));
  hasBegun = true;
}

try {
  const { start } = await import(new URL('./start.js', pathToFileURL(main)).href);
  await start({ demo: options.includes('--demo'), takeOver });
  process.exit();
} catch (error) {
  const { name, message, stack } = error;
  // Errors of our own say what to do; of others one needs to know where they came from.
  process.stderr.write(`${name in globalThis || name === 'AssertionError' ? stack : message}\n`);
  process.exit(1);
}

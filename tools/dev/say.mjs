// The one log of `npm run dev`: what happened, how long it took, and what it needs of you.
import process from 'node:process';

/** Writes a line with the time of day before it; more lines of the same text stand below each other. */
export function say(text) {
  const time = new Date().toTimeString().slice(0, 8);
  process.stdout.write(`${time}  ${text.replaceAll('\n', '\n          ')}\n`);
}

/** Returns a length of time in words: "1.4 s". */
export const inSeconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

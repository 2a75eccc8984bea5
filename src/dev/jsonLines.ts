import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A file to which one JSON value is added on a line at a time, and which is read back when it is opened. */
export interface JsonLines<T> {
  /** Everything kept so far, oldest first. The array is the caller's own. */
  items(): T[];
  /** Returns once the line is with the operating system, so that it outlives this process. Throws when it is not. */
  append(item: T): void;
  close(): void;
}

/**
 * Opens `path`, making it and its folders where missing. One process at a time.
 *
 * A process that was killed can leave half a line at the end. Such a line was never acknowledged to anyone, so it is
 * skipped; the next one starts on a line of its own, or it would be spoilt as well.
 */
export function openJsonLines<T>(path: string): JsonLines<T> {
  mkdirSync(dirname(path), { recursive: true });
  const text = readText(path);
  const kept = itemsIn<T>(text);
  const file = openSync(path, 'a');
  let open = true;
  let endsInsideLine = text !== '' && !text.endsWith('\n');

  return {
    items: () => [...kept],
    // Synchronous, so that lines neither mix nor change places: these are small messages on a developer's machine.
    append(item) {
      // The number of a closed file is given to the next one that is opened, which must not get our line.
      if (!open) throw new Error(`${path} is closed.`);
      const line = `${endsInsideLine ? '\n' : ''}${JSON.stringify(item)}\n`;
      endsInsideLine = true; // until the whole line is written: a full disk may take only part of it
      appendFileSync(file, line);
      endsInsideLine = false;
      kept.push(item);
    },
    close() {
      if (open) closeSync(file);
      open = false;
    },
  };
}

/** What is in the file now, also when another process writes it. Oldest first; a file that is not there is empty. */
export function readJsonLines<T>(path: string): T[] {
  return itemsIn<T>(readText(path));
}

function readText(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function itemsIn<T>(text: string): T[] {
  return text.split('\n').flatMap((line) => parse<T>(line));
}

function parse<T>(line: string): T[] {
  if (line === '') return [];
  try {
    return [JSON.parse(line) as T];
  } catch {
    return [];
  }
}

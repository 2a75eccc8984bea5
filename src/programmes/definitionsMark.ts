import { createHash, type Hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Programmes } from '../trajectory/definitions/programme.js';

/** All code of the product as it was compiled, the domain's too, and what is installed beside it. */
const folder = fileURLToPath(new URL('..', import.meta.url));
const manifest = fileURLToPath(new URL('../../../package.json', import.meta.url));
const markLength = 16;

/**
 * Returns a short mark of all that a decision rests on beside the state and the command: the code of the decider and of the
 * definitions, and the programmes of the configuration. Two processes with the same mark decide the same. What the API
 * decided is taken by a worker with its own mark only, so while versions run beside each other each decides for itself.
 */
export function definitionsMarkOf(programmes: Programmes): string {
  const hash = createHash('sha256').update(markOfCode());
  add(hash, programmes.all, new Map());
  return hash.digest('base64url').slice(0, markLength);
}

function markOfCode(): string {
  if (code !== undefined) return code;
  const hash = createHash('sha256').update(readFileSync(manifest));
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  for (const name of names.toSorted()) hash.update(name).update(readFileSync(join(folder, name)));
  code = hash.digest('base64url');
  return code;
}
let code: string | undefined;

/**
 * Adds a value as it is written in the code: functions by their text. An object of a class, such as a schema, is not looked
 * into: the code that makes it is in the mark already.
 * @param seen the number of each object that was added before
 */
function add(hash: Hash, value: unknown, seen: Map<object, number>): void {
  if (typeof value !== 'object' || value === null) {
    hash.update(`${typeof value}:${String(value)};`);
    return;
  }
  const earlier = seen.get(value);
  if (earlier !== undefined) {
    hash.update(`again:${earlier};`);
    return;
  }
  seen.set(value, seen.size);
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  hash.update(isPlain ? '{' : 'instance;');
  if (!isPlain) return;
  for (const [key, one] of Object.entries(value)) {
    hash.update(`${key}=`);
    add(hash, one, seen);
  }
  hash.update('}');
}

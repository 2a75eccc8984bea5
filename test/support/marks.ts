import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import type { Json } from '../../src/trajectory/replayed/state.js';
import type { Action, Step } from '../../src/trajectory/definitions/step.js';

/** Marks that stand for personal data: put wherever a caseworker can write something, and looked for everywhere else. */

const word = 'Zqmarkering';
let marks = 0;
let numbers = 0;
/** What the marks of this process are made of, and every V-number that was handed out. */
const handedOut = new Set<string>([word]);

/** A reference or a sentence that no other has. */
function mark(): string {
  marks += 1;
  return `${word}-${marks}`;
}

const numberOf = (count: number) => `2873645${String(190 + count).padStart(3, '0')}`;

/** A V-number that no other has. */
export function markedVNumber(): string {
  numbers += 1;
  const number = numberOf(numbers);
  handedOut.add(number);
  return number;
}

/**
 * The body with a mark in every field, at any depth, in which the schema takes one, also those that the body leaves out.
 * @param kept fields that take any text, and mean something else in the trajectory, such as the name of a step
 */
export function marked({ name, input }: Step | Action, body: Json, kept: readonly string[] = []): Json {
  let result = body;
  const takes = (changed: Json) => input.safeParse(changed).success;
  for (const path of textsIn(body)) {
    if (kept.includes(String(path[0]))) continue;
    const changed = changedAt(result, path, mark());
    if (takes(changed)) result = changed;
  }
  const fields = input instanceof z.ZodObject ? Object.keys(input.shape) : [];
  for (const field of fields) {
    if (kept.includes(field) || field in (result as object)) continue;
    const changed = changedAt(result, [field], mark());
    if (takes(changed)) result = changed;
  }
  // Who looks a second time enters the number that was entered before.
  const number = name === 'v-number-check' ? numberOf(numbers) : undefined;
  if (fields.includes('vNumber')) result = changedAt(result, ['vNumber'], number ?? markedVNumber());
  return result;
}

type Path = (string | number)[];

function textsIn(value: Json, path: Path = []): Path[] {
  if (typeof value === 'string') return [path];
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap((item, i) => textsIn(item, [...path, i]));
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, [...path, key]));
}

function changedAt(value: Json, [first, ...rest]: Path, to: Json): Json {
  if (first === undefined) return to;
  if (Array.isArray(value)) return value.map((item, i) => (i === first ? changedAt(item, rest, to) : item));
  const object = (value ?? {}) as Record<string, Json>;
  return { ...object, [first]: changedAt(object[first] ?? null, rest, to) };
}

/** The marks as they could stand somewhere: as they are, as base64 at any offset, and in hexadecimal. */
function formsOf(text: string): Buffer[] {
  const base64 = [0, 1, 2].map((offset) => {
    const coded = Buffer.from(' '.repeat(offset) + text).toString('base64');
    // Only what no neighbour has a part in.
    return coded.slice(offset === 0 ? 0 : 4, Math.floor(((text.length + offset) * 8) / 24) * 4);
  });
  const bytes = Buffer.from(text);
  return [text, ...base64, bytes.toString('hex')].map((form) => Buffer.from(form));
}

/** With what every mark begins: most files have none of it, and looking for each mark in each file takes a minute. */
const beginnings = [word, numberOf(0).slice(0, 7)].flatMap(formsOf);

/** Which marks are in here, in any form. */
export function marksIn(content: string | Buffer): string[] {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  if (!beginnings.some((form) => bytes.includes(form))) return [];
  return [...handedOut].filter((text) => formsOf(text).some((form) => bytes.includes(form)));
}

/** Empty when it is gone by now: a server that runs takes away some of what it keeps for itself. */
function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

/** The files in a folder in which there is a mark, each with the marks. */
export function filesWithMarks(folder: string, without: RegExp = /^$/): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !without.test(relative(folder, path)))
    .map((path) => ({ path: relative(folder, path), found: marksIn(contentOf(path)) }))
    .filter(({ found }) => found.length > 0)
    .map(({ path, found }) => `${path}: ${found.join(', ')}`);
}

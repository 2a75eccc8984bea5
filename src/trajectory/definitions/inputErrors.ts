import type { z } from 'zod';
import type { FieldSaid, Said } from '../replayed/refusal.js';
import { says } from '../words/engineRefusals.js';
import { saysOfField } from '../words/fieldRefusals.js';
import { findUnstorable } from './storableText.js';
import { saidOf } from './zodIssues.js';

export interface Checked {
  /** What the schema makes of it; undefined when there are errors. */
  data?: unknown;
  /** The first of them, and short: so that no answer is larger than what was asked by more than a constant. */
  errors: FieldSaid[];
  /** How many there are in all. */
  count: number;
}

export const mostErrors = 50;
/** Characters of a pointer. */
export const longestText = 200;
/** No form has more than a few; what walks through a value calls itself for each level. */
export const deepest = 32;

/** What a schema makes of a value, or what is wrong with it. It costs no more than the value is large. */
export function check(schema: z.ZodType, value: unknown): Checked {
  const found = new Found();
  const tooDeep = findTooDeep(value);
  if (tooDeep) {
    found.add([], saysOfField('too-deep', { maximum: deepest }));
    return found.checked();
  }
  const { data, error } = schema.safeParse(value);
  for (const issue of error?.issues ?? []) {
    if (issue.code !== 'unrecognized_keys') found.add(issue.path, saidOf(issue, value));
    // One issue has all the keys, and names them all in its sentence: said of each key again, that would be a square.
    else for (const key of issue.keys) found.add([...issue.path, key], saysOfField('unknown-field'));
  }
  const known = new Set(found.errors.map(({ pointer }) => pointer));
  findUnstorable(value, (path) => {
    if (found.isFull || !known.has(pointerOf(path()))) found.add(found.isFull ? [] : path(), saysOfField('unstorable'));
  });
  return found.checked(data);
}

/** What is said over a list of errors: how many there are, and whether all are listed. */
export function countOf({ errors, count }: { errors: readonly unknown[]; count: number }): Said {
  if (count === 1) return says('one-error');
  const listed = errors.length;
  return count > listed ? says('many-errors', { count, listed }) : says('some-errors', { count });
}

/** The errors that are told, and the count of all. */
class Found {
  readonly errors: FieldSaid[] = [];
  private count = 0;

  get isFull(): boolean {
    return this.errors.length >= mostErrors;
  }

  add(path: readonly PropertyKey[], said: Said): void {
    this.count += 1;
    if (!this.isFull) this.errors.push({ pointer: pointerOf(path), ...said });
  }

  checked(data?: unknown): Checked {
    const { errors, count } = this;
    return count > 0 ? { errors, count } : { data, errors, count };
  }
}

/** As it is, or its beginning. */
export function shortened(text: string): string {
  if (text.length <= longestText) return text;
  return `${text.slice(0, longestText - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function pointerOf(path: readonly PropertyKey[]): string {
  let pointer = '';
  for (const key of path) {
    if (pointer.length > longestText) break;
    // A name may be as long as the body.
    const name = String(key).slice(0, longestText);
    pointer += `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }
  return shortened(pointer);
}

/** Level by level, without calling itself: a body may be nested thousands deep. */
function findTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= deepest) return true;
    const next: unknown[] = [];
    for (const one of level) {
      if (one === null || typeof one !== 'object') continue;
      for (const inner of Object.values(one)) if (inner !== null && typeof inner === 'object') next.push(inner);
    }
    level = next;
  }
  return false;
}

import { fault } from '../words/fieldRefusals.js';

/** NUL and halves of surrogate pairs: JSON can say them, but PostgreSQL keeps them in no text. */
const unstorable = /[\0\p{Surrogate}]/u;

/** What a schema says of a text that is not storable. */
export const unstorableText = fault('unstorable');

/**
 * Whether the register can keep this text. What it can't must not be accepted: the trajectory would have it, and its
 * record would never come.
 */
export function isStorable(text: string): boolean {
  return !unstorable.test(text);
}

/** Tells of each text in a JSON value that the register can't keep, with the way to it: made only when it is asked for. */
export function findUnstorable(value: unknown, tell: (path: () => string[]) => void): void {
  // Without recursion: a body may be nested thousands deep.
  const waiting: Place[] = [{ value }];
  for (let here = waiting.pop(); here; here = waiting.pop()) {
    const place = here;
    const { value: inside } = place;
    if (typeof inside === 'string' && !isStorable(inside)) tell(() => pathTo(place));
    if (inside === null || typeof inside !== 'object') continue;
    for (const [key, inner] of Object.entries(inside)) waiting.push({ value: inner, key, parent: place });
  }
}

interface Place {
  value: unknown;
  key?: string;
  parent?: Place;
}

function pathTo(place: Place): string[] {
  const keys: string[] = [];
  for (let here = place; here.key !== undefined && here.parent; here = here.parent) keys.push(here.key);
  return keys.toReversed();
}

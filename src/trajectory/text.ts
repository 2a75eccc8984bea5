/** NUL and halves of surrogate pairs: JSON can say them, but PostgreSQL keeps them in no text. */
const unstorable = /[\0\p{Surrogate}]/u;

export const unstorableText = 'Text has whole Unicode characters, and no NUL.';

/**
 * Whether the register can keep this text. What it can't must not be accepted: the trajectory would have it, and its
 * record would never come.
 */
export function isStorable(text: string): boolean {
  return !unstorable.test(text);
}

/** The places in a JSON value, as JSON pointers, of text that the register can't keep. */
export function unstorableIn(value: unknown): string[] {
  const found: string[] = [];
  // Without recursion, and with paths made only when needed: a body may be nested thousands deep.
  const waiting: Place[] = [{ value }];
  for (let here = waiting.pop(); here; here = waiting.pop()) {
    const { value: inside } = here;
    if (typeof inside === 'string' && !isStorable(inside)) found.push(pointerTo(here));
    if (inside === null || typeof inside !== 'object') continue;
    for (const [key, inner] of Object.entries(inside)) waiting.push({ value: inner, key, parent: here });
  }
  return found;
}

interface Place {
  value: unknown;
  key?: string;
  parent?: Place;
}

function pointerTo(place: Place): string {
  const keys: string[] = [];
  for (let here = place; here.key !== undefined && here.parent; here = here.parent) keys.push(here.key);
  return keys
    .toReversed()
    .map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

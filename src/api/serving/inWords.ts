import { namesOf } from '../../trajectory/definitions/names.js';
import type { Programmes } from '../../trajectory/definitions/programme.js';
import { inWordsOf, type InWords } from '../../trajectory/words/refusing.js';

/** Words what the API and the domain of these programmes say; the same each time, since making it costs some time. */
export function inWordsFor(programmes: Programmes): InWords {
  const words = known.get(programmes) ?? inWordsOf(namesOf(programmes.all));
  known.set(programmes, words);
  return words;
}
const known = new WeakMap<Programmes, InWords>();

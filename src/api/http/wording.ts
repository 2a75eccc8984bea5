import type { Language } from '../../trajectory/language.js';
import type { Programmes } from '../../trajectory/definitions/programme.js';
import { namesOf } from '../../trajectory/definitions/names.js';
import type { Names } from '../../trajectory/words/places.js';
import { inWordsOf, type InWords } from '../../trajectory/words/refusing.js';

const nothingNamed: Names = {
  step: () => undefined,
  field: () => undefined,
  agency: () => undefined,
  role: () => undefined,
  label: () => undefined,
};

/** Words what is said before there is a request. */
export const inPlainWords: InWords = inWordsOf(nothingNamed);

/** Words what the API and the domain of these programmes say; the same each time, since making it costs some time. */
export function inWordsFor(programmes: Programmes): InWords {
  const words = known.get(programmes) ?? inWordsOf(namesOf(programmes.all));
  known.set(programmes, words);
  return words;
}
const known = new WeakMap<Programmes, InWords>();

/** What is said, with its words. */
export function told<S extends { because: string }>(said: S, inWords: InWords, language: Language) {
  return { ...said, detail: inWords(said, language) };
}

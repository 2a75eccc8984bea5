import type { Language } from '../../trajectory/language.js';
import type { Names } from '../../trajectory/words/places.js';
import { inWordsOf, type InWords } from '../../trajectory/words/refusing.js';

const nothingNamed: Names = {
  step: () => undefined,
  field: () => undefined,
  agency: () => undefined,
  municipality: () => undefined,
  role: () => undefined,
  label: () => undefined,
};

/** Words what is said before there is a request. */
export const inPlainWords: InWords = inWordsOf(nothingNamed);

/** What is said, with its words. */
export function told<S extends { because: string }>(said: S, inWords: InWords, language: Language) {
  return { ...said, detail: inWords(said, language) };
}

import type { Language, Text } from '../language.js';
import { Refusal, type Params, type RefusalCode, type Refused, type Said } from '../replayed/refusal.js';
import { filledIn, placesIn, type Kinds, type Names } from './places.js';

/**
 * Sentences by their code, in both languages. In a sentence stands `{from:day}` for the parameter `from`, which is told
 * as a day; the kinds are those of `Kinds`. Both languages name the same parameters, or it does not compile.
 */
export type Words = Readonly<Record<string, Text>>;

/** `from:day` and the like, of a sentence. */
type PlacesOf<S extends string> = S extends `${string}{${infer Place}}${infer Rest}` ? Place | PlacesOf<Rest> : never;

/** What has to be told with a sentence. */
export type ParamsOf<T extends Text> = {
  [
    Place in PlacesOf<T['en']> as Place extends `${infer Name}:${string}` ? Name : never
  ]: Place extends `${string}:${infer Kind}` ? (Kind extends keyof Kinds ? Kinds[Kind] : never) : never;
};

type Same<A, B> = [A, B] extends [B, A] ? true : false;
/** Of a table the codes of which both languages have the same parameters, each of a kind that there is. */
type Fitting<W extends Words> = {
  [Code in keyof W]: Same<PlacesOf<W[Code]['en']>, PlacesOf<W[Code]['nl']>> extends true
    ? PlacesOf<W[Code]['en']> extends `${string}:${keyof Kinds}`
      ? Text
      : 'names a kind that is not in Kinds'
    : 'has other parameters in the one language than in the other';
};

const declared = new Map<string, Text>();

/**
 * Declares a table of words, beside what says them: a code without one of the languages, or with other parameters in it,
 * does not compile.
 * @throws Error for a code that another table has too
 */
export function wordsOf<const W extends Words>(words: W & Fitting<W>): W {
  for (const [code, text] of Object.entries<Text>(words)) {
    if (declared.has(code)) throw new Error(`Two tables have words for ${code}. Give one of the codes another name.`);
    declared.set(code, text);
  }
  return words;
}

/** All codes that are declared, with their words. */
export const refusalWords = (): ReadonlyMap<string, Text> => declared;

type Nothing = Record<string, never>;
/** What goes with a code of a table: nothing for a sentence without parameters. */
export type Telling<T extends Text, More extends unknown[] = []> = keyof ParamsOf<T> extends never
  ? [params?: Nothing, ...more: More]
  : [params: ParamsOf<T>, ...more: More];

/** What a table can say: its codes, each with its parameters. */
export interface Saying<W extends Words> {
  says<Code extends keyof W & string>(because: Code, ...telling: Telling<W[Code]>): Said;
  /** A refusal of the whole. */
  refuse<Code extends keyof W & string>(
    code: RefusalCode,
    because: Code,
    ...telling: Telling<W[Code], [more?: Pick<Refused, 'errors' | 'extra'>]>
  ): Refusal;
  /** A refusal of one field of the input. */
  mistake<Code extends keyof W & string>(field: string, because: Code, ...telling: Telling<W[Code]>): Refusal;
  /** The code, where a schema says what is wrong by a text; it has no parameters. */
  fault<Code extends Bare<W>>(because: Code): Code;
}
/** The codes that are said without parameters. */
type Bare<W extends Words> = {
  [Code in keyof W & string]: keyof ParamsOf<W[Code]> extends never ? Code : never;
}[keyof W & string];

/** Says and refuses by the codes of a table. */
export function sayingWith<W extends Words>(_words: W): Saying<W> {
  const said = (because: string, params?: object): Said =>
    params === undefined ? { because } : { because, params: params as Params };
  return {
    says: (because, ...[params]) => said(because, params),
    refuse: (code, because, ...[params, more]) => new Refusal({ code, ...said(because, params), ...more }),
    mistake(field, because, ...[params]) {
      const what = said(because, params);
      return new Refusal({ code: 'invalid-input', ...what, errors: [{ pointer: `/${field}`, ...what }] });
    },
    fault: (because) => because,
  };
}

/** Words what was said for a reader. */
export type InWords = (said: Said, language: Language) => string;

/** The one place in which codes become sentences. @param names what steps, fields and codes are called */
export function inWordsOf(names: Names): InWords {
  const inWords: InWords = ({ because, params }, language) => {
    const sentence = declared.get(because);
    // Without words the code says more than nothing.
    if (!sentence) return because;
    return filledIn(sentence[language], params ?? {}, places[language], '');
  };
  const places = { en: placesIn(names, 'en', inWords), nl: placesIn(names, 'nl', inWords) };
  return inWords;
}

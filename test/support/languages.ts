import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/cli/settings.js';
import { languages, type Language } from '../../src/trajectory/language.js';

/**
 * Tells Dutch from English by the texts that we have ourselves: a word that stands in texts of the one language and in no text of the
 * other is a word of that language. So names, codes and what people typed are of neither, and no list has to be kept.
 */

/** A text as it stands in the source, in one of the languages. */
export interface OwnText {
  where: string;
  language: Language;
  text: string;
}

/** `nl: 'Vul dit in.'`, and the same as a template or as a function that gives it. */
const inSource =
  /\b(nl|en):\s*(?:\([^)]*\)\s*=>\s*|\w+\s*=>\s*)?(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g;

/** Every text that stands in the source in both languages. */
export function ownTexts(): OwnText[] {
  const files = readdirSync(join(packageRoot, 'src'), { recursive: true, encoding: 'utf8' });
  return files
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .toSorted()
    .flatMap((name) =>
      [...readFileSync(join(packageRoot, 'src', name), 'utf8').matchAll(inSource)].map(
        ([, language, single, double, template]): OwnText => ({
          where: `src/${name}`,
          language: language as Language,
          text: single ?? double ?? template ?? '',
        }),
      ),
    );
}

/** What is filled in; addresses, of mail too, and methods of the API; and names, which have a capital within a sentence. */
const notOfALanguage = [
  /\$?\{[^}]*\}/g,
  /\b(?:GET|POST|PUT|DELETE)\b/g,
  /\S*[/@]\S*/g,
  /\\[a-z]/g,
  /(?<=[\p{Ll}\d,;)] |[(])\p{Lu}[\p{L}-]+/gu,
];

/** The words of a text, each once, without what is of no language. */
function wordsIn(text: string): Set<string> {
  const left = notOfALanguage.reduce((rest, pattern) => rest.replaceAll(pattern, ' '), text);
  return new Set((left.match(/(?<![\p{L}\d])\p{L}{2,}(?![\p{L}\d])/gu) ?? []).map((word) => word.toLowerCase()));
}

export const theOther: Record<Language, Language> = { nl: 'en', en: 'nl' };

/** Which words are of which language. */
export class Vocabulary {
  /** In how many texts of a language a word stands. */
  private readonly texts: Record<Language, Map<string, number>> = { nl: new Map(), en: new Map() };

  constructor(texts: readonly OwnText[]) {
    for (const { language, text } of texts) {
      const counted = this.texts[language];
      for (const word of wordsIn(text)) counted.set(word, (counted.get(word) ?? 0) + 1);
    }
  }

  /** The words of a text that are of the other language only; what the text itself adds to its own language is left out. */
  strangeWords(text: string, language: Language, isOurs = false): string[] {
    const own = isOurs ? 1 : 0;
    return [...wordsIn(text)].filter(
      (word) => this.in(language, word) <= own && this.in(theOther[language], word) >= (isOurs ? 2 : 1),
    );
  }

  /** Whether a text of ours stands in the place of the other language: more than a third of its words are. */
  isMisplaced({ text, language }: OwnText): boolean {
    return this.strangeWords(text, language, true).length > wordsIn(text).size / 3;
  }

  private in(language: Language, word: string): number {
    return this.texts[language].get(word) ?? 0;
  }
}

let ours: Vocabulary | undefined;

/** The words of all that we say ourselves. */
export function ourVocabulary(): Vocabulary {
  ours ??= new Vocabulary(ownTexts());
  return ours;
}

export { languages };

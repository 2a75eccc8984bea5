import { speak, spoken, type Language } from '../api/spoken.ts';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';

export type { Language };
/** A text in both languages, as definitions and answers of the API have them. */
export type Text = Record<Language, string>;
/** The texts of a screen: a sentence, or a function of what is filled in. It does not compile with one language only. */
export type Texts = Record<string, { nl: unknown; en: unknown }>;

interface LanguageChoice {
  language: Language;
  choose(language: Language): void;
  /** A text that came with an answer. */
  say(text: Text): string;
}

const LanguageContext = createContext<LanguageChoice | null>(null);
/** Under this name the browser keeps the choice; it says nothing about a person. */
const kept = 'bestendig-language';

/** What was chosen here before, else what the browser asks for, else Dutch. */
function firstLanguage(): Language {
  const chosen = localStorage.getItem(kept);
  if (chosen === 'nl' || chosen === 'en') return chosen;
  const asked = navigator.languages.map((one) => one.slice(0, 2).toLowerCase());
  return asked.find((one): one is Language => one === 'nl' || one === 'en') ?? 'nl';
}

/** Called before anything is read. */
export function speakFirstLanguage(): void {
  speak(firstLanguage());
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(spoken);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo<LanguageChoice>(
    () => ({
      language,
      choose(chosen) {
        localStorage.setItem(kept, chosen);
        speak(chosen);
        setLanguage(chosen);
      },
      say: (text) => text[language],
    }),
    [language],
  );
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageChoice {
  const choice = useContext(LanguageContext);
  if (!choice) throw new Error('There is no LanguageProvider above this.');
  return choice;
}

/** The texts of a screen in the language of its reader. */
export function useTexts<T extends Texts>(texts: T): { [Name in keyof T]: T[Name]['nl'] } {
  const { language } = useLanguage();
  return useMemo(
    () =>
      Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text[language]])) as {
        [Name in keyof T]: T[Name]['nl'];
      },
    [texts, language],
  );
}

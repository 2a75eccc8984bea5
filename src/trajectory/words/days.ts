import type { Language, Text } from '../language.js';

/** Written out, since the engine of a language differs by machine and what is replayed may load this. */
const months: Record<Language, readonly string[]> = {
  en: 'January February March April May June July August September October November December'.split(' '),
  nl: 'januari februari maart april mei juni juli augustus september oktober november december'.split(' '),
};

/** Returns a calendar day as people write it, “28 november 2026”; anything else as it is. */
export function dayInWords(day: string, language: Language): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  const name = months[language][Number(month) - 1];
  return name === undefined ? day : `${Number(date)} ${name} ${year}`;
}

/** Returns a calendar day as people write it in both languages. */
export const writtenDay = (day: string): Text => ({ nl: dayInWords(day, 'nl'), en: dayInWords(day, 'en') });

import type { Text } from '../language.js';

const locales = { nl: 'nl-NL', en: 'en-GB' } as const;
const written = {
  nl: new Intl.DateTimeFormat(locales.nl, { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat(locales.en, { dateStyle: 'long', timeZone: 'UTC' }),
};

/** Returns a calendar day as people write it, "28 november 2026"; anything else as it is. */
export function writtenDay(day: string): Text {
  if (!isDay(day)) return { nl: day, en: day };
  const at = new Date(`${day}T00:00:00Z`);
  return { nl: written.nl.format(at), en: written.en.format(at) };
}

/** Whether a text is a calendar day, `YYYY-MM-DD`. */
export const isDay = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text);

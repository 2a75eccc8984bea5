import { useMemo } from 'react';
import { useLanguage, type Language } from './language.tsx';

const locales: Record<Language, string> = { nl: 'nl-NL', en: 'en-GB' };
/** The work is Dutch: moments are shown in the time of the Netherlands, wherever the browser is. */
const timeZone = 'Europe/Amsterdam';

/** Dates, numbers and durations, as the language writes them. */
export interface Formats {
  /** A calendar day `2027-02-01`: "1 februari 2027". */
  day(day: string): string;
  /** The same, short: "1 feb 2027". */
  shortDay(day: string): string;
  /** A sentence in which days are written as they are kept, with those days written out. */
  daysIn(sentence: string): string;
  /** A month `2027-02`: "feb 2027". */
  month(month: string): string;
  /** An instant, with its time: "1 februari 2027 om 14:05". */
  instant(instant: string): string;
  /** Only its time, to the second: "14:05:03". */
  time(instant: string): string;
  number(value: number): string;
  /** A share from 0 to 1: "41%". */
  share(value: number): string;
  /** How many of what: "1 dag", "3 dagen". */
  count(value: number, one: string, more: string): string;
  /** How far a calendar day is from today: "over 3 dagen", "2 dagen geleden", "vandaag". */
  fromToday(day: string): string;
  /** Names, one after another: "maandag, dinsdag en vrijdag". */
  list(names: readonly string[]): string;
}

function formatsIn(language: Language): Formats {
  const locale = locales[language];
  const dayFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const shortFormat = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const monthFormat = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const instantFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone });
  const timeFormat = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone });
  const numberFormat = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const shareFormat = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const names = new Intl.ListFormat(locale, { type: 'conjunction' });
  const written = (one: string) => dayFormat.format(new Date(`${one}T00:00:00Z`));
  return {
    day: written,
    daysIn: (sentence) => sentence.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, written),
    shortDay: (day) => shortFormat.format(new Date(`${day}T00:00:00Z`)),
    month: (month) => monthFormat.format(new Date(`${month}-01T00:00:00Z`)),
    instant: (instant) => instantFormat.format(new Date(instant)),
    time: (instant) => timeFormat.format(new Date(instant)),
    number: (value) => numberFormat.format(value),
    share: (value) => shareFormat.format(value),
    count: (value, one, more) => `${numberFormat.format(value)} ${value === 1 ? one : more}`,
    fromToday: (day) => relative.format(daysBetween(today(), day), 'day'),
    list: (all) => names.format(all),
  };
}

const formats: Record<Language, Formats> = { nl: formatsIn('nl'), en: formatsIn('en') };

export function useFormats(): Formats {
  const { language } = useLanguage();
  return useMemo(() => formats[language], [language]);
}

/** The calendar day it is now, in the Netherlands. */
export function today(): string {
  return dayOf(new Date().toISOString());
}

/** Whether a text is a calendar day, `YYYY-MM-DD`. */
export const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Whether a text is a UTC instant. */
export const isInstant = (text: string): boolean => /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text);

/** The instant at which a day begins in the Netherlands, wherever the reader is; undefined for what is no day. */
export function startOf(day: string | undefined): string | undefined {
  if (!isDay(day)) return undefined;
  const begins = ['+02:00', '+01:00'].map((ahead) => new Date(`${day}T00:00:00${ahead}`).toISOString());
  // An hour too early it is the day before.
  return begins.find((instant) => dayOf(instant) === day);
}

const isoDay = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone });

/** The calendar day of an instant, in the Netherlands. */
export function dayOf(instant: string): string {
  return isoDay.format(new Date(instant));
}

/** Calendar days from one to the other; negative when the other comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

const isoMoment = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone });

/** A moment as it is filled in, `2027-02-01T14:05`, in the time of the Netherlands. */
export function dutchMoment(instant: string): string {
  return isoMoment.format(new Date(instant)).replace(' ', 'T');
}

/** The instant of such a moment, undefined when it is none. */
export function dutchInstant(moment: string): string | undefined {
  const asIfUtc = Date.parse(`${moment}Z`);
  if (Number.isNaN(asIfUtc)) return undefined;
  const ahead = Date.parse(`${dutchMoment(new Date(asIfUtc).toISOString())}Z`) - asIfUtc;
  return new Date(asIfUtc - ahead).toISOString();
}

import { dayInWords } from './days.js';
import type { Language, Text } from '../language.js';
import type { Said } from '../replayed/refusal.js';
import { splitRole } from '../replayed/agencyRole.js';

/** What a parameter of each kind is, as the code that is recorded. */
export interface Kinds {
  /** As a person typed it, or a mark that is the same in both languages. */
  text: string;
  number: number;
  /** `YYYY-MM-DD`. */
  day: string;
  step: string;
  steps: readonly string[];
  agency: string;
  agencies: readonly string[];
  municipality: string;
  /** What a code of a field is called, in quotes. */
  label: string;
  /** The same, as a part of the sentence. */
  code: string;
  labels: readonly string[];
  /** `agency:role`. */
  performers: readonly string[];
  /** `definition.field`. */
  field: string;
  fields: readonly string[];
  /** A sentence of its own within this one. */
  why: Said;
}

/** What steps, fields, roles and codes are called; undefined for what is not known any more, which keeps its code. */
export interface Names {
  step(name: string): Text | undefined;
  /** By `definition.field`. */
  field(path: string): Text | undefined;
  /** As it stands within a sentence: “the municipality”. */
  agency(code: string): Text | undefined;
  /** By its code, as the configuration names it. */
  municipality(code: string): string | undefined;
  role(code: string): Text | undefined;
  label(code: string): Text | undefined;
}

/** How a parameter of each kind stands in a sentence. */
export function placesIn(names: Names, language: Language, inWords: (said: Said, language: Language) => string) {
  const called = (text: Text | undefined, code: string) => text?.[language] ?? code;
  const quoted = (text: string) => `“${text}”`;
  const agency = (code: string) => called(names.agency(code), code);
  const label = (code: string) => quoted(called(names.label(code), code));
  const step = (name: string) => quoted(called(names.step(name), name));
  const field = (path: string) => quoted(called(names.field(path), path.split('.').at(-1) ?? path));
  const anyOf = (all: readonly string[]) => listed(all, or[language]);
  const allOf = (all: readonly string[]) => listed(all, and[language]);
  return {
    text: (text) => text,
    number: (number) => String(number),
    day: (day) => dayInWords(day, language),
    step,
    steps: (all) => allOf(all.map(step)),
    agency,
    agencies: (all) => anyOf(all.map(agency)),
    municipality: (code) => names.municipality(code) ?? municipalityTitle(code),
    label,
    labels: (all) => anyOf(all.map(label)),
    code: (code) => within(called(names.label(code), code)),
    performers: (all) =>
      anyOf(
        all.map((one) => {
          const [at, role] = splitRole(one);
          return `${within(called(names.role(role), role))} ${of[language]} ${agency(at)}`;
        }),
      ),
    field,
    fields: (all) => allOf(all.map(field)),
    why: (said) => inWords(said, language),
  } satisfies Places;
}

/** A municipality as people write it: its code, with its capitals. */
export const municipalityTitle = (code: string): string =>
  code.replaceAll(/(^|[\s-])([a-z])/g, (_all, before: string, letter: string) => before + letter.toUpperCase());

/** What tells a parameter of each kind. */
export type Places = { readonly [Kind in keyof Kinds]: (value: Kinds[Kind]) => string };

/** `{from:day}`, with its name and its kind. */
export const placeholder = /\{(\w*):?(\w*)\}/g;

/**
 * A sentence with its parameters in it. They may be of another version than the sentence is, or come from another process: one
 * that is not of its kind is told as well as it can be, since whoever reads it is better served by that than by nothing.
 * @param absent what stands for a parameter that is not there
 */
export function filledIn(sentence: string, params: Readonly<Record<string, unknown>>, places: Places, absent: string) {
  return sentence.replaceAll(placeholder, (_place, name: string, kind: keyof Kinds) => {
    const value = params[name];
    if (value === undefined || value === null) return absent;
    if (kind === 'why') return isSaid(value) ? places.why(value) : plain(value);
    if (isOfMany(kind)) return places[kind]((Array.isArray(value) ? value : [value]).map(plain));
    return (places[kind] as (value: string) => string)(plain(value));
  });
}

const kindsOfMany = ['steps', 'agencies', 'labels', 'performers', 'fields'] as const;
const isOfMany = (kind: keyof Kinds): kind is (typeof kindsOfMany)[number] =>
  (kindsOfMany as readonly string[]).includes(kind);
const isSaid = (value: unknown): value is Said =>
  typeof value === 'object' && value !== null && 'because' in value && typeof value.because === 'string';
const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const of = { en: 'of', nl: 'van' };
const or = { en: 'or', nl: 'of' };
const and = { en: 'and', nl: 'en' };

/** A title as it stands within a sentence: without its capital, unless it is an abbreviation. */
function within(title: string): string {
  return /^.[a-zà-ÿ]/.test(title) ? `${title.charAt(0).toLowerCase()}${title.slice(1)}` : title;
}

function listed(all: readonly string[], last: string): string {
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} ${last} ${all.at(-1)}`;
}

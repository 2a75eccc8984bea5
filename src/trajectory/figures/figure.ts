import type { Text } from '../language.js';
import type { ClassMap } from './classMap.js';

export type Unit = 'people' | 'places' | 'percent' | 'days' | 'times' | 'steps';
/** About one day, about all days of a period, or about the people of a period and what had come of them on a day. */
export type WindowKind = 'on-date' | 'period' | 'cohort';
export type View = 'period' | 'cohort';

/** What is known of a member of a population, as far as figures tell members apart. */
export type Attributes = Readonly<Record<string, string>>;

/** So many members of a population, in one municipality, that are the same in all attributes. */
export interface Tally {
  municipality: string;
  attributes: Attributes;
  n: number;
}

type Counting = (attributes: Attributes, classMap: ClassMap) => string | null;

/** How a figure comes to be. */
export type Making =
  | {
      kind: 'count';
      /** Whether it has a part for each value; without parts it has one count. */
      split: boolean;
      /** The part in which a member counts; '' for a figure without parts; null when it does not count. */
      counts: Counting;
      /** The count of which it is printed a share of as well. */
      shareOf?: string;
    }
  /** Of the numbers of days of all that another figure counts. */
  | { kind: 'spread'; of: string; which: 'median' | 'p90' | 'oldest' }
  | { kind: 'ratio'; of: { figure: string; part?: string }; to: string }
  /** Who moved to a municipality, or from it. */
  | { kind: 'transfers'; way: 'in' | 'out' }
  | { kind: 'capacity' };

/** A figure is its definition: the same number of something else is another figure. */
export interface Figure {
  /** Never used again for something else. */
  id: string;
  /** Raised with every change of what is counted. */
  version: number;
  group: string;
  title: Text;
  /** One sentence: who, what is counted, over which days, what is left out. */
  definition: Text;
  population: string;
  unit: Unit;
  window: WindowKind;
  /** Its parts with their titles, or the agencies of the domain: these are always shown, others when they occur. */
  parts?: Readonly<Record<string, Text>> | 'agencies';
  /** Whether what it counts depends on the class map. */
  byClass?: true;
  making: Making;
}

/** A group of rows in the table. */
export interface Group {
  id: string;
  title: Text;
}

/** What the domain calls what figures are split by. */
export interface PartWords {
  agencies: Readonly<Record<string, Text>>;
  /** A code that was filled in. */
  code(code: string): Text | undefined;
}

/** Returns the parts that are always shown, with their titles. */
export function partsOf({ parts = {} }: Figure, { agencies }: PartWords): Readonly<Record<string, Text>> {
  return parts === 'agencies' ? agencies : parts;
}

/** Returns what a part is called; one of several codes, such as a level with its answer, by each of them. */
export function partTitle(figure: Figure, part: string, words: PartWords): Text {
  const known = partsOf(figure, words)[part];
  if (known) return known;
  const each = part.split('/').map((code) => words.code(code) ?? { nl: code, en: code });
  return { nl: each.map(({ nl }) => nl).join(', '), en: each.map(({ en }) => en).join(', ') };
}

export const additive = ({ making }: Figure): boolean => ['count', 'transfers', 'capacity'].includes(making.kind);

/** A count of the members of a population that fit. */
export const counting = (
  fits: (attributes: Attributes, classMap: ClassMap) => boolean = () => true,
  shareOf?: string,
): Making => ({
  kind: 'count',
  split: false,
  counts: (attributes, classMap) => (fits(attributes, classMap) ? '' : null),
  ...(shareOf !== undefined && { shareOf }),
});

/** A count split by what is told of each member, such as one attribute; null leaves a member out. */
export const by = (told: string | Counting, shareOf?: string): Making => ({
  kind: 'count',
  split: true,
  counts: typeof told === 'string' ? (attributes) => attributes[told] ?? null : told,
  ...(shareOf !== undefined && { shareOf }),
});

type Entry = Omit<Figure, 'version' | 'window' | 'unit'> & Partial<Figure>;
export const onDate = (entry: Entry): Figure => ({ version: 1, unit: 'people', window: 'on-date', ...entry });
export const inPeriod = (entry: Entry): Figure => ({ version: 1, unit: 'people', window: 'period', ...entry });

/** Of the numbers of days of all that another figure counts. */
export const spread = (of: string, which: 'median' | 'p90' | 'oldest'): Making => ({ kind: 'spread', of, which });

import type { Json } from './json.js';

/** All that is known, as a trajectory keeps it. */
type Facts = Record<string, Json>;

declare const declared: unique symbol;

/** Values of declared facts. Only `Fact.set` makes them, so nothing is kept under a key that nobody declared. */
export type FactValues = Record<string, Json> & { readonly [declared]: true };

/**
 * A key of the facts of a trajectory, with the shape of what it holds. To the kernel facts are JSON; whoever owns a key says
 * its shape here, once, for all who read and set it.
 */
export interface Fact<T> {
  /** Its name in the record, and in what people are shown. */
  readonly key: string;
  /** What is known; undefined when nothing is. */
  of(facts: Facts): T | undefined;
  /** Whether these facts, as an event sets them, say something of it: also that it is forgotten. */
  isIn(facts: Facts): boolean;
  /** The same facts, with nothing of it. */
  without(facts: Facts): Facts;
  /** As facts that an event sets, alone or with others; null forgets it. */
  set(value: T | null): FactValues;
}

/** What a part of a fact is about: a fact of many steps has a part for each, and not every agency may know of each step. */
export interface About {
  step: string;
  /** The only agencies that may know of this part, where that are fewer than may know of the step. */
  knownTo?: readonly string[];
}

type AboutOf = (key: string, part: Json) => About;
/** The same value with each version in it as someone counts. */
type Recount = (value: Json, count: (version: number) => number) => Json;

const keys = new Set<string>();
const parted = new Map<string, AboutOf>();
const counting = new Map<string, Recount>();
const withReasons = new Map<string, ReadonlySet<string>>();
/** By key, where it was declared again. */
const again = new Map<string, string>();

/** What a fact keeps of one step: an item of its list, or a value of its object. */
type PartOf<T> = T extends readonly (infer Item)[]
  ? Item
  : T extends Readonly<Record<string, infer Value>>
    ? Value
    : never;

interface FactOptions<T> {
  /**
   * Of a fact that keeps something for each of many steps, in an object or a list: which step a part is about. Without it
   * the fact is shown or hidden as a whole.
   */
  about?(key: string, part: NonNullable<PartOf<T>>): About;
  /** Of a fact that keeps versions of the trajectory. */
  recount?(value: T, count: (version: number) => number): T;
  /** Of a fact that keeps reasons (reason.ts): the names of the parts that are one, wherever they stand in it. */
  reasons?: readonly string[];
}

/**
 * Declares a fact. One of a name that is taken throws nothing here, since this is loaded into workflows too, where a fault would
 * stop every trajectory. It changes nothing of the first one, and `defineDomain` refuses to start with it.
 */
export function fact<T>(key: string, { about, recount, reasons }: FactOptions<T> = {}): Fact<T> {
  const isFirst = !keys.has(key);
  if (!isFirst) again.set(key, new Error().stack?.split('\n')[2]?.trim() ?? '');
  keys.add(key);
  // Facts are JSON to all who do not know their shape.
  if (isFirst && about) parted.set(key, about as AboutOf);
  if (isFirst && recount) counting.set(key, recount as unknown as Recount);
  if (isFirst && reasons) withReasons.set(key, new Set(reasons));
  return {
    key,
    of: (facts) => (facts[key] ?? undefined) as T | undefined,
    without: (facts) => Object.fromEntries(Object.entries(facts).filter(([each]) => each !== key)),
    isIn: (facts) => Object.hasOwn(facts, key),
    set: (value) => ({ [key]: value as Json }) as FactValues,
  };
}

/** Whether a fact of this name has been declared by what is loaded. */
export const isFact = (key: string): boolean => keys.has(key);

/** Whether the part of this name, in a fact of this key, is a reason. */
export const isReasonIn = (key: string, part: string): boolean => withReasons.get(key)?.has(part) ?? false;

/** The facts that more than one declaration names, each with where the last of them is. */
export const factsDeclaredAgain = (): [key: string, where: string][] => [...again];

/**
 * The facts without the parts about which `isKnown` says no, and with versions as `count` makes of them. A fact of which
 * nothing is left is not there.
 */
export function knownParts(
  whole: Facts,
  isKnown: (about: About) => boolean,
  count: (version: number) => number,
): Facts {
  const facts = Object.fromEntries(
    Object.entries(whole).map(([key, value]) => [key, counting.get(key)?.(value, count) ?? value]),
  );
  return Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]): [string, Json][] => {
      const about = parted.get(key);
      if (!about || value === null || typeof value !== 'object') return [[key, value]];
      if (Array.isArray(value)) {
        const kept = value.filter((part, i) => isKnown(about(String(i), part)));
        return kept.length === 0 && value.length > 0 ? [] : [[key, kept]];
      }
      const kept = Object.entries(value).filter(([name, part]) => isKnown(about(name, part)));
      return kept.length === 0 ? [] : [[key, Object.fromEntries(kept)]];
    }),
  );
}

/** The same facts, with the steps that their parts are about under the names of now. */
export function renamedParts(facts: Facts, now: (step: string) => string): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]): [string, Json] => {
      const about = parted.get(key);
      if (!about || value === null || typeof value !== 'object') return [key, value];
      if (Array.isArray(value)) return [key, value.map((part) => withStep(part, now))];
      const parts = Object.entries(value).map(([name, part]): [string, Json] => {
        const isByStep = about(name, part).step === name;
        return [isByStep ? now(name) : name, withStep(part, now)];
      });
      return [key, Object.fromEntries(parts)];
    }),
  );
}

/** Of these facts those that stand otherwise under the names of now; undefined when none does. */
export function renamedFacts(facts: Facts, now: (step: string) => string): Facts | undefined {
  const renamed = Object.entries(renamedParts(facts, now)).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(facts[key]),
  );
  return renamed.length === 0 ? undefined : Object.fromEntries(renamed);
}

function withStep(part: Json, now: (step: string) => string): Json {
  if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
  const { step } = part;
  return typeof step === 'string' && now(step) !== step ? { ...part, step: now(step) } : part;
}

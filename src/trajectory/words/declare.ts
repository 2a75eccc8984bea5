import type { Text } from '../language.js';
import { placeholder, type Kinds } from './places.js';
import type { CodedReason, EventType, ReasonCode, TypedReason } from '../replayed/reason.js';

/**
 * Declares the codes that a definition records, with their words in both languages, beside what records them. The record
 * has the code and the parameters; every reader words it with `wording.ts`.
 */

/** How the value of a placeholder is read: `{until:day}` as "28 november 2026", `{to:agency}` by the title of the agency. */
const paramKinds = ['day', 'agency', 'step', 'code', 'number', 'text'] as const satisfies (keyof Kinds)[];

type Placeholder<T extends string> = T extends `${string}{${infer Inner}}${infer Rest}`
  ? Inner | Placeholder<Rest>
  : never;
type ParamName<P extends string> = P extends `${infer Name}:${string}` ? Name : never;
type ParamValue<P extends string> = P extends `${string}:number` ? number : string;
type ParamsOf<T extends string> = { [P in Placeholder<T> as ParamName<P>]: ParamValue<P> };

/** Without placeholders the reason itself, and otherwise what makes it of the parameters. */
type Declared<T extends string> = [Placeholder<T>] extends [never] ? CodedReason : (params: ParamsOf<T>) => CodedReason;

const declaredReasons = new Map<string, Text>();

/**
 * Declares reasons: by code their sentence in both languages, with a placeholder for each parameter. It is shown in the
 * middle of a line, so it begins with a small letter and has no full stop.
 *
 * @example
 * const why = reasons({ 'back-from': { nl: 'terug van {level:code}', en: 'back from {level:code}' } });
 * openAgain('meeting', why['back-from']({ level: 'director' }));
 * @throws Error for a code that is declared already with other words, or whose languages have other placeholders
 */
export function reasons<const T extends Readonly<Record<string, Text>>>(
  texts: T,
): { [Code in keyof T]: Declared<T[Code]['en']> } {
  const made = Object.entries(texts).map(([code, text]) => {
    keep(declaredReasons, code, text);
    const reason = { code: code as ReasonCode };
    return [code, placeholdersIn(text.en).length === 0 ? reason : (params: object) => ({ ...reason, params })];
  });
  return Object.fromEntries(made) as { [Code in keyof T]: Declared<T[Code]['en']> };
}

/** What a person wrote. */
export const typed = (text: string): TypedReason => ({ typed: text });

/** The title of what happened, in the past tense. */
export interface EventText extends Text {
  /** What those read who are told of it, where it is about the trajectory as a whole: in a mail that is all that is said. */
  told?: Text;
  /** For a mail: what it means to someone who does not meet it every day. */
  means?: Text;
}

const declaredEvents = new Map<string, EventText>();

/**
 * Declares types of events, other than those that have the name of an action or message: by type their title.
 * @throws Error for a type that is declared already with other words
 */
export function eventTypes<const T extends Readonly<Record<string, EventText>>>(
  texts: T,
): { [Type in keyof T]: EventType } {
  for (const [type, text] of Object.entries(texts)) keep(declaredEvents, type, text);
  return Object.fromEntries(Object.keys(texts).map((type) => [type, type])) as { [Type in keyof T]: EventType };
}

export const reasonText = (code: string): Text | undefined => declaredReasons.get(code);
export const eventText = (type: string): EventText | undefined => declaredEvents.get(type);
export const reasonCodes = (): string[] => [...declaredReasons.keys()];
export const eventTypesDeclared = (): string[] => [...declaredEvents.keys()];

function keep<T extends Text>(all: Map<string, T>, name: string, text: T): void {
  const own = JSON.stringify(placeholdersIn(text.nl).toSorted());
  const bad = placeholdersIn(text.en).find(([, kind]) => !(paramKinds as readonly string[]).includes(kind ?? ''));
  if (bad) throw new Error(`The placeholder ${bad.join(':')} of ${name} has no kind: use ${paramKinds.join(', ')}.`);
  if (own !== JSON.stringify(placeholdersIn(text.en).toSorted())) {
    throw new Error(`The words of ${name} have other placeholders in Dutch than in English.`);
  }
  const known = all.get(name);
  if (known && JSON.stringify(known) !== JSON.stringify(text)) {
    throw new Error(`The code ${name} is declared twice, with other words. Declare it once, or give one another name.`);
  }
  all.set(name, text);
}

function placeholdersIn(sentence: string): string[][] {
  return [...sentence.matchAll(placeholder)].map(([, name = '', kind = '']) => [name, kind]);
}

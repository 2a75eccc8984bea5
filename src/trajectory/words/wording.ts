import type { Text } from '../language.js';
import type { Reason } from '../replayed/reason.js';
import { eventText, placeholder, reasonText, type EventText, type ParamKind } from './declare.js';
import { writtenDay } from './days.js';

/** What the things that a parameter can name are called where it is read. */
export interface Names {
  step(name: string): Text | undefined;
  code(code: string): Text | undefined;
  agency(agency: string): Text | undefined;
}

/** Returns the words of a reason in both languages; what a person typed is the same in both. */
export function wordsOfReason(reason: Reason, names: Names): Text {
  if ('typed' in reason) return asItIs(reason.typed);
  const text = reasonText(reason.code);
  if (!text) return asItIs(reason.code);
  const { params = {} } = reason;
  return { nl: filled(text.nl, params, names, 'nl'), en: filled(text.en, params, names, 'en') };
}

/** Returns the title of a type of event that is declared as such; undefined for the name of an action or message. */
export function wordsOfEvent(type: string): EventText | undefined {
  return eventText(type);
}

function filled(
  sentence: string,
  params: Readonly<Record<string, string | number>>,
  names: Names,
  language: keyof Text,
): string {
  return sentence.replaceAll(placeholder, (_whole, name: string, kind: ParamKind) => {
    const value = params[name];
    if (value === undefined) return '…';
    const words: Record<ParamKind, () => Text | undefined> = {
      day: () => writtenDay(String(value)),
      agency: () => names.agency(String(value)),
      step: () => names.step(String(value)),
      code: () => names.code(String(value)),
      number: () => undefined,
      text: () => undefined,
    };
    return words[kind]()?.[language] ?? String(value);
  });
}

const asItIs = (text: string): Text => ({ nl: text, en: text });

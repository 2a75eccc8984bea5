import type { Language, Text } from '../language.js';
import type { Reason } from '../replayed/reason.js';
import { eventText, reasonText, type EventText } from './declare.js';
import { filledIn, placesIn, type Names } from './places.js';

/** Returns the words of a reason in both languages; what a person typed is the same in both. */
export function wordsOfReason(reason: Reason, names: Names): Text {
  if ('typed' in reason) return asItIs(reason.typed);
  const text = reasonText(reason.code);
  if (!text) return asItIs(reason.code);
  const filled = (language: Language) =>
    // No reason has another one in it.
    filledIn(
      text[language],
      reason.params ?? {},
      placesIn(names, language, ({ because }) => because),
      '…',
    );
  return { nl: filled('nl'), en: filled('en') };
}

/** Returns the title of a type of event that is declared as such; undefined for the name of an action or message. */
export function wordsOfEvent(type: string): EventText | undefined {
  return eventText(type);
}

const asItIs = (text: string): Text => ({ nl: text, en: text });

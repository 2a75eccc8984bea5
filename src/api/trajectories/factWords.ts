import { fieldsOf } from '../../trajectory/definitions/field.js';
import type { Action, ShownFact, Step } from '../../trajectory/definitions/step.js';
import type { Text } from '../../trajectory/language.js';
import type { Wording } from '../../trajectory/reading/names.js';
import type { Json } from '../../trajectory/replayed/state.js';
import { commonParts } from '../../trajectory/words/parts.js';

/**
 * Returns what the parts and the codes in the value of a fact are called, so that those who show it need no words of their own.
 * Left out is what a person typed, and what has no name any more.
 */
export function factWords(
  value: Json,
  wording: Wording,
  shown?: { fact: ShownFact; by: Step | Action },
): Record<string, Text> {
  const fields = new Map(shown && fieldsOf(shown.by).map(({ name, title }) => [name, title]));
  const code = (name: string): Text | undefined =>
    wording.label(name) ?? wording.step(name) ?? wording.agencyTitle(name);
  const part = (name: string): Text | undefined =>
    own(shown?.fact.parts, name) ?? fields.get(name) ?? own(commonParts, name) ?? code(name);
  const words: Record<string, Text> = {};
  const add = (name: string, text: Text | undefined): void => {
    if (text) words[name] = { en: text.en, nl: text.nl };
  };
  const typed = shown?.fact.typed ?? [];
  const look = (inside: Json): void => {
    if (typeof inside === 'string' && typed !== true) add(inside, code(inside));
    if (typeof inside !== 'object' || inside === null) return;
    if (Array.isArray(inside)) return inside.forEach(look);
    // A reason has its own words.
    if ('code' in inside && 'text' in inside) return;
    for (const [name, one] of Object.entries(inside)) {
      if (typed === true || !typed.includes(name)) look(one);
      add(name, part(name));
    }
  };
  look(value);
  return words;
}

const own = (texts: Readonly<Record<string, Text>> | undefined, name: string): Text | undefined =>
  texts && Object.hasOwn(texts, name) ? texts[name] : undefined;

import { field, nobody } from '../define.js';
import { vNumberOrPseudonym } from './vNumberText.js';
import { purposes } from '../casework/fields.js';
import { refuse } from './refusals.js';

/** The step in which a colleague looks at a number that was entered. */
export const numberCheck = 'v-number-check';

const words = {
  title: { en: 'V-number', nl: 'V-nummer' },
  purpose: purposes.oneTrajectory,
  audience: nobody,
} as const;

export const vNumberField = field(vNumberOrPseudonym, words);
export const vNumberAgainField = field(vNumberOrPseudonym.optional(), {
  ...words,
  title: { en: 'V-number, entered once more', nl: 'V-nummer, nog een keer ingevuld' },
  when: [{ field: 'verdict', is: ['confirmed'] }],
  needed: true,
});

/** @throws Refusal for a number that did not go through the API: the number itself is never recorded. */
export function mustBePseudonym(vNumber: string): void {
  if (vNumber.length !== 26) throw refuse('invalid-input', 'not-a-pseudonym');
}

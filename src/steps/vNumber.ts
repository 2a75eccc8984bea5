import { vNumberText } from '../trajectory/vNumberText.js';
import { z } from 'zod';
import { Refusal } from '../trajectory/refusal.js';
import { field, nobody } from '../trajectory/step.js';
import { purposes } from './fields.js';

/** The step in which a colleague looks at a number that was entered. */
export const numberCheck = 'v-number-check';

/** As a person writes it, or as the pseudonym that the API makes of it before anything else sees it. */
const written = z.union([z.string().regex(/^[0-9a-z]{26}$/), vNumberText]);

const words = {
  title: { en: 'Aliens number', nl: 'V-nummer' },
  purpose: purposes.oneTrajectory,
  audience: nobody,
} as const;

export const vNumberField = field(written, words);
export const vNumberAgainField = field(written.optional(), {
  ...words,
  title: { en: 'Aliens number, entered once more', nl: 'V-nummer, nog een keer ingevuld' },
  when: [{ field: 'verdict', is: ['confirmed'] }],
  needed: true,
});

/** @throws Refusal for a number that did not go through the API: the number itself is never recorded. */
export function mustBePseudonym(vNumber: string): void {
  if (vNumber.length !== 26) throw new Refusal('invalid-input', 'The number was not made into a pseudonym.');
}

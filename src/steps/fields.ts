import { z } from 'zod';
import { field, type Text } from '../trajectory/step.js';
import type { Agency } from '../trajectory/state.js';

/**
 * Fields that several steps share. Free text is kept short and out of the way on purpose: health, religion and the
 * asylum story belong in the file of whoever holds it, and a reference to that file belongs here (DOMAIN §4).
 */

export const everyone: readonly Agency[] = ['municipality', 'ngo', 'ind', 'dtv', 'avim'];
export const guidance: readonly Agency[] = ['municipality', 'ngo', 'dtv'];

/** A calendar day, `YYYY-MM-DD`, of a year that can be meant: a slip such as 9999 would plan what nobody lives to see. */
export const day = () => z.iso.date().refine((text) => /^(19|20|21)/.test(text), 'Use a year from 1900 to 2199.');

/** Where a document is kept: a number or code, never the document. */
export const reference = (title: Text, purpose: string, audience: readonly Agency[]) =>
  field(
    z
      .string()
      .trim()
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9 ./_-]{1,63}$/,
        'Use letters, digits, spaces and ./_- only: a reference, not a text.',
      ),
    { title, purpose, audience },
  );

export const yesNo = (title: Text, purpose: string, audience: readonly Agency[]) =>
  field(z.boolean(), { title, purpose, audience });

/** Why something is done: a short motivation without names. */
export const reason = field(z.string().trim().min(3).max(500), {
  title: { en: 'Reason', nl: 'Reden' },
  purpose: 'Accountability: the timeline says for what reason something was done.',
  audience: everyone,
});

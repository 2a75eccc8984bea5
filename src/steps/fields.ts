import { z } from 'zod';
import { field, type Text } from '../trajectory/step.js';
import type { Agency } from '../trajectory/state.js';

/**
 * Fields that several steps share. Free text is kept short and out of the way on purpose: health, religion and the
 * asylum story belong in the file of whoever holds it, and a reference to that file belongs here (DOMAIN §4).
 */

export const everyone: readonly Agency[] = ['municipality', 'ngo', 'ind', 'dtv', 'avim'];
/** Who works with the person day by day. */
export const whoGuide: readonly Agency[] = ['municipality', 'ngo'];
export const guidance: readonly Agency[] = ['municipality', 'ngo', 'dtv'];

/** Why something is asked, where several steps ask it for the same. */
export const purposes = {
  accountability: {
    en: 'To account for it: the timeline says why something was done.',
    nl: 'Om verantwoording af te leggen: in de tijdlijn staat waarom iets is gedaan.',
  },
  decisionKept: {
    en: 'To find the decision where it is kept.',
    nl: 'Om de beslissing te vinden waar die wordt bewaard.',
  },
  direction: {
    en: 'To know in which direction is worked. It is not a result.',
    nl: 'Om te weten in welke richting wordt gewerkt. Het is geen uitkomst.',
  },
  inTime: {
    en: 'To remind in time. A person enters it; it is never worked out.',
    nl: 'Om op tijd te herinneren. Een medewerker vult het in; het wordt nooit berekend.',
  },
  interpreter: { en: 'To arrange an interpreter.', nl: 'Om een tolk te regelen.' },
  investigating: {
    en: 'To know why no direction is agreed yet.',
    nl: 'Om te weten waarom er nog geen richting is afgesproken.',
  },
  leadTime: { en: 'To count how long the work takes.', nl: 'Om te tellen hoe lang het werk duurt.' },
  oneTrajectory: {
    en: 'To see that one person has one open trajectory. The number itself is not kept, only a pseudonym of it.',
    nl: 'Om te zien dat iemand maar één open traject heeft. Het nummer zelf bewaren we niet, alleen een pseudoniem.',
  },
  question: {
    en: 'To find the question in the file of who asks it.',
    nl: 'Om de vraag te vinden in het dossier van wie die stelt.',
  },
  restsOn: {
    en: 'To show on which decision it rests.',
    nl: 'Om te laten zien op welke beslissing het rust.',
  },
  sheltered: { en: 'To count who is sheltered on a day.', nl: 'Om te tellen wie op een dag wordt opgevangen.' },
} satisfies Record<string, Text>;

/** A calendar day, `YYYY-MM-DD`, of a year that can be meant: a slip such as 9999 would plan what nobody lives to see. */
export const day = () => z.iso.date().refine((text) => /^(19|20|21)/.test(text), 'Use a year from 1900 to 2199.');

/** Where a document is kept: a number or code, never the document. */
export const reference = (title: Text, purpose: Text, audience: readonly Agency[]) =>
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

export const yesNo = (title: Text, purpose: Text, audience: readonly Agency[]) =>
  field(z.boolean(), { title, purpose, audience });

/** Why something is done: a short motivation without names. */
export const reason = field(z.string().trim().min(3).max(500), {
  title: { en: 'Reason', nl: 'Reden' },
  purpose: purposes.accountability,
  audience: everyone,
});

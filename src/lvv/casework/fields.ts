import { z } from 'zod';
import { knownDays } from '../days.js';
import type { DayRule } from '../../trajectory/definitions/field.js';
import { plainLine } from '../../trajectory/definitions/plainText.js';
import { field, type Text, type Agency } from '../define.js';
import { freeText } from '../../trajectory/definitions/freeText.js';
import type { FieldRules } from '../../trajectory/definitions/fieldRules.js';
import { fault } from './refusals.js';

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
    nl: 'Om het besluit te vinden waar het wordt bewaard.',
  },
  direction: {
    en: 'To know in which direction is worked. It is not a result.',
    nl: 'Om te weten in welke richting we werken (het begeleidingsscenario). Het is geen uitkomst.',
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
    en: 'To see that one person has one open trajectory. The number itself is not kept, only a code that is calculated from it.',
    nl: 'Om te zien dat iemand maar één open traject heeft. Het nummer zelf bewaren we niet, alleen een code die eruit is berekend.',
  },
  question: {
    en: 'To find the question in the file of the person who asked.',
    nl: 'Om de vraag te vinden in het dossier van degene die de vraag stelt.',
  },
  restsOn: {
    en: 'To show which decision this is based on.',
    nl: 'Om te laten zien welk besluit hieraan ten grondslag ligt.',
  },
  sheltered: { en: 'To count who is sheltered on a day.', nl: 'Om te tellen wie op een dag wordt opgevangen.' },
} satisfies Record<string, Text>;

interface DayOptions {
  /** Days of the same input, or days that the trajectory knows (`knownDays`), that it may not come before. */
  notBefore?: readonly string[];
  /** How many years from today it may lie; ten when left out. */
  years?: number;
}

/** The titles of days that a trajectory knows, for the form. */
const titled = (names: readonly string[]): Pick<DayRule, 'titles'> => {
  const known = Object.entries(knownDays).filter(([name]) => names.includes(name));
  return known.length === 0 ? {} : { titles: Object.fromEntries(known.map(([name, { title }]) => [name, title])) };
};

const dayOf = (when: DayRule['when'], { notBefore = [], years = 10 }: DayOptions = {}) =>
  z.iso.date().meta({ 'x-day': { when, notBefore, years, ...titled(notBefore) } satisfies DayRule });

/** A calendar day, `YYYY-MM-DD`, on which something happened: today at the latest. */
export const pastDay = (options?: DayOptions) => dayOf('past', options);
/** A calendar day on which something is to happen: today at the earliest. */
export const futureDay = (options?: DayOptions) => dayOf('future', options);
/** A calendar day that may lie before or after today, such as the last day of a permit. */
export const anyDay = (options?: DayOptions) => dayOf('any', options);

/**
 * A reference as it may be typed or pasted: what courts and agencies print fits, such as `ECLI:NL:RBMNE:2026:1234`. Also
 * with the dashes, spaces and invisible marks that come along with pasting: `plainLine` makes those plain.
 */
const printed =
  /^[\s\u00ad\u200b-\u200f\u2060\ufeff]*[A-Za-z0-9][A-Za-z0-9\s\u00ad\u200b-\u200f\u2060\ufeff\u2010-\u2015\u2212.:/_&()+,#'-]*$/;
const referenceText = z
  .string()
  .max(200)
  .regex(printed, fault('reference-characters'))
  .overwrite(plainLine)
  .refine((text) => text.length >= 2 && text.length <= 64, fault('reference-length'));

/** Where a document is kept: a number or code, never the document. */
export const reference = (title: Text, purpose: Text, audience: readonly Agency[], rules: FieldRules = {}) =>
  field(referenceText, { title, purpose, audience, ...rules });

export const yesNo = (title: Text, purpose: Text, audience: readonly Agency[]) =>
  field(z.boolean(), { title, purpose, audience });

/** Why something is done: a short motivation without names. */
export const reason = field(freeText({ min: 3, max: 500 }), {
  title: { en: 'Reason', nl: 'Reden' },
  purpose: purposes.accountability,
  audience: everyone,
});

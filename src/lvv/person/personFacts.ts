import type { ShownFact } from '../../trajectory/definitions/step.js';
import { fact } from '../../trajectory/replayed/fact.js';
import { guidance, purposes, whoGuide } from '../casework/fields.js';
import { inRow, oneOf } from '../labels.js';
import type { Agency, Text } from '../define.js';
import { z } from 'zod';
import { personLine } from './personLine.js';

/**
 * Who a trajectory is about, minimally (DOMAIN §4): enough to tell two people apart, to reach someone safely, and for a party
 * to know of whom it is asked. Health, religion and the asylum story stay out.
 */

/** The roepnaam or alias. */
export const calledByFact = fact<string>('calledBy');
export const birthYearFact = fact<number>('birthYear');
/** The year of birth is an estimate. */
export const birthYearIsAboutFact = fact<boolean>('birthYearIsAbout');
/** The digits of the V-number as someone gave it: it says who is meant, and bars no referral. */
export const shownNumberFact = fact<string>('vNumber');
/** The languages of the person, the best one first: codes or names, as they were typed. */
export const languagesFact = fact<string[]>('languages');
export const interpreterNeededFact = fact<boolean>('interpreterNeeded');
export const reachFact = fact<Reach>('reach');
export const representativeFact = fact<string>('representative');

/** How someone can be reached safely, and when that is not to be tried. */
export interface Reach {
  kind?: string | undefined;
  value?: string | undefined;
  notWhen?: string | undefined;
}

export const reachSchema = z.strictObject({
  kind: inRow(oneOf(['phone', 'message', 'e-mail', 'letter', 'through-someone']).optional(), {
    en: 'Safe way to reach the person',
    nl: 'Veilige manier om de deelnemer te bereiken',
  }),
  value: inRow(personLine(100).optional(), { en: 'Number or address', nl: 'Nummer of adres' }),
  notWhen: inRow(personLine(100).optional(), { en: 'When not', nl: 'Wanneer niet' }),
});

interface Described extends ShownFact<Agency> {
  title: Text;
}

const whoNeedsTheNumber: readonly Agency[] = ['municipality', 'ind', 'dtv', 'avim'];
const whoKnowsTheLawyer: readonly Agency[] = ['municipality', 'ngo', 'ind'];

/** What people are shown of each, by the name of the fact, which is also the name of its field. */
export const personShown = {
  calledBy: {
    title: { en: 'Name or alias', nl: 'Roepnaam of alias' },
    purpose: {
      en: 'To know who it is, and not to mix people up.',
      nl: 'Om te weten om wie het gaat, en om mensen niet te verwisselen.',
    },
    audience: whoGuide,
    typed: true,
  },
  birthYear: {
    title: { en: 'Year of birth', nl: 'Geboortejaar' },
    purpose: {
      en: 'To tell people with the same name apart, and to know whether someone is a minor.',
      nl: 'Om mensen met dezelfde naam te onderscheiden, en om te weten of iemand minderjarig is.',
    },
    audience: guidance,
  },
  birthYearIsAbout: {
    title: { en: 'The year of birth is an estimate', nl: 'Het geboortejaar is geschat' },
    purpose: {
      en: 'To know how sure the year of birth is.',
      nl: 'Om te weten hoe zeker het geboortejaar is.',
    },
    audience: guidance,
  },
  vNumber: {
    title: { en: 'V-number', nl: 'V-nummer' },
    purpose: {
      en: 'To tell the municipality, IND, DT&V and AVIM of whom it is.',
      nl: 'Om gemeente, IND, DT&V en AVIM te laten weten om wie het gaat.',
    },
    audience: whoNeedsTheNumber,
    typed: true,
  },
  languages: {
    title: { en: 'Languages', nl: 'Talen' },
    purpose: purposes.interpreter,
    audience: whoGuide,
    typed: true,
  },
  interpreterNeeded: {
    title: { en: 'Interpreter needed', nl: 'Tolk nodig' },
    purpose: purposes.interpreter,
    audience: whoGuide,
  },
  reach: {
    title: { en: 'How to reach the person', nl: 'Hoe de deelnemer te bereiken is' },
    purpose: {
      en: 'To reach the person without bringing them into danger.',
      nl: 'Om de deelnemer te bereiken zonder die in gevaar te brengen.',
    },
    audience: whoGuide,
    typed: ['value', 'notWhen'],
    parts: {
      kind: { en: 'By', nl: 'Via' },
      value: { en: 'Number or address', nl: 'Nummer of adres' },
      notWhen: { en: 'When not', nl: 'Wanneer niet' },
    },
  },
  representative: {
    title: { en: 'Representative', nl: 'Gemachtigde' },
    purpose: { en: 'To reach the lawyer or representative.', nl: 'Om de advocaat of gemachtigde te bereiken.' },
    audience: whoKnowsTheLawyer,
    typed: true,
  },
} as const satisfies Readonly<Record<string, Described>>;

export type PersonFact = keyof typeof personShown;

import { isAgency } from '../agencies.js';
import { vNumberText } from '../identity/vNumberText.js';
import { z } from 'zod';
import { calendarDays } from '../../trajectory/terms/deadlines.js';
import { count, defineStep, field, setFacts } from '../define.js';
import { everyone, pastDay } from '../casework/fields.js';
import { personShown } from '../person/personFacts.js';
import { describe, personFields } from '../person/personFields.js';
import { oneOf } from '../labels.js';
import { receivedOnFact, referralChannelFact, referredBy } from './referralFact.js';

/** Aanmelding (DOMAIN §2.1): someone is brought to the LVV, by a desk, an NGO or a partner. It decides nothing. */
export const referral = defineStep({
  name: 'referral',
  title: { en: 'Referral', nl: 'Aanmelding' },
  description: {
    en: 'Refers a person to the LVV. The trajectory starts and the intake opens. A referral admits nobody yet.',
    nl: 'U meldt iemand aan bij de LVV. Het traject begint en de intake staat klaar. De aanmelding is nog geen toelating.',
  },
  responsible: 'municipality',
  performedBy: [
    'municipality:intake-officer',
    'municipality:case-director',
    'ngo:counsellor',
    'ngo:legal',
    'ngo:intake-officer',
  ],
  opensWhen: () => false,
  repeatable: false,
  terms: { target: calendarDays(0), fatal: calendarDays(0), remind: [] },
  tells: {},
  input: z.strictObject({
    municipality: field(z.string().max(64).optional(), {
      title: { en: 'Municipality (your own when left out)', nl: 'Gemeente (leeg: uw eigen gemeente)' },
      purpose: {
        en: 'To stop a referral that was meant for another municipality.',
        nl: 'Om te voorkomen dat een aanmelding naar de verkeerde gemeente gaat.',
      },
      audience: everyone,
    }),
    channel: field(oneOf(['desk', 'partner', 'post', 'phone', 'outreach']), {
      title: { en: 'How the person came', nl: 'Hoe de aanmelding binnenkwam' },
      purpose: { en: 'To count along which way people come.', nl: 'Om te tellen langs welke weg mensen komen.' },
      audience: everyone,
    }),
    receivedOn: field(pastDay(), {
      title: { en: 'Received on', nl: 'Ontvangen op' },
      purpose: {
        en: 'To count how long it takes from referral to decision.',
        nl: 'Om te tellen hoe lang het duurt van aanmelding tot besluit.',
      },
      audience: everyone,
    }),
    ...personFields,
    vNumber: field(vNumberText, {
      ...personShown.vNumber,
      purpose: {
        en: 'To see that one person has one open trajectory, and to tell the municipality, IND, DT&V and AVIM of whom it is.',
        nl: 'Om te zien dat iemand maar één open traject heeft, en om gemeente, IND, DT&V en AVIM te laten weten om wie het gaat.',
      },
    }).optional(),
  }),
  example: { channel: 'desk', receivedOn: '2026-11-02', languages: ['ti'], interpreterNeeded: true },
  decide: (t, input) => [
    ...describe(t, input),
    setFacts(
      referredBy.set([t.actor?.agency ?? ''].find(isAgency) ?? null),
      referralChannelFact.set(input.channel),
      receivedOnFact.set(input.receivedOn),
    ),
    count({ referredOn: input.receivedOn, channel: input.channel }),
  ],
});

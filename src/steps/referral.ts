import { z } from 'zod';
import { calendarDays } from '../trajectory/deadlines.js';
import { count, defineStep, field, setFacts } from '../trajectory/step.js';
import { day, everyone, yesNo } from './fields.js';

/** Aanmelding (DOMAIN §2.1): someone is brought to the LVV, by a desk, an NGO or a partner. It decides nothing. */
export const referral = defineStep({
  name: 'referral',
  title: { en: 'Referral', nl: 'Aanmelding' },
  description: {
    en: 'Brings a person to the LVV. It starts the trajectory and opens the intake; it admits nobody.',
    nl: 'Meldt iemand aan bij de LVV. Het traject begint en de intake staat klaar; er wordt niemand mee toegelaten.',
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
      title: { en: 'Municipality (from the token when left out)', nl: 'Gemeente (anders die van het token)' },
      purpose: 'To see a referral meant for another municipality than one works for: it must be the one of the token.',
      audience: everyone,
    }),
    vNumber: field(
      z
        .string()
        .trim()
        .regex(/^[0-9][0-9 .-]{5,14}$/, 'An aliens number (V-nummer) has digits only.')
        .optional(),
      {
        title: { en: 'Aliens number (optional)', nl: 'V-nummer (als dat er is)' },
        purpose: 'To see that one person has one open trajectory. Only a keyed hash of it is kept.',
        audience: [],
      },
    ),
    channel: field(z.enum(['desk', 'partner', 'post', 'phone', 'outreach']), {
      title: { en: 'How the person came', nl: 'Hoe de aanmelding binnenkwam' },
      purpose: 'Statistics of inflow by channel.',
      audience: everyone,
    }),
    receivedOn: field(day(), {
      title: { en: 'Received on', nl: 'Ontvangen op' },
      purpose: 'Lead time from referral to decision.',
      audience: everyone,
    }),
    language: field(
      z
        .string()
        .regex(/^[a-z]{2,3}$/, 'A language code of ISO 639, such as "ti" or "ar".')
        .optional(),
      {
        title: { en: 'Language for conversations', nl: 'Taal voor gesprekken' },
        purpose: 'To arrange an interpreter.',
        audience: ['municipality', 'ngo'],
      },
    ),
    interpreterNeeded: yesNo({ en: 'Interpreter needed', nl: 'Tolk nodig' }, 'To arrange an interpreter.', [
      'municipality',
      'ngo',
    ]).default(false),
  }),
  example: { channel: 'desk', receivedOn: '2026-11-02', language: 'ti', interpreterNeeded: true },
  decide: (_t, input) => [
    setFacts({ referralChannel: input.channel, receivedOn: input.receivedOn }),
    count({ referredOn: input.receivedOn, channel: input.channel }),
  ],
});

import { z } from 'zod';
import { workingDays } from '../trajectory/deadlines.js';
import { Refusal } from '../trajectory/refusal.js';
import { defineStep, field, openAgain, setFacts } from '../trajectory/step.js';
import { day, guidance, reference } from './fields.js';

/** Return counselling (terugkeerbegeleiding), a session at a time. The choice is the person's, and can be revoked. */
export const returnCounselling = defineStep({
  name: 'return-counselling',
  title: { en: 'Return counselling', nl: 'Terugkeerbegeleiding' },
  description: {
    en: 'A session about return or onward migration. The person chooses, and may change their mind until departure.',
    nl: 'Een gesprek over terugkeer of doormigratie. Iemand kiest zelf en mag tot het vertrek van gedachten veranderen.',
  },
  responsible: 'dtv',
  performedBy: ['dtv:departure-officer', 'ngo:counsellor'],
  opensWhen: (t) => t.facts['admission'] === 'admitted',
  repeatable: true,
  terms: { target: workingDays(15), fatal: workingDays(25), remind: [workingDays(12)], escalate: workingDays(30) },
  tells: { completed: ['municipality'] },
  shows: { returnChoice: { title: { en: "The person's choice", nl: 'Keuze van de deelnemer' }, audience: guidance } },
  input: z.strictObject({
    sessionOn: field(day(), {
      title: { en: 'Session held on', nl: 'Gesprek gehouden op' },
      purpose: 'The record of guidance.',
      audience: guidance,
    }),
    choice: field(z.enum(['considering', 'return', 'onward-migration', 'declined', 'revoked']), {
      title: { en: "The person's choice", nl: 'Keuze van de deelnemer' },
      purpose: 'To arrange departure only for who chose it, and to stop when it is revoked.',
      audience: guidance,
    }),
    destination: field(
      z
        .string()
        .regex(/^[A-Z]{2}$/, 'A country code of ISO 3166, such as "GE".')
        .optional(),
      {
        title: { en: 'Country of destination', nl: 'Land van bestemming' },
        purpose: 'To arrange travel documents and support.',
        audience: guidance,
      },
    ),
    support: reference(
      { en: 'Reference of support asked for (IOM, AVRR)', nl: 'Kenmerk van gevraagde ondersteuning (IOM, AVRR)' },
      'To follow the request for support.',
      guidance,
    ).optional(),
    nextSessionOn: field(day().optional(), {
      title: { en: 'Next session by', nl: 'Volgende gesprek voor' },
      purpose: 'Plans the next session.',
      audience: guidance,
    }),
  }),
  example: { sessionOn: '2026-11-24', choice: 'return', destination: 'GE', support: 'IOM-2026-0042' },
  decide: (t, input) => {
    const chosen = t.facts['returnChoice'];
    if (input.choice === 'revoked' && chosen !== 'return' && chosen !== 'onward-migration') {
      throw new Refusal('invalid-input', 'There is no choice to revoke.', {
        errors: [
          {
            pointer: '/choice',
            detail: 'No return or onward migration was chosen in an earlier session, so none can be revoked.',
          },
        ],
      });
    }
    return [
      setFacts({ returnChoice: input.choice === 'revoked' ? null : input.choice }),
      ...(input.nextSessionOn ? [openAgain('return-counselling', 'next session', input.nextSessionOn)] : []),
    ];
  },
});

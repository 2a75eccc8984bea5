import { z } from 'zod';
import { Refusal } from '../../trajectory/refusal.js';
import { closeWith, defineAction } from '../../trajectory/step.js';
import { guidance, reason, reference } from '../fields.js';

/** The person no longer wants it. The trajectory ends at their own request, on their own statement. */
export const withdraw = defineAction({
  name: 'withdraw',
  title: { en: 'Withdraw', nl: 'Intrekken' },
  description: {
    en: 'Ends the trajectory because the person asks for it. Who comes back gets a new trajectory.',
    nl: 'Beëindigt het traject omdat iemand daarom vraagt. Wie terugkomt krijgt een nieuw traject.',
  },
  performedBy: ['municipality:case-director'],
  tells: { done: ['ngo', 'dtv'] },
  input: z.strictObject({
    statement: reference(
      { en: "Reference of the person's statement", nl: 'Kenmerk van de verklaring van de deelnemer' },
      'To show that the person asked for it.',
      guidance,
    ),
    reason,
  }),
  example: { statement: 'LETTER-2026-311', reason: 'Found a place with family.' },
  decide: (t, input) => {
    if (t.facts['admission'] === 'refused') {
      throw new Refusal(
        'conflict',
        'This person was not admitted, so there is nothing to withdraw from. Register the outcome REFUSED_AT_ADMISSION.',
      );
    }
    return [closeWith('OWN_REQUEST', input.reason)];
  },
});

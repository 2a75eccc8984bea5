import { z } from 'zod';
import { Refusal } from '../../trajectory/refusal.js';
import { agencies } from '../../trajectory/state.js';
import { defineAction, field, tell } from '../../trajectory/step.js';
import { everyone, purposes, reason, reference } from '../fields.js';
import { oneOf } from '../labels.js';

/** Refers a trajectory to another agency: it is told and becomes a party; nobody hands anything over (DOMAIN §10). */
export const share = defineAction({
  name: 'share',
  title: { en: 'Refer to another agency', nl: 'Verwijzen naar een andere partij' },
  description: {
    en: 'Asks another agency to look along. It is told and sees the trajectory from now on; who is responsible stays so.',
    nl: 'Vraagt een andere partij mee te kijken. Die krijgt bericht en ziet het traject voortaan; de verantwoordelijkheid blijft.',
  },
  performedBy: ['municipality:case-director', 'ngo:legal', 'ngo:counsellor', 'dtv:departure-officer'],
  tells: {},
  input: z.strictObject({
    with: field(oneOf(agencies), {
      title: { en: 'Agency', nl: 'Partij' },
      purpose: { en: 'To know who is asked to look along.', nl: 'Om te weten wie wordt gevraagd mee te kijken.' },
      audience: everyone,
    }),
    question: reference(
      { en: 'Reference of the question', nl: 'Kenmerk van de vraag' },
      purposes.question,
      everyone,
    ).optional(),
    reason,
  }),
  example: { with: 'ind', question: 'Q-2026-0093', reason: 'Research question about an earlier application.' },
  decide: (t, input) => {
    if (!t.rules.partners.includes(input.with)) {
      throw new Refusal('conflict', `${input.with} takes no part in the programme of this municipality now.`);
    }
    if (t.state.parties.includes(input.with) && input.question === undefined) {
      throw new Refusal('conflict', `${input.with} is a party already. Give the reference of a question to ask one.`);
    }
    return [tell(input.with)];
  },
});

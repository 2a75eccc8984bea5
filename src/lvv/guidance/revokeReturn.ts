import { actionGroups } from '../casework/actionGroups.js';
import { z } from 'zod';
import { defineAction, field } from '../define.js';
import { guidance, pastDay, reason, reference } from '../casework/fields.js';
import { choiceOf, departureOf, leaves, noLongerLeaves } from './returnChoice.js';
import { refuse } from './refusals.js';

/** The person no longer wants to leave: at any time until the day of departure, also when no session is open (DOMAIN §8.20). */
export const revokeReturn = defineAction({
  name: 'revoke-return',
  title: { en: 'Revoke the choice for return', nl: 'Keuze voor terugkeer intrekken' },
  done: { en: 'Choice for return revoked', nl: 'Keuze voor terugkeer ingetrokken' },
  group: actionGroups.blockers,
  description: {
    en: 'The person has changed their mind and does not leave. Possible until the day of departure itself. A request for assisted return stops with it; nothing else ends.',
    nl: 'De deelnemer is van gedachten veranderd en vertrekt niet. Dat kan tot en met de dag van vertrek. Een aanvraag voor ondersteunde terugkeer stopt daarmee; verder eindigt er niets.',
  },
  performedBy: ['dtv:departure-officer', 'ngo:counsellor', 'ngo:legal', 'municipality:case-director'],
  tells: { done: ['municipality', 'ngo', 'dtv'] },
  input: z.strictObject({
    revokedOn: field(pastDay({ notBefore: ['receivedOn', 'returnChoiceOn'] }), {
      title: { en: 'Revoked on', nl: 'Ingetrokken op' },
      purpose: {
        en: 'To show that the person said so in time.',
        nl: 'Om te laten zien dat de deelnemer het op tijd heeft gezegd.',
      },
      audience: guidance,
    }),
    statement: reference(
      { en: "Reference of the person's statement", nl: 'Kenmerk van de verklaring van de deelnemer' },
      { en: 'To show that the person said so.', nl: 'Om te laten zien dat de deelnemer het heeft gezegd.' },
      guidance,
    ).optional(),
    reason,
  }),
  example: { revokedOn: '2026-11-27', reason: 'The person wants to wait for news of the family first.' },
  offeredWhen: (t) => leaves(choiceOf(t)),
  decide: (t, { revokedOn }) => {
    if (!leaves(choiceOf(t))) {
      throw refuse('conflict', 'no-choice-to-revoke');
    }
    const departure = departureOf(t);
    if (departure !== undefined && revokedOn > departure) {
      throw refuse('conflict', 'departure-has-passed', { departure, planStep: 'plan-step' });
    }
    return noLongerLeaves(t, revokedOn);
  },
});

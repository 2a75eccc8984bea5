import { actionGroups } from '../casework/actionGroups.js';
import { z } from 'zod';
import { defineAction } from '../define.js';
import { escalateTo } from './conference.js';
import { everyone, reason, reference } from '../casework/fields.js';
import { lvvRules } from '../rules.js';
import { escalationFact } from './conferenceFacts.js';
import { refuse } from './refusals.js';

/** Brings a disagreement to the lowest level of the municipality's ladder (opschaling, DOMAIN §6). */
export const escalate = defineAction({
  name: 'escalate',
  title: { en: 'Escalate', nl: 'Opschalen' },
  done: { en: 'Escalated', nl: 'Opgeschaald' },
  group: actionGroups.directing,
  description: {
    en: 'Brings a question on which the parties do not agree to the first level of escalation. When its term has passed, nothing has been decided yet.',
    nl: 'Brengt een vraag waarover partijen het niet eens zijn naar het eerste escalatieniveau. Ook als de termijn voorbij is, is er nog niets besloten.',
  },
  performedBy: ['municipality:case-director', 'municipality:coordinator', 'dtv:liaison', 'dtv:departure-officer'],
  tells: { done: ['municipality', 'ngo', 'dtv'] },
  input: z.strictObject({
    question: reference(
      { en: 'Reference of the question and proposal', nl: 'Kenmerk van de vraag en het voorstel' },
      {
        en: 'To find the question, the positions of the parties and the proposal.',
        nl: 'Om de vraag, de standpunten van de partijen en het voorstel te vinden.',
      },
      everyone,
    ),
    reason,
  }),
  example: { question: 'Q-2026-0141', reason: 'The parties differ on whether a return is possible.' },
  offeredWhen: (t) =>
    t.fact(escalationFact) === undefined && lvvRules.of(t.rules).ladder.length > 0 && t.canOpen('escalation'),
  decide: (t, input) => {
    const running = t.fact(escalationFact);
    if (running) {
      const { level, since, question } = running;
      throw refuse('conflict', 'escalated-already', { level, since, question });
    }
    const [lowest] = lvvRules.of(t.rules).ladder;
    if (!lowest || !t.canOpen('escalation')) {
      throw refuse('conflict', 'no-ladder');
    }
    return escalateTo(t, lowest, input.question);
  },
});

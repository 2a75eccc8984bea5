import { actionGroups } from './actionGroups.js';
import { z } from 'zod';
import { knowledgeOf, partSince, sharedBeforeFact } from '../../trajectory/access/knowledge.js';
import { agencies } from '../agencies.js';
import { defineAction, field, setFacts, tell, type TrajectoryView, type Agency } from '../define.js';
import { everyone, purposes, reason, reference } from './fields.js';
import { oneOf } from '../labels.js';
import * as ofEngine from '../../trajectory/words/engineRefusals.js';
import { refuse } from './refusals.js';

/** Refers a trajectory to another agency: it is told and becomes a party; nobody hands anything over (DOMAIN §10). */
export const share = defineAction({
  name: 'share',
  title: { en: 'Refer to another agency', nl: 'Verwijzen naar een andere partij' },
  done: { en: 'Referred to another agency', nl: 'Verwezen naar een andere partij' },
  group: actionGroups.handOver,
  description: {
    en: 'Asks another agency to look along. It is told and sees what happens from now on; what was filled in before only when you say so. Who is responsible stays so.',
    nl: 'Vraagt een andere partij mee te kijken. Die krijgt bericht en ziet wat er voortaan gebeurt. Wat eerder is ingevuld, ziet zij alleen als u dat aangeeft. De verantwoordelijkheid blijft.',
  },
  performedBy: ['municipality:case-director', 'ngo:legal', 'ngo:counsellor', 'dtv:departure-officer'],
  tells: {},
  unnamedOutside: true,
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
    earlier: field(z.boolean().optional(), {
      title: { en: 'Also what was filled in before', nl: 'Ook wat eerder is ingevuld' },
      purpose: {
        en: 'To know whether the agency may also read what was filled in before it took part.',
        nl: 'Om te weten of de partij ook mag lezen wat is ingevuld voordat zij meedeed.',
      },
      audience: everyone,
    }),
    reason,
  }),
  example: { with: 'ind', question: 'Q-2026-0093', reason: 'Research question about an earlier application.' },
  decide: (t, input) => {
    if (!t.rules.partners.includes(input.with)) {
      throw ofEngine.refuse('conflict', 'takes-no-part', { agency: input.with });
    }
    if (isKnownParty(t, input.with) && input.question === undefined) {
      throw refuse('conflict', 'is-party-already', { agency: input.with });
    }
    if (input.earlier !== true) return [tell(input.with)];
    return [tell(input.with), setFacts(sharedBeforeFact.set({ ...t.fact(sharedBeforeFact), [input.with]: t.now }))];
  },
});

/** Whether the caller knows that it takes part: of one that joined by something hidden, being refused would tell. */
function isKnownParty({ state, actor }: TrajectoryView, agency: Agency): boolean {
  if (agency === 'municipality' || actor === null) return state.parties.includes(agency);
  return state.parties.includes(agency) && partSince(knowledgeOf(state), agency, actor.agency) !== null;
}

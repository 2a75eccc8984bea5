import { z } from 'zod';
import { assumed, workingDays } from '../trajectory/deadlines.js';
import { Refusal } from '../trajectory/refusal.js';
import { defineStep, field, openAgain, setFacts } from '../trajectory/step.js';
import { admissionHolds, admissionProposal } from './admissionDecision.js';
import { reason } from './fields.js';
import { oneOf } from './labels.js';
import { laidBefore, mayLook, mustBeSomeoneElse } from './secondPair.js';

/** The second pair of eyes on a decision about admission (DOMAIN §5). Until then it is a proposal and does nothing. */
export const admissionCheck = defineStep({
  name: 'admission-check',
  title: { en: 'Second look at admission', nl: 'Controle van het toelatingsbesluit door een collega' },
  description: {
    en: 'A colleague who did not take the decision checks it. When you confirm it, it holds. When you send it back, it is decided again.',
    nl: 'Een collega die niet zelf besliste, controleert het besluit. Bevestigt u het besluit, dan geldt het. Stuurt u het terug, dan komt er een nieuw besluit.',
  },
  responsible: 'municipality',
  performedBy: ['municipality:coordinator', 'municipality:case-director'],
  opensWhen: () => false,
  repeatable: false,
  secondLook: true,
  terms: assumed({ target: workingDays(3), fatal: workingDays(5), remind: [workingDays(2)], escalate: workingDays(8) }),
  tells: {},
  input: z.strictObject({
    verdict: field(oneOf(['confirmed', 'sent-back']), {
      title: { en: 'Verdict', nl: 'Oordeel' },
      purpose: {
        en: 'To know whether the decision holds now that a second person has looked.',
        nl: 'Om te weten of het besluit geldt nu een tweede persoon heeft gekeken.',
      },
      audience: ['municipality', 'ngo'],
    }),
    reason,
  }),
  example: { verdict: 'confirmed', reason: 'The file supports the ground, and the person has been heard.' },
  offeredWhen: (t) => {
    const proposal = admissionProposal.of(t.facts);
    return proposal === undefined || mayLook(t, proposal);
  },
  decidesOn: (t) => {
    const proposal = admissionProposal.of(t.facts);
    const { decision = '', ground = '', decidedOn = '', direction = null } = proposal ?? {};
    return laidBefore(t, 'admission-check', proposal, {
      name: 'admission',
      input: { decision, ground, decidedOn, direction },
    });
  },
  decide: (t, input) => {
    const proposal = admissionProposal.of(t.facts);
    if (!proposal) throw new Refusal('conflict', 'There is no proposed decision to look at.');
    mustBeSomeoneElse(t, proposal);
    if (input.verdict === 'confirmed') return admissionHolds(t, proposal);
    return [setFacts(admissionProposal.set(null)), openAgain('admission', input.reason)];
  },
});

import { z } from 'zod';
import { assumed, workingDays } from '../trajectory/deadlines.js';
import { Refusal } from '../trajectory/refusal.js';
import { defineStep, field, setFacts } from '../trajectory/step.js';
import { closeInto, duplicateCheck as name, looksAtTarget, proposedDuplicate, tellOther } from './duplicates.js';
import { reason } from './fields.js';
import { oneOf } from './labels.js';
import { laidBefore, mayLook, mustBeSomeoneElse } from './secondPair.js';

/** The second pair of eyes on closing a trajectory as a duplicate of another one of the same municipality. */
export const duplicateCheck = defineStep({
  name,
  title: { en: 'Second look at the duplicate', nl: 'Controle van het dubbele traject door een collega' },
  description: {
    en: 'A colleague looks whether both trajectories are of the same person. Confirmed, this one closes and the work goes on in the other one; its aliens number goes along. Sent back, both stay open.',
    nl: 'Een collega gaat na of beide trajecten van dezelfde persoon zijn. Bij een bevestiging sluit dit traject en gaat het werk verder in het andere; het V-nummer gaat mee. Stuurt de collega het terug, dan blijven beide open.',
  },
  responsible: 'municipality',
  performedBy: ['municipality:coordinator', 'municipality:case-director'],
  opensWhen: () => false,
  repeatable: false,
  terms: assumed({ target: workingDays(3), fatal: workingDays(5), remind: [workingDays(2)], escalate: workingDays(8) }),
  tells: { completed: ['municipality', 'ngo', 'dtv'] },
  input: z.strictObject({
    verdict: field(oneOf(['confirmed', 'sent-back']), {
      title: { en: 'Verdict', nl: 'Oordeel' },
      purpose: {
        en: 'To know whether this trajectory ends as a duplicate.',
        nl: 'Om te weten of dit traject eindigt als dubbel traject.',
      },
      audience: ['municipality', 'ngo', 'dtv'],
    }),
    reason,
  }),
  example: { verdict: 'confirmed', reason: 'Both files have the same photograph and the same lawyer.' },
  otherExamples: [{ verdict: 'sent-back', reason: 'These are two brothers.' }],
  offeredWhen: (t) => {
    const proposal = proposedDuplicate.of(t.facts);
    return proposal === undefined || mayLook(t, proposal);
  },
  decidesOn: (t) => {
    const proposal = proposedDuplicate.of(t.facts);
    const { continuesIn = '' } = proposal ?? {};
    return laidBefore(t, name, proposal, { name: 'close-as-duplicate', input: { continuesIn } });
  },
  looksAt: looksAtTarget,
  decide: (t, input) => {
    const proposal = proposedDuplicate.of(t.facts);
    if (!proposal) throw new Refusal('conflict', 'There is no proposal to look at.');
    mustBeSomeoneElse(t, proposal);
    if (input.verdict === 'confirmed') return closeInto(t, proposal.continuesIn, input.reason);
    return [setFacts(proposedDuplicate.set(null)), tellOther(t, proposal.continuesIn, 'cancelled')];
  },
});

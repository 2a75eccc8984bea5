import { z } from 'zod';
import { assumed, workingDays } from '../trajectory/deadlines.js';
import { Refusal } from '../trajectory/refusal.js';
import { defineStep, field, mark, openAgain, setFacts } from '../trajectory/step.js';
import { dayOf } from '../trajectory/calendar.js';
import { outcomeHolds, proposedConclusion, stageOf } from './conclusion.js';
import { reason } from './fields.js';
import { oneOf } from './labels.js';
import { laidBefore, mayLook, mustBeSomeoneElse } from './secondPair.js';

/** The second pair of eyes on an outcome that says that there was no solution (DOMAIN §5). */
export const outcomeCheck = defineStep({
  name: 'outcome-check',
  title: { en: 'Second look at the outcome', nl: 'Controle van de uitkomst door een collega' },
  description: {
    en: 'A colleague who did not register the outcome checks it. When you confirm it, it holds. When you send it back, the trajectory goes on.',
    nl: 'Een collega die de uitkomst niet zelf vastlegde, controleert die. Bevestigt u de uitkomst, dan geldt die. Stuurt u die terug, dan gaat het traject door.',
  },
  responsible: 'municipality',
  performedBy: ['municipality:coordinator', 'municipality:case-director'],
  opensWhen: () => false,
  repeatable: false,
  secondLook: true,
  terms: assumed({ target: workingDays(3), fatal: workingDays(5), remind: [workingDays(2)], escalate: workingDays(8) }),
  tells: { completed: ['ngo', 'dtv'] },
  input: z.strictObject({
    verdict: field(oneOf(['confirmed', 'sent-back']), {
      title: { en: 'Verdict', nl: 'Oordeel' },
      purpose: {
        en: 'To know whether the outcome holds now that a second person has looked.',
        nl: 'Om te weten of de uitkomst geldt nu een tweede persoon heeft gekeken.',
      },
      audience: ['municipality', 'ngo', 'dtv'],
    }),
    reason,
  }),
  example: { verdict: 'confirmed', reason: 'The report of the last contact and of three attempts is in the file.' },
  offeredWhen: (t) => {
    const proposal = proposedConclusion.of(t.facts);
    return proposal === undefined || mayLook(t, proposal);
  },
  decidesOn: (t) => {
    const proposal = proposedConclusion.of(t.facts);
    const { outcome = '', occurredOn = '', evidenceKind = '', followUpOn = null } = proposal ?? {};
    return laidBefore(t, 'outcome-check', proposal, {
      name: 'outcome-registration',
      input: { outcome, occurredOn, evidenceKind, followUpOn },
    });
  },
  decide: (t, input) => {
    const proposal = proposedConclusion.of(t.facts);
    if (!proposal) throw new Refusal('conflict', 'There is no proposed outcome to look at.');
    mustBeSomeoneElse(t, proposal);
    const counted = mark('outcome-checked', dayOf(t.now), input.verdict);
    if (input.verdict === 'confirmed') return [counted, ...outcomeHolds(t, proposal)];
    // Before admission no outcome is waited for: the case goes on as it was.
    const again = stageOf(t) === 'before-admission' ? [] : [openAgain('outcome-registration', input.reason)];
    return [counted, setFacts(proposedConclusion.set(null)), ...again];
  },
});

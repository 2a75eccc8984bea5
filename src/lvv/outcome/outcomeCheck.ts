import { z } from 'zod';
import { defineStep, mark, openAgain, setFacts, typed } from '../define.js';
import { dayOf } from '../../trajectory/terms/calendar.js';
import { outcomeHolds, proposedConclusion, stageOf } from './conclusion.js';
import { reason } from '../casework/fields.js';
import { secondLook, verdictField, type Looked } from '../casework/secondLook.js';
import { says } from './refusals.js';

/** The second pair of eyes on an outcome that says that there was no solution (DOMAIN §5). */
export const outcomeCheck = defineStep({
  ...secondLook({
    name: 'outcome-check',
    proposal: proposedConclusion,
    whenNone: says('no-proposed-outcome'),
    decide(t, proposal, { verdict, reason: why }: Looked) {
      const counted = mark('outcome-checked', dayOf(t.now), verdict);
      if (verdict === 'confirmed') return [counted, ...outcomeHolds(t, proposal)];
      // Before admission no outcome is waited for: the case goes on as it was.
      const again = stageOf(t) === 'before-admission' ? [] : [openAgain('outcome-registration', typed(why))];
      return [counted, setFacts(proposedConclusion.set(null)), ...again];
    },
  }),
  title: { en: 'Second look at the outcome', nl: 'Controle van de uitkomst door een collega' },
  description: {
    en: 'A colleague who did not register the outcome checks it. When you confirm it, it holds. When you send it back, the trajectory goes on.',
    nl: 'Een collega die de uitkomst niet zelf vastlegde, controleert die. Bevestigt u de uitkomst, dan geldt die. Stuurt u die terug, dan gaat het traject door.',
  },
  secondLook: true,
  tells: { completed: ['ngo', 'dtv'] },
  input: z.strictObject({
    verdict: verdictField(
      {
        en: 'To know whether the outcome holds now that a second person has looked.',
        nl: 'Om te weten of de uitkomst geldt nu een tweede persoon heeft gekeken.',
      },
      ['municipality', 'ngo', 'dtv'],
    ),
    reason,
  }),
  example: { verdict: 'confirmed', reason: 'The report of the last contact and of three attempts is in the file.' },
});

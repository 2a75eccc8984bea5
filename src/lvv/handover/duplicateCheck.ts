import { typed } from '../define.js';
import { z } from 'zod';
import { defineStep, setFacts } from '../define.js';
import { closeInto, duplicateCheck as name, looksAtTarget, proposedDuplicate, tellOther } from './duplicates.js';
import { reason } from '../casework/fields.js';
import { secondLook, verdictField, type Looked } from '../casework/secondLook.js';
import { says } from './refusals.js';

/** The second pair of eyes on closing a trajectory as a duplicate of another one of the same municipality. */
export const duplicateCheck = defineStep({
  ...secondLook({
    name,
    proposal: proposedDuplicate,
    whenNone: says('no-proposed-duplicate'),
    decide(t, { continuesIn }, { verdict, reason: why }: Looked) {
      if (verdict === 'confirmed') return closeInto(t, continuesIn, typed(why));
      return [setFacts(proposedDuplicate.set(null)), tellOther(t, continuesIn, 'cancelled')];
    },
  }),
  title: { en: 'Second look at the duplicate', nl: 'Controle van het dubbele traject door een collega' },
  description: {
    en: 'A colleague checks whether both trajectories are of the same person. When you confirm it, this one closes and the work goes on in the other one; its V-number goes along. When you send it back, both stay open.',
    nl: 'Een collega gaat na of beide trajecten van dezelfde persoon zijn. Bevestigt u dat, dan sluit dit traject en gaat het werk verder in het andere; het V-nummer gaat mee. Stuurt u het terug, dan blijven beide open.',
  },
  tells: { completed: ['municipality', 'ngo', 'dtv'] },
  input: z.strictObject({
    verdict: verdictField(
      {
        en: 'To know whether this trajectory ends as a duplicate.',
        nl: 'Om te weten of dit traject eindigt als dubbel traject.',
      },
      ['municipality', 'ngo', 'dtv'],
    ),
    reason,
  }),
  example: { verdict: 'confirmed', reason: 'Both files have the same photograph and the same lawyer.' },
  otherExamples: [{ verdict: 'sent-back', reason: 'These are two brothers.' }],
  looksAt: looksAtTarget,
});

import { z } from 'zod';
import { defineStep, openAgain, setFacts, typed } from '../define.js';
import { admissionHolds, admissionProposal } from './admissionDecision.js';
import { reason } from '../casework/fields.js';
import { secondLook, verdictField, type Looked } from '../casework/secondLook.js';
import { says } from './refusals.js';

/** The second pair of eyes on a decision about admission (DOMAIN §5). Until then it is a proposal and does nothing. */
export const admissionCheck = defineStep({
  ...secondLook({
    name: 'admission-check',
    proposal: admissionProposal,
    whenNone: says('no-proposed-decision'),
    decide(t, proposal, { verdict, reason: why }: Looked) {
      if (verdict === 'confirmed') return admissionHolds(t, proposal);
      return [setFacts(admissionProposal.set(null)), openAgain('admission', typed(why))];
    },
  }),
  title: { en: 'Second look at admission', nl: 'Controle van het toelatingsbesluit door een collega' },
  description: {
    en: 'A colleague who did not take the decision checks it. When you confirm it, it holds. When you send it back, it is decided again.',
    nl: 'Een collega die niet zelf besliste, controleert het besluit. Bevestigt u het besluit, dan geldt het. Stuurt u het terug, dan komt er een nieuw besluit.',
  },
  secondLook: true,
  tells: {},
  input: z.strictObject({
    verdict: verdictField(
      {
        en: 'To know whether the decision holds now that a second person has looked.',
        nl: 'Om te weten of het besluit geldt nu een tweede persoon heeft gekeken.',
      },
      ['municipality', 'ngo'],
    ),
    reason,
  }),
  example: { verdict: 'confirmed', reason: 'The file supports the ground, and the person has been heard.' },
});

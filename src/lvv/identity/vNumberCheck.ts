import { z } from 'zod';
import { knownNumber, proposedNumber } from '../../trajectory/terms/numbers.js';
import { defineStep, setFacts, tell } from '../define.js';
import { reason } from '../casework/fields.js';
import { secondLook, verdictField, type Looked } from '../casework/secondLook.js';
import { mustBePseudonym, numberCheck, vNumberAgainField } from './vNumberFact.js';
import { mistake, says } from './refusals.js';

/**
 * The second pair of eyes on a V-number that became known after the referral. The number is not kept, so nobody can be
 * shown it: the colleague enters it from the source, and a slip of either shows.
 */
export const vNumberCheck = defineStep({
  ...secondLook({
    name: numberCheck,
    proposal: proposedNumber,
    whenNone: says('no-number-to-check'),
    decide(_t, { number }, { verdict, vNumber }: Looked & { vNumber?: string | undefined }) {
      // Whoever entered it hears of it here; the municipality of another trajectory with this number, by a notice.
      if (verdict === 'sent-back') return [setFacts(proposedNumber.set(null)), tell('municipality')];
      if (vNumber === undefined) {
        throw mistake('vNumber', 'enter-from-source');
      }
      mustBePseudonym(vNumber);
      if (vNumber !== number) {
        throw mistake('vNumber', 'other-number-than-added');
      }
      return [setFacts({ ...knownNumber.set(number), ...proposedNumber.set(null) })];
    },
  }),
  title: { en: 'Second look at the V-number', nl: 'Controle van het V-nummer door een collega' },
  description: {
    en: 'A colleague looks the V-number up in the source and enters it once more. If it is the same, it holds: a second referral of this person is then refused everywhere. If it is wrong, send it back; then nothing has changed. If another open trajectory has this number, both municipalities are told.',
    nl: 'Een collega zoekt het V-nummer op in de bron en vult het nog een keer in. Is het hetzelfde, dan geldt het: een tweede aanmelding van deze persoon wordt dan overal geweigerd. Klopt het niet, stuur het dan terug; dan verandert er niets. Is er nog een open traject met dit nummer, dan krijgen beide gemeenten bericht.',
  },
  tells: {},
  pseudonymised: ['vNumber'],
  input: z.strictObject({
    verdict: verdictField(
      {
        en: 'To know whether the number holds now that a second person has looked.',
        nl: 'Om te weten of het nummer geldt nu een tweede persoon heeft gekeken.',
      },
      ['municipality'],
    ),
    vNumber: vNumberAgainField,
    reason,
  }),
  example: { verdict: 'confirmed', vNumber: '2790046133', reason: 'Read from the letter of the aliens police.' },
  otherExamples: [
    { verdict: 'confirmed', vNumber: '0'.repeat(26), reason: 'Read from the letter of the aliens police.' },
    { verdict: 'sent-back', reason: 'The letter is about someone else.' },
  ],
});

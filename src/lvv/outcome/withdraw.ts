import { actionGroups } from '../casework/actionGroups.js';
import { z } from 'zod';
import { defineAction, field, typed } from '../define.js';
import { conclude, isUndecided, outcomeHolds, mustBeUndecided, type Conclusion } from './conclusion.js';
import { guidance, pastDay, reason, reference } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { proposerOf } from '../casework/secondPair.js';
import { admissionFact } from '../admission/admissionFact.js';
import { refuse } from './refusals.js';

/**
 * The person no longer wants it. The trajectory ends at their own request, on their own statement: at once before
 * admission, for then nothing is taken away; after it when a second person has looked, for it is an end without a solution.
 */
export const withdraw = defineAction({
  name: 'withdraw',
  title: { en: 'Withdraw', nl: 'Intrekken' },
  done: { en: 'Withdrawn', nl: 'Ingetrokken' },
  group: actionGroups.ending,
  description: {
    en: 'Ends the trajectory because the person asks for it; after admission a second person looks first. Who comes back gets a new trajectory.',
    nl: 'Beëindigt het traject omdat iemand daarom vraagt; na toelating kijkt eerst een tweede persoon. Wie terugkomt krijgt een nieuw traject.',
  },
  performedBy: ['municipality:case-director'],
  tells: { done: ['ngo', 'dtv'] },
  input: z.strictObject({
    statement: reference(
      { en: 'Reference of the statement', nl: 'Kenmerk van de verklaring' },
      { en: 'To show that the person asked for it.', nl: 'Om te laten zien dat de deelnemer erom vroeg.' },
      guidance,
    ),
    evidenceKind: field(oneOf(['own-statement', 'representative-statement']), {
      title: { en: 'Whose statement it is', nl: 'Wie dit heeft verklaard' },
      purpose: {
        en: 'To show whether the person said it, or someone who acts for them.',
        nl: 'Om te laten zien of de persoon het zelf zei, of iemand namens de persoon.',
      },
      audience: guidance,
    }),
    saidOn: field(pastDay({ notBefore: ['receivedOn'] }), {
      title: { en: 'Said on', nl: 'Gezegd op' },
      purpose: {
        en: 'To count the ending on the day on which the person asked for it.',
        nl: 'Om het einde te tellen op de dag waarop de persoon erom vroeg.',
      },
      audience: guidance,
    }),
    reason,
  }),
  example: {
    statement: 'LETTER-2026-311',
    evidenceKind: 'own-statement',
    saidOn: '2026-11-02',
    reason: 'Found a place with family.',
  },
  offeredWhen: (t) => t.fact(admissionFact) !== 'refused' && isUndecided(t),
  decide: (t, input) => {
    if (t.fact(admissionFact) === 'refused') {
      throw refuse('conflict', 'refused-not-withdrawn', { outcome: 'REFUSED_AT_ADMISSION' });
    }
    mustBeUndecided(t);
    const conclusion: Conclusion = {
      outcome: 'OWN_REQUEST',
      occurredOn: input.saidOn,
      evidenceKind: input.evidenceKind,
      followUpOn: null,
      ...proposerOf(t.actor),
      reason: typed(input.reason),
    };
    return t.fact(admissionFact) === 'admitted'
      ? conclude(t, conclusion, 'withdraw', input)
      : outcomeHolds(t, conclusion);
  },
});

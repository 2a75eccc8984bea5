import { z } from 'zod';
import { assumed, workingDays } from '../../trajectory/terms/deadlines.js';
import { defineStep, field, openAgain, setFacts, type Consequence, reasons, typed } from '../define.js';
import { futureDay, guidance, pastDay, reason } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { admissionFact } from '../admission/admissionFact.js';
import { fact } from '../../trajectory/replayed/fact.js';

const cooperationFact = fact<string>('cooperation');

const why = reasons({
  'planned-at-last-review': { nl: 'gepland bij de vorige bespreking', en: 'planned at the last review' },
});

/**
 * Periodic review (DOMAIN §2.8, §8.16): how it goes, whether the person cooperates and why that is said, and what comes next.
 * Not cooperating is written down with its reasons, never a hidden rule, and ends nothing by itself. [NF] How often is
 * reviewed was not found: each review plans the next one.
 */
export const periodicReview = defineStep({
  name: 'periodic-review',
  title: { en: 'Periodic review', nl: 'Voortgangsbespreking' },
  description: {
    en: 'Looks at how the trajectory goes, and plans the next review. It ends nothing: an outcome is registered, and a direction is decided on.',
    nl: 'Kijkt hoe het traject loopt en plant de volgende voortgangsbespreking. Het traject eindigt hier niet mee. Een uitkomst of een nieuwe richting legt u apart vast.',
  },
  responsible: 'municipality',
  performedBy: ['municipality:case-director', 'ngo:counsellor'],
  opensWhen: (t) => t.fact(admissionFact) === 'admitted',
  repeatable: true,
  terms: assumed({
    target: workingDays(60),
    fatal: workingDays(75),
    remind: [workingDays(50)],
    escalate: workingDays(80),
  }),
  tells: { opened: [], completed: ['ngo'] },
  shows: {
    cooperation: {
      title: { en: 'Cooperation', nl: 'Meewerken' },
      purpose: {
        en: 'To talk about it with the person, and to account for what follows from it.',
        nl: 'Om er met de deelnemer over te praten, en te verantwoorden wat erop volgt.',
      },
      audience: guidance,
    },
  },
  input: z.strictObject({
    heldOn: field(pastDay({ notBefore: ['receivedOn'] }), {
      title: { en: 'Held on', nl: 'Gehouden op' },
      purpose: {
        en: 'To see that each trajectory is looked at in time.',
        nl: 'Om te zien dat er op tijd naar elk traject wordt gekeken.',
      },
      audience: guidance,
    }),
    cooperation: field(oneOf(['cooperates', 'partly', 'does-not-cooperate', 'unable']), {
      title: { en: 'Cooperation', nl: 'Meewerken' },
      purpose: {
        en: 'To talk about it with the person, and to account for what follows from it.',
        nl: 'Om er met de deelnemer over te praten, en te verantwoorden wat erop volgt.',
      },
      audience: guidance,
    }),
    conclusion: field(oneOf(['go-on', 'discuss-direction', 'outcome-expected']), {
      title: { en: 'Conclusion', nl: 'Conclusie' },
      purpose: { en: 'To know what comes next.', nl: 'Om te weten wat er nu gebeurt.' },
      audience: guidance,
    }),
    nextReviewOn: field(futureDay().optional(), {
      title: { en: 'Next review by', nl: 'Volgende voortgangsbespreking voor' },
      purpose: { en: 'To plan the next review.', nl: 'Om de volgende voortgangsbespreking te plannen.' },
      audience: guidance,
      needed: [{ field: 'conclusion', is: ['go-on', 'discuss-direction'] }],
    }),
    reason,
  }),
  example: {
    heldOn: '2026-11-23',
    cooperation: 'cooperates',
    conclusion: 'outcome-expected',
    reason: 'The travel document has been promised for March.',
  },
  decide: (t, input) => {
    const next: Consequence[] =
      input.nextReviewOn === undefined
        ? []
        : [openAgain('periodic-review', why['planned-at-last-review'], input.nextReviewOn)];
    const discuss = input.conclusion === 'discuss-direction' && !t.isOpen('case-conference');
    return [
      setFacts(cooperationFact.set(input.cooperation)),
      ...next,
      ...(discuss ? [openAgain('case-conference', typed(input.reason))] : []),
    ];
  },
});

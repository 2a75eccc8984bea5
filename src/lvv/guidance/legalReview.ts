import { z } from 'zod';
import { assumed, workingDays } from '../../trajectory/terms/deadlines.js';
import { defineStep, field, openAgain, setFacts, reasons } from '../define.js';
import { directionCodes } from '../codes.js';
import { futureDay, guidance, pastDay, purposes, reference } from '../casework/fields.js';
import { inRow, oneOf } from '../labels.js';
import { procedureKinds } from '../procedures/procedureKinds.js';
import { admissionFact } from '../admission/admissionFact.js';
import { fact } from '../../trajectory/replayed/fact.js';

const legalAdviceFact = fact<string>('legalAdvice');

const why = reasons({
  'planned-at-last-legal-review': { nl: 'gepland bij de vorige toets', en: 'planned at the last review' },
});

/** Legal review (juridische toets): which ways to residence exist, weighed by a jurist. It advises; it sets nothing. */
export const legalReview = defineStep({
  name: 'legal-review',
  title: { en: 'Legal review', nl: 'Juridische toets' },
  description: {
    en: 'A jurist weighs the procedures that are open, and advises a direction. You can repeat this.',
    nl: 'Een jurist weegt welke procedures openstaan en adviseert een richting. U kunt dit herhalen.',
  },
  responsible: 'ngo',
  performedBy: ['ngo:legal', 'municipality:case-director'],
  opensWhen: (t) => t.fact(admissionFact) === 'admitted',
  repeatable: true,
  terms: assumed({
    target: workingDays(20),
    fatal: workingDays(30),
    remind: [workingDays(15)],
    escalate: workingDays(35),
  }),
  tells: { completed: ['municipality'] },
  shows: {
    legalAdvice: {
      title: { en: 'Legal advice', nl: 'Juridisch advies' },
      purpose: {
        en: 'To advise the parties that agree on the direction.',
        nl: 'Om de partijen te adviseren die de richting afspreken.',
      },
      audience: guidance,
    },
  },
  input: z.strictObject({
    reviewedOn: field(pastDay({ notBefore: ['receivedOn'] }), {
      title: { en: 'Reviewed on', nl: 'Getoetst op' },
      purpose: purposes.leadTime,
      audience: ['municipality', 'ngo', 'ind', 'dtv'],
    }),
    optionsConsidered: field(
      z
        .array(
          z.strictObject({
            procedure: inRow(oneOf([...procedureKinds, 'none']), { en: 'Procedure', nl: 'Procedure' }),
            feasible: inRow(oneOf(['yes', 'no', 'unknown']), { en: 'Feasible', nl: 'Haalbaar' }),
          }),
        )
        .min(1)
        .max(12),
      {
        title: { en: 'Options considered', nl: 'Overwogen mogelijkheden' },
        purpose: {
          en: 'To show that each way was looked at, and to know which to prepare.',
          nl: 'Om te laten zien dat elke mogelijkheid is bekeken, en te weten welke wordt voorbereid.',
        },
        audience: ['municipality', 'ngo'],
      },
    ),
    advice: field(oneOf(directionCodes), {
      title: { en: 'Advised direction', nl: 'Geadviseerde richting' },
      purpose: {
        en: 'To advise the parties that agree on the direction.',
        nl: 'Om de partijen te adviseren die de richting afspreken.',
      },
      audience: guidance,
    }),
    procedure: reference(
      { en: 'Reference of a procedure', nl: 'Kenmerk van een procedure' },
      {
        en: 'To follow a procedure at the IND or the court.',
        nl: 'Om een procedure bij de IND of de rechter te volgen.',
      },
      ['municipality', 'ngo', 'ind'],
    ).optional(),
    reviewAgainOn: field(futureDay().optional(), {
      title: { en: 'Review again by', nl: 'Opnieuw toetsen voor' },
      purpose: { en: 'To plan the next review.', nl: 'Om de volgende toets te plannen.' },
      audience: guidance,
    }),
  }),
  example: {
    reviewedOn: '2026-11-20',
    optionsConsidered: [
      { procedure: 'repeat-asylum', feasible: 'no' },
      { procedure: 'no-fault', feasible: 'unknown' },
    ],
    advice: 'RETURN',
    procedure: 'IND-2026-00123',
  },
  decide: (_t, input) => [
    setFacts(legalAdviceFact.set(input.advice)),
    ...(input.reviewAgainOn
      ? [openAgain('legal-review', why['planned-at-last-legal-review'], input.reviewAgainOn)]
      : []),
  ],
});

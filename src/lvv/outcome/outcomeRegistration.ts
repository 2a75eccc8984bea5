import { ended } from './conclusion.js';
import { z } from 'zod';
import { defineStep, field } from '../define.js';
import { outcomeCodes } from '../codes.js';
import { conclude, mustFit, mustBeUndecided } from './conclusion.js';
import { everyone, futureDay } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { outcomeFields } from './outcomeFields.js';
import { proposerOf } from '../casework/secondPair.js';
import { admissionFact } from '../admission/admissionFact.js';

/** Outcome registration: what came of it, with its evidence. It closes the trajectory (DOMAIN §3, §8.6). */
export const outcomeRegistration = defineStep({
  name: 'outcome-registration',
  title: { en: 'Outcome registration', nl: 'Registratie van de uitkomst' },
  description: {
    en: 'Registers what came of the trajectory, with evidence, and closes it. An outcome that says that there was no solution holds when a second person has looked at it.',
    nl: 'Legt vast wat er van het traject gekomen is, met bewijs, en sluit het af. Een uitkomst zonder oplossing geldt als een tweede persoon ernaar heeft gekeken.',
  },
  responsible: 'municipality',
  performedBy: ['municipality:case-director'],
  opensWhen: (t) => t.fact(admissionFact) !== undefined,
  repeatable: false,
  // An outcome comes when it comes. How long someone may stay is watched by the step end-of-stay.
  terms: null,
  tells: { opened: [], completed: ['ngo', 'dtv'] },
  shows: {
    outcomeProposal: {
      title: { en: 'Proposed outcome', nl: 'Voorgestelde uitkomst' },
      purpose: {
        en: 'To let a second person look before the outcome holds.',
        nl: 'Om een tweede persoon te laten kijken voordat de uitkomst geldt.',
      },
      audience: ['municipality'],
    },
  },
  input: z.strictObject({
    outcome: field(oneOf(outcomeCodes), {
      title: { en: 'Outcome', nl: 'Uitkomst' },
      purpose: {
        en: 'To account for what came of the trajectory, and to count it.',
        nl: 'Om te verantwoorden wat er van het traject is geworden, en dat te tellen.',
      },
      audience: everyone,
    }),
    ...outcomeFields,
    followUpOn: field(futureDay().optional(), {
      title: { en: 'Check again by', nl: 'Opnieuw nagaan vóór' },
      purpose: {
        en: 'To plan a follow-up. Without it the trajectory closes at once.',
        nl: 'Om nazorg te plannen. Zonder datum sluit het traject meteen.',
      },
      audience: ['municipality', 'ngo'],
    }),
  }),
  example: {
    outcome: 'RETURNED_INDEPENDENT',
    occurredOn: '2026-11-27',
    evidenceKind: 'departure-confirmation',
    evidence: 'IOM-2026-0042',
  },
  otherExamples: [
    {
      outcome: 'RETURNED_INDEPENDENT',
      occurredOn: '2026-11-27',
      evidenceKind: 'departure-confirmation',
      evidence: 'IOM-2026-0042',
      followUpOn: '2027-03-15',
    },
    {
      outcome: 'ENDED_NON_COOPERATION',
      occurredOn: '2026-11-27',
      evidenceKind: 'reasoned-decision',
      evidence: 'DEC-2026-0231',
    },
  ],
  decide: (t, input) => {
    mustBeUndecided(t);
    mustFit(t, input.outcome);
    const conclusion = {
      outcome: input.outcome,
      occurredOn: input.occurredOn,
      evidenceKind: input.evidenceKind,
      followUpOn: input.followUpOn ?? null,
      ...proposerOf(t.actor),
      reason: ended['outcome-registered'],
    };
    return conclude(t, conclusion, 'outcome-registration', input);
  },
});

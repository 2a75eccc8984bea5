import { z } from 'zod';
import { assumed, workingDays } from '../../trajectory/terms/deadlines.js';
import { count, defineStep, field, setFacts, tell } from '../define.js';
import { dossierSteps } from '../dossier/dossierFact.js';
import { askedAtIntake, eligibilityFacts, knowsEligibility } from './eligibility.js';
import { pastDay, purposes, reference, yesNo } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { fact } from '../../trajectory/replayed/fact.js';

const regionalTieFact = fact<boolean>('regionalTie');
const vulnerableFact = fact<boolean>('vulnerable');

const target = {
  en: 'To prepare the decision on admission: who the provision is for, and what the municipality asks.',
  nl: 'Om het besluit over toelating voor te bereiden: voor wie de opvang is en wat de gemeente vraagt.',
};

/**
 * Intake and screening (DOMAIN §2.2, §4). It gathers what the person who decides on admission needs, in yes, no and not known yet
 * and references. It decides nothing.
 */
export const intake = defineStep({
  name: 'intake',
  title: { en: 'Intake', nl: 'Intake' },
  description: {
    en: 'The first conversation: what is needed to decide on admission, and what the person needs now.',
    nl: 'Het eerste gesprek: wat nodig is om over toelating te beslissen en wat iemand nu nodig heeft.',
  },
  responsible: 'municipality',
  performedBy: ['municipality:intake-officer', 'municipality:case-director'],
  opensWhen: (t) => !t.isCompleted('intake'),
  repeatable: false,
  terms: assumed({
    target: workingDays(5),
    fatal: workingDays(10),
    remind: [workingDays(4)],
    escalate: workingDays(15),
  }),
  tells: {},
  shows: {
    eligibility: {
      title: { en: 'Conditions for admission', nl: 'Voorwaarden voor toelating' },
      purpose: target,
      audience: knowsEligibility,
    },
  },
  input: z.strictObject({
    heldOn: field(pastDay({ notBefore: ['receivedOn'] }), {
      title: { en: 'Held on', nl: 'Gehouden op' },
      purpose: purposes.leadTime,
      audience: ['municipality', 'ngo', 'ind', 'dtv'],
    }),
    regionalTie: yesNo({ en: 'Tie with the region', nl: 'Regiobinding' }, target, ['municipality', 'ngo']),
    ...askedAtIntake,
    needs: field(
      z
        .array(oneOf(['shelter', 'medical', 'legal-aid', 'income', 'language', 'documents', 'family']))
        .max(7)
        .optional(),
      {
        title: { en: 'Needs', nl: 'Hulpvragen' },
        purpose: {
          en: 'To arrange shelter and guidance from the first day.',
          nl: 'Om vanaf de eerste dag opvang en begeleiding te regelen.',
        },
        audience: ['municipality', 'ngo'],
      },
    ),
    vulnerable: yesNo(
      { en: 'Vulnerability that needs attention first', nl: 'Kwetsbaarheid die voorgaat' },
      {
        en: 'To help people first who cannot wait. What it is about stays in the file of those who help.',
        nl: 'Om eerst mensen te helpen die niet kunnen wachten. Wat er aan de hand is, staat alleen in het dossier van de hulpverlener.',
      },
      ['municipality', 'ngo'],
    ),
    medicalFile: reference(
      { en: 'Reference of the medical file', nl: 'Kenmerk van het medisch dossier' },
      {
        en: 'To find the medical file. Bestendig copies nothing of it.',
        nl: 'Om het medisch dossier te kunnen vinden. Bestendig neemt er niets uit over.',
      },
      ['municipality', 'ngo'],
    ).optional(),
    legalRepresentative: reference(
      { en: 'Reference of the legal representative', nl: 'Kenmerk van de gemachtigde' },
      { en: 'To reach the lawyer or representative.', nl: 'Om de advocaat of gemachtigde te bereiken.' },
      ['municipality', 'ngo', 'ind'],
    ).optional(),
  }),
  example: {
    heldOn: '2026-11-05',
    regionalTie: true,
    proceduresFinished: 'yes',
    otherShelterRight: 'no',
    dublinClaim: 'no',
    safeCountry: 'no',
    needs: ['shelter', 'legal-aid'],
    vulnerable: false,
    legalRepresentative: 'LAW-2026-0417',
  },
  decide: (t, { proceduresFinished, otherShelterRight, dublinClaim, safeCountry, ...input }) => [
    setFacts(
      ...eligibilityFacts({ proceduresFinished, otherShelterRight, dublinClaim, safeCountry }),
      regionalTieFact.set(input.regionalTie),
      vulnerableFact.set(input.vulnerable),
    ),
    count({ intakeOn: input.heldOn }),
    // DT&V is told of everyone who is sheltered or guided, and delivers the dossier with the IND (DOMAIN §1, §2.4). The step
    // in which they deliver it tells them; where a programme has none, this does.
    ...Object.entries(dossierSteps).flatMap(([step, agency]) => (t.canOpen(step) ? [] : [tell(agency)])),
  ],
});

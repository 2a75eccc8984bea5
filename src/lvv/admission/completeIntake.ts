import { actionGroups } from '../casework/actionGroups.js';
import { z } from 'zod';
import { defineAction, setFacts } from '../define.js';
import {
  eligibilityFact,
  eligibilityFacts,
  eligibilityNames,
  filledIn,
  knowsEligibility,
  notKnownAtIntake,
  stillUnknown,
} from './eligibility.js';
import { purposes, reference } from '../casework/fields.js';
import { admissionFact } from './admissionFact.js';
import { refuse, says } from './refusals.js';

/** What was not known at the intake is filled in by whoever knows it, such as the IND with its dossier. */
export const completeIntake = defineAction({
  name: 'complete-intake',
  title: { en: 'Fill in what was not known at intake', nl: 'Intake aanvullen' },
  done: { en: 'Intake completed further', nl: 'Intake aangevuld' },
  group: actionGroups.record,
  description: {
    en: 'Fills in conditions for admission that were not known at the intake. What was filled in wrongly is corrected instead.',
    nl: 'Vult voorwaarden voor toelating in die bij de intake nog niet bekend waren. Is iets verkeerd ingevuld? Corrigeer dan die invoer.',
  },
  performedBy: [
    'municipality:case-director',
    'municipality:intake-officer',
    'ind:liaison',
    'dtv:liaison',
    'dtv:departure-officer',
    'ngo:legal',
  ],
  tells: { done: ['municipality'] },
  input: z.strictObject({
    ...notKnownAtIntake,
    source: reference({ en: 'Reference of the source', nl: 'Kenmerk van de bron' }, purposes.restsOn, knowsEligibility),
  }),
  example: { dublinClaim: 'no', source: 'IND-2026-00417' },
  offeredWhen: (t) => t.fact(admissionFact) === undefined && stillUnknown(t.fact(eligibilityFact)).length > 0,
  decide: (t, input) => {
    const unknown = stillUnknown(t.fact(eligibilityFact));
    const named = eligibilityNames.filter((name) => input[name] !== undefined);
    const known = named.filter((name) => !unknown.includes(name));
    if (unknown.length === 0) throw refuse('conflict', 'intake-is-complete');
    if (named.length === 0 || known.length > 0) {
      const what = { unknown: unknown.map((name) => `complete-intake.${name}`) };
      const wrong = known.length > 0 ? known : [unknown[0]!];
      const errors = wrong.map((name) => ({ pointer: `/${name}`, ...says('fill-in-unknown', what) }));
      throw refuse('invalid-input', 'fill-in-unknown', what, { errors });
    }
    return [setFacts(...eligibilityFacts(filledIn(t, input)))];
  },
});

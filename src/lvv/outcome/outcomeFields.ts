import { field } from '../define.js';
import { evidenceKinds, outcomeCodes, outcomes, residenceGrounds } from '../codes.js';
import { everyone, pastDay, reference } from '../casework/fields.js';
import { oneOf } from '../labels.js';

/** What is filled in with an outcome, whether the person takes part or was never admitted. */
export const outcomeFields = {
  occurredOn: field(pastDay({ notBefore: ['receivedOn'] }), {
    title: { en: 'Date of the outcome', nl: 'Datum van de uitkomst' },
    purpose: { en: 'To count outcomes by period.', nl: 'Om uitkomsten per periode te tellen.' },
    audience: everyone,
  }),
  ground: field(oneOf(residenceGrounds).optional(), {
    title: { en: 'Ground of residence', nl: 'Verblijfsgrond' },
    purpose: {
      en: 'To count on which ground people may stay. Only with a residence permit.',
      nl: 'Om te tellen op welke grond mensen mogen blijven. Alleen bij een verblijfsvergunning.',
    },
    audience: ['municipality', 'ind'],
    when: [{ field: 'outcome', is: ['RESIDENCE_GRANTED'] }],
    needed: true,
  }),
  evidenceKind: field(oneOf(evidenceKinds), {
    title: { en: 'Kind of evidence', nl: 'Soort bewijs' },
    purpose: {
      en: 'To show that the outcome is real. Without evidence it does not count.',
      nl: 'Om te laten zien dat de uitkomst klopt. Zonder bewijs telt die niet.',
    },
    audience: ['municipality', 'dtv', 'ngo'],
    choices: {
      field: 'outcome',
      allow: Object.fromEntries(outcomeCodes.map((outcome) => [outcome, outcomes[outcome].evidence])),
    },
  }),
  evidence: reference(
    { en: 'Reference of the evidence', nl: 'Kenmerk van het bewijs' },
    { en: 'To find the evidence where it is kept.', nl: 'Om het bewijs te vinden waar het wordt bewaard.' },
    ['municipality', 'dtv', 'ngo'],
  ),
};

import { Refusal } from '../trajectory/refusal.js';
import { field, type TrajectoryView } from '../trajectory/step.js';
import { evidenceKinds, outcomes, residenceGrounds, type EvidenceKind, type Outcome } from './codes.js';
import { whyUnfit } from './conclusion.js';
import { everyone, pastDay, reference } from './fields.js';
import { oneOf } from './labels.js';

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
  }),
  evidenceKind: field(oneOf(evidenceKinds), {
    title: { en: 'Kind of evidence', nl: 'Soort bewijs' },
    purpose: {
      en: 'To show that the outcome is real. Without evidence it does not count.',
      nl: 'Om te laten zien dat de uitkomst klopt. Zonder bewijs telt die niet.',
    },
    audience: ['municipality', 'dtv', 'ngo'],
  }),
  evidence: reference(
    { en: 'Reference of the evidence', nl: 'Kenmerk van het bewijs' },
    { en: 'To find the evidence where it is kept.', nl: 'Om het bewijs te vinden waar het wordt bewaard.' },
    ['municipality', 'dtv', 'ngo'],
  ),
};

/** @throws Refusal when nobody at this stage can have the outcome, the evidence does not prove this outcome, or a ground stands with another than a permit. */
export function mustFit(
  t: TrajectoryView,
  input: {
    outcome: Outcome;
    evidenceKind: EvidenceKind;
    ground?: string | undefined;
  },
): void {
  const errors: { pointer: string; detail: string }[] = [];
  const unfit = whyUnfit(t, input.outcome);
  if (unfit !== undefined) errors.push({ pointer: '/outcome', detail: unfit });
  const fitting: readonly string[] = outcomes[input.outcome].evidence;
  if (!fitting.includes(input.evidenceKind)) {
    errors.push({ pointer: '/evidenceKind', detail: `${input.outcome} is proved by ${fitting.join(' or ')}.` });
  }
  if ((input.outcome === 'RESIDENCE_GRANTED') !== (input.ground !== undefined)) {
    errors.push({ pointer: '/ground', detail: 'RESIDENCE_GRANTED needs a ground, and no other outcome has one.' });
  }
  if (errors.length > 0) throw new Refusal('invalid-input', 'The outcome does not fit.', { errors });
}

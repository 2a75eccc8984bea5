import { actionGroups } from '../casework/actionGroups.js';
import { z } from 'zod';
import { defineAction, field } from '../define.js';
import { anyDay, everyone, purposes, reason, reference } from '../casework/fields.js';
import { decidedInField, stayExtended, stayUntilFact } from './stay.js';

/** Extends the stay beyond the municipality's maximum. Who decides that, its programme says. */
export const extendStay = defineAction({
  name: 'extend-stay',
  title: { en: 'Extend the stay', nl: 'Opvangtermijn verlengen' },
  done: { en: 'Stay extended', nl: 'Opvangtermijn verlengd' },
  group: actionGroups.terms,
  description: {
    en: 'Enters a decision that someone may stay longer than the maximum. After the last day nothing ends by itself.',
    nl: 'Legt een besluit vast dat iemand langer mag blijven dan het maximum. Na de laatste dag eindigt er niets vanzelf.',
  },
  performedBy: ['municipality:case-director'],
  tells: { done: ['ngo', 'dtv'] },
  input: z.strictObject({
    until: field(anyDay({ notBefore: ['admittedOn'] }), {
      title: { en: 'Until', nl: 'Tot en met' },
      purpose: {
        en: 'To know the new last day of the stay.',
        nl: 'Om de nieuwe laatste dag van de opvangtermijn te weten.',
      },
      audience: everyone,
    }),
    decidedIn: decidedInField,
    decision: reference(
      { en: 'Reference of the decision', nl: 'Kenmerk van het besluit' },
      purposes.decisionKept,
      everyone,
    ),
    reason,
  }),
  example: {
    until: '2028-08-31',
    decidedIn: 'case-conference',
    decision: 'LSO-2028-03',
    reason: 'The travel document has been asked for and is expected in the summer.',
  },
  offeredWhen: (t) => t.fact(stayUntilFact) !== undefined,
  decide: (t, { until, decidedIn }) => stayExtended(t, until, decidedIn),
});

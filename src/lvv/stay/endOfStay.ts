import { z } from 'zod';
import { defineStep, field } from '../define.js';
import { anyDay, everyone, guidance, reason, reference, purposes } from '../casework/fields.js';
import { oneOf } from '../labels.js';
import { decidedInField, stayExtended } from './stay.js';

/**
 * The last day of the stay comes near: someone decides whether it is extended (DOMAIN §2.8, §5). When the day passes, that is
 * told, and it ends nothing. The maximum itself is the municipality's own; the day is not the target of any other step.
 */
export const endOfStay = defineStep({
  name: 'end-of-stay',
  title: { en: 'End of the stay', nl: 'Einde van de opvangtermijn' },
  description: {
    en: 'The last day of the stay comes near or has passed. Enter whether the stay is extended. Nothing ends by itself: register the outcome apart.',
    nl: 'De laatste dag van de opvangtermijn komt dichterbij of is voorbij. Leg vast of de termijn wordt verlengd. Er eindigt niets vanzelf: de uitkomst legt u apart vast.',
  },
  responsible: 'municipality',
  performedBy: ['municipality:case-director', 'municipality:coordinator'],
  // With the last day of the stay: see stay.ts.
  opensWhen: () => false,
  repeatable: false,
  terms: null,
  tells: { opened: [], reminded: ['municipality', 'ngo'], overdue: ['municipality', 'ngo'], completed: ['ngo', 'dtv'] },
  input: z.strictObject({
    result: field(oneOf(['extended', 'not-extended']), {
      title: { en: 'Result', nl: 'Resultaat' },
      purpose: {
        en: 'To know whether the person can stay longer.',
        nl: 'Om te weten of de deelnemer langer kan blijven.',
      },
      audience: everyone,
    }),
    until: field(anyDay({ notBefore: ['admittedOn'] }).optional(), {
      title: { en: 'Until', nl: 'Tot en met' },
      purpose: {
        en: 'To know the new last day of the stay.',
        nl: 'Om de nieuwe laatste dag van de opvangtermijn te weten.',
      },
      audience: everyone,
      when: [{ field: 'result', is: ['extended'] }],
      needed: true,
    }),
    decidedIn: decidedInField,
    decision: reference(
      { en: 'Reference of the decision', nl: 'Kenmerk van het besluit' },
      purposes.decisionKept,
      guidance,
    ),
    reason,
  }),
  example: {
    result: 'not-extended',
    decidedIn: 'case-conference',
    decision: 'LSO-2028-03',
    reason: 'The permit has been granted; the outcome follows this week.',
  },
  decide: (t, { until, decidedIn }) => (until === undefined ? [] : stayExtended(t, until, decidedIn)),
});

import { z } from 'zod';
import { workingDays } from '../trajectory/deadlines.js';
import { Refusal } from '../trajectory/refusal.js';
import { defineStep, field, setDirection, setFacts } from '../trajectory/step.js';
import { directionCodes } from './codes.js';
import { day, everyone, reference } from './fields.js';

/** Admission (toelating): an administrative decision by a person with a mandate, open to objection (DOMAIN §0.5, §5). */
export const admission = defineStep({
  name: 'admission',
  title: { en: 'Admission decision', nl: 'Besluit over toelating' },
  description: {
    en: 'A mandated officer of the municipality admits or refuses. No rule or timer ever does.',
    nl: 'Een gemandateerde ambtenaar van de gemeente laat toe of weigert. Een regel of termijn doet dat nooit.',
  },
  responsible: 'municipality',
  performedBy: ['municipality:case-director'],
  opensWhen: (t) => t.isCompleted('intake'),
  repeatable: false,
  terms: { target: workingDays(15), fatal: workingDays(30), remind: [workingDays(12)], escalate: workingDays(35) },
  tells: {},
  input: z.strictObject({
    decision: field(z.enum(['admitted', 'refused']), {
      title: { en: 'Decision', nl: 'Besluit' },
      purpose: 'The administrative decision itself.',
      audience: everyone,
    }),
    ground: field(
      z.enum([
        'meets-criteria',
        'hardship',
        'exception-by-lso',
        'exception-by-steering-group',
        'outside-target-group',
        'exclusion-ground',
      ]),
      {
        title: { en: 'Ground', nl: 'Grond' },
        purpose: 'The ground of the decision, for objection and appeal.',
        audience: ['municipality', 'ngo'],
      },
    ),
    decidedOn: field(day(), {
      title: { en: 'Decided on', nl: 'Besloten op' },
      purpose: 'The date from which objection runs.',
      audience: everyone,
    }),
    motivation: reference(
      { en: 'Reference of the motivation', nl: 'Kenmerk van de motivering' },
      'To find the reasoned decision in the municipal file.',
      ['municipality', 'ngo'],
    ),
    mandate: reference(
      { en: 'Mandate under which is decided', nl: 'Mandaat waaronder besloten is' },
      'To account for who was entitled to decide.',
      ['municipality'],
    ),
    direction: field(z.enum(directionCodes).optional(), {
      title: { en: 'Direction agreed', nl: 'Begeleidingsscenario' },
      purpose: 'The direction in which is worked; not a result.',
      audience: everyone,
    }),
  }),
  example: {
    decision: 'admitted',
    ground: 'meets-criteria',
    decidedOn: '2026-11-16',
    motivation: 'DEC-2026-0188',
    mandate: 'MANDATE-2025-03',
    direction: 'UNDER_INVESTIGATION',
  },
  decide: (_t, input) => {
    if (input.decision === 'refused') {
      if (input.direction !== undefined) {
        throw new Refusal('invalid-input', 'A refusal has no direction.', {
          errors: [{ pointer: '/direction', detail: 'Leave the direction out when admission is refused.' }],
        });
      }
      return [setFacts({ admission: 'refused' })];
    }
    return [
      setFacts({ admission: 'admitted' }),
      setDirection(input.direction ?? 'UNDER_INVESTIGATION', 'agreed at admission'),
    ];
  },
});

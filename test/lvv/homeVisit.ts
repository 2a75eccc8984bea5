import { z } from 'zod';
import { oneOf } from '../../src/lvv/labels.js';
import { guidance, pastDay, purposes } from '../../src/lvv/casework/fields.js';
import { defineStep, field } from '../../src/trajectory/definitions/step.js';
import { workingDays } from '../../src/trajectory/terms/deadlines.js';

/** A step that the LVV does not have: all that someone writes who adds one. */
export const homeVisit = defineStep({
  name: 'home-visit',
  title: { en: 'Home visit', nl: 'Huisbezoek' },
  description: {
    en: 'A counsellor visits the person, and says whether the place is suitable.',
    nl: 'Een begeleider gaat op bezoek en zegt of de plek geschikt is.',
  },
  responsible: 'ngo',
  performedBy: ['ngo:counsellor', 'municipality:case-director'],
  opensWhen: (t) => t.isCompleted('intake'),
  repeatable: false,
  terms: { target: workingDays(10), fatal: workingDays(15), remind: [workingDays(8)], escalate: workingDays(20) },
  tells: { completed: ['municipality'] },
  input: z.strictObject({
    visitedOn: field(pastDay({ notBefore: ['receivedOn'] }), {
      title: { en: 'Visited on', nl: 'Bezocht op' },
      purpose: purposes.leadTime,
      audience: guidance,
    }),
    suitable: field(oneOf(['yes', 'no', 'unknown']), {
      title: { en: 'Is the place suitable?', nl: 'Is de plek geschikt?' },
      purpose: { en: 'To find another place in time.', nl: 'Om op tijd een andere plek te vinden.' },
      audience: guidance,
    }),
  }),
  example: { visitedOn: '2026-11-02', suitable: 'yes' },
  decide: () => [],
});

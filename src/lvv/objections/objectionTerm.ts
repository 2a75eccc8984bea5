import { z } from 'zod';
import { defineStep, field } from '../define.js';
import { guidance } from '../casework/fields.js';
import { oneOf } from '../labels.js';

/** Until when an objection against a refusal is possible: the day that the lawyer gave, watched so that nobody misses it. */
export const objectionTerm = defineStep({
  name: 'objection-term',
  title: { en: 'End of the term for objection', nl: 'Einde van de bezwaartermijn' },
  description: {
    en: 'Until this day the person can object to the refusal. Enter whether they did; an objection itself is entered with "Objection or appeal lodged".',
    nl: 'Tot deze dag kan de persoon bezwaar maken tegen de weigering. Leg vast of dat is gebeurd; het bezwaar zelf legt u vast met "Bezwaar of beroep ingediend".',
  },
  responsible: 'municipality',
  performedBy: ['municipality:case-director', 'ngo:legal'],
  // With a refusal that names the day: see admissionDecision.ts.
  opensWhen: () => false,
  repeatable: false,
  terms: null,
  tells: { opened: ['ngo'], reminded: ['municipality', 'ngo'], overdue: ['municipality'], completed: ['municipality'] },
  input: z.strictObject({
    result: field(oneOf(['objection-lodged', 'no-objection']), {
      title: { en: 'Result', nl: 'Resultaat' },
      purpose: { en: 'To know whether the refusal is final.', nl: 'Om te weten of de weigering vaststaat.' },
      audience: guidance,
    }),
  }),
  example: { result: 'no-objection' },
  decide: () => [],
});

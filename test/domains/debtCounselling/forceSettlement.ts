import { z } from 'zod';
import { defineAction, setFacts } from '../../../src/trajectory/definitions/step.js';
import { note } from './fields.js';
import { settledFact } from './steps.js';

/** What a court can do where creditors do not agree. */
export const forceSettlement = defineAction({
  name: 'force-settlement',
  title: { en: 'Force the settlement', nl: 'Regeling opleggen' },
  done: { en: 'Settlement forced', nl: 'Regeling opgelegd' },
  description: { en: 'The court settles it in place of the creditors.', nl: 'De rechter legt de regeling op.' },
  performedBy: ['court:clerk'],
  tells: { done: ['municipality', 'creditBank'] },
  input: z.strictObject({ note }),
  example: { note: 'Judgment of today.' },
  offeredWhen: (t) => settledFact.of(t.state.facts) === false,
  decide: () => [setFacts(settledFact.set(true))],
});

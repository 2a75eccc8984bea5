import { z } from 'zod';
import type { StopCauses } from '../../../src/trajectory/definitions/stopCauses.js';
import { defineAction, startClock, stopClock, typed, type Action } from '../../../src/trajectory/definitions/step.js';
import { stopsOf } from '../../../src/trajectory/terms/clock.js';
import { note } from './fields.js';
import { says } from './refusals.js';

/** While the court forbids creditors to collect, no term runs and nobody ends the trajectory. */
export const stopCauses: StopCauses = {
  moratorium: {
    title: { en: 'Moratorium', nl: 'Moratorium' },
    inSentence: { en: 'creditors have to wait', nl: 'schuldeisers moeten wachten' },
    forbidsEnding: says('creditors-wait', { by: 'court' }),
  },
};

const ofTheCourt = {
  performedBy: ['court:clerk'],
  tells: { done: ['municipality', 'creditBank'] },
} satisfies Pick<Action, 'performedBy' | 'tells'>;

export const orderMoratorium = defineAction({
  ...ofTheCourt,
  name: 'order-moratorium',
  title: { en: 'Let creditors wait', nl: 'Schuldeisers laten wachten' },
  done: { en: 'Creditors have to wait', nl: 'Schuldeisers moeten wachten' },
  description: { en: 'For a while nobody collects.', nl: 'Voorlopig int niemand.' },
  input: z.strictObject({ note }),
  example: { note: 'Order of today.' },
  offeredWhen: (t) => stopsOf(t.state)['moratorium'] === undefined,
  decide: (_t, input) => [stopClock('moratorium', typed(input.note))],
});

export const endMoratorium = defineAction({
  ...ofTheCourt,
  name: 'end-moratorium',
  title: { en: 'Let creditors collect again', nl: 'Schuldeisers weer laten innen' },
  done: { en: 'Creditors can collect again', nl: 'Schuldeisers mogen weer innen' },
  description: { en: 'The wait is over.', nl: 'Het wachten is voorbij.' },
  input: z.strictObject({ note }),
  example: { note: 'The order has ended.' },
  offeredWhen: (t) => stopsOf(t.state)['moratorium'] !== undefined,
  decide: (_t, input) => [startClock('moratorium', typed(input.note))],
});

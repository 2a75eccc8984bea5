import { actionGroups } from './actionGroups.js';
import { z } from 'zod';
import { defineAction, field, openAgain, opensOn, typed } from '../define.js';
import { futureDay, guidance, reason } from './fields.js';
import * as general from '../refusals.js';
import { mistake, refuse } from './refusals.js';

/** Opens another round of a repeatable step, such as a second legal review or a next session. */
export const planStep = defineAction({
  name: 'plan-step',
  title: { en: 'Plan a step again', nl: 'Een stap opnieuw inplannen' },
  done: { en: 'Step planned again', nl: 'Stap opnieuw ingepland' },
  group: actionGroups.directing,
  description: {
    en: 'Opens a repeatable step for another round, now or on a later day, with the date by which it should be done.',
    nl: 'Zet een herhaalbare stap opnieuw klaar, nu of op een latere dag, met de datum waarvoor die gedaan moet zijn.',
  },
  performedBy: ['municipality:case-director', 'ngo:legal', 'ngo:counsellor', 'dtv:departure-officer'],
  tells: {},
  concerns: ({ step }) => step,
  input: z.strictObject({
    step: field(z.string().max(64), {
      title: { en: 'Step', nl: 'Stap' },
      purpose: { en: 'To know which step is planned.', nl: 'Om te weten welke stap wordt gepland.' },
      audience: guidance,
    }),
    opensOn: field(futureDay().optional(), {
      title: { en: 'Opens on', nl: 'Opent op' },
      purpose: { en: 'To know from when it can be done.', nl: 'Om te weten vanaf wanneer het kan.' },
      audience: guidance,
    }),
    by: field(futureDay().optional(), {
      title: { en: 'To be done by', nl: 'Te doen voor' },
      purpose: { en: 'To know by when it should be done.', nl: 'Om te weten wanneer het gedaan moet zijn.' },
      audience: guidance,
    }),
    reason,
  }),
  example: { step: 'legal-review', by: '2027-02-01', reason: 'New facts since the last review.' },
  aboutSteps: (t) =>
    Object.keys(t.state.done).filter((step) => t.isRepeatable(step) && !t.isOpen(step) && t.knowsStep(step)),
  decide: (t, input) => {
    if (!t.step(input.step)) throw mistake('step', 'no-such-step', { step: input.step });
    if (!t.isRepeatable(input.step)) throw general.mistake('step', 'step-not-repeatable', { step: input.step });
    if (t.isOpen(input.step)) throw refuse('conflict', 'open-already', { step: input.step });
    if (!t.isCompleted(input.step)) throw general.refuse('conflict', 'step-not-done-yet', { step: input.step });
    const { step, reason: why, by: target, opensOn: on } = input;
    if (on === undefined) return [openAgain(step, typed(why), target)];
    if (target !== undefined && target < on) {
      throw mistake('by', 'opens-after-target');
    }
    return [opensOn(on, { step, reason: typed(why), ...(target && { target }) })];
  },
});

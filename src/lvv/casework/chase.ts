import { actionGroups } from './actionGroups.js';
import { z } from 'zod';
import { dayOf } from '../../trajectory/terms/calendar.js';
import { fact } from '../../trajectory/replayed/fact.js';
import { changeStep, defineAction, setFacts, type TrajectoryView, typed, eventTypes } from '../define.js';
import { everyone, purposes, reason, reference } from './fields.js';
import { knownOpenSteps, openStepNamed, openStepName } from './openStep.js';
import { refuse } from './refusals.js';

/** How often an open step was asked for again. Another round of the step starts anew. */
interface Chased {
  /** When the round was opened that is asked for. */
  round: string;
  times: number;
  lastOn: string;
}

const chasedSteps = fact<Record<string, Chased>>('chased', { about: (step) => ({ step }) });

/** Of the steps that are open now: what is done need not be asked for. */
function chasedOf(t: TrajectoryView): Record<string, Chased> {
  const known = t.fact(chasedSteps) ?? {};
  return Object.fromEntries(
    t.state.openSteps.flatMap(({ step, openedAt }) =>
      known[step]?.round === openedAt ? [[step, known[step]] as const] : [],
    ),
  );
}

const happened = eventTypes({
  'step-chased': { nl: 'Opnieuw gevraagd', en: 'Asked for again' },
});

/** Asks again for an open step (DOMAIN §2, loops: ask, chase, escalate). Reminders come by themselves; this is a person's. */
export const chase = defineAction({
  name: 'chase',
  title: { en: 'Ask again', nl: 'Opnieuw vragen' },
  done: { en: 'Asked again', nl: 'Opnieuw gevraagd' },
  group: actionGroups.terms,
  description: {
    en: 'Asks the agency that is responsible for an open step for it again. How often that was done is kept; its dates stay as they are.',
    nl: 'Vraagt de partij die verantwoordelijk is voor een open stap er opnieuw om. Hoe vaak dat is gedaan wordt bijgehouden; de datums blijven.',
  },
  performedBy: [
    'municipality:case-director',
    'municipality:intake-officer',
    'municipality:coordinator',
    'ngo:legal',
    'ngo:counsellor',
    'dtv:departure-officer',
  ],
  tells: {},
  concerns: ({ step }) => step,
  input: z.strictObject({
    step: openStepName,
    question: reference(
      { en: 'Reference of the question', nl: 'Kenmerk van de vraag' },
      purposes.question,
      everyone,
    ).optional(),
    reason,
  }),
  example: { step: 'dossier-ind', reason: 'The conference is next week and the dossier is not there.' },
  aboutSteps: (t) =>
    knownOpenSteps(t)
      .filter(({ responsible }) => responsible !== t.actor?.agency)
      .map(({ step }) => step),
  decide: (t, { step, reason: why }) => {
    const open = openStepNamed(t, step);
    if (open.responsible === t.actor?.agency) {
      throw refuse('conflict', 'waits-for-own-agency', { step });
    }
    const chased = chasedOf(t);
    const before = chased[step];
    const today = dayOf(t.now);
    if (before?.lastOn === today) {
      throw refuse('conflict', 'asked-today-already', { step, agency: open.responsible });
    }
    const now: Chased = { round: open.openedAt, times: (before?.times ?? 0) + 1, lastOn: today };
    return [
      setFacts(chasedSteps.set({ ...chased, [step]: now })),
      // Not just a message: it says which step it is about.
      changeStep({ step, type: happened['step-chased'], reason: typed(why) }),
    ];
  },
});

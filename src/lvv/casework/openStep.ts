import { actionGroups } from './actionGroups.js';
import { happened } from '../../trajectory/words/engine.js';
import { z } from 'zod';
import { addDays, dayOf, daysBetween } from '../../trajectory/terms/calendar.js';
import { datesOf } from '../../trajectory/terms/clock.js';
import { daysExtended, extendedOnceMore } from '../../trajectory/terms/extensions.js';
import { agencies } from '../agencies.js';
import type { OpenStep } from '../../trajectory/replayed/state.js';
import { changeStep, defineAction, field, setFacts, type TrajectoryView, typed, eventTypes } from '../define.js';
import { everyone, reason } from './fields.js';
import { oneOf } from '../labels.js';
import { agencyIn } from '../../trajectory/replayed/agencyRole.js';
import * as general from '../refusals.js';
import { mistake, refuse, says } from './refusals.js';

const changed = eventTypes({
  'term-extended': { nl: 'Termijn verlengd', en: 'Term extended' },
});

export const openStepName = field(z.string().max(64), {
  title: { en: 'Open step', nl: 'Open stap' },
  purpose: { en: 'To know which open step is meant.', nl: 'Om te weten welke open stap wordt bedoeld.' },
  audience: everyone,
});

/** What its agency may not know of is not open for whoever asks. */
export const knownOpenSteps = (t: TrajectoryView): OpenStep[] =>
  t.state.openSteps.filter(({ step, knownTo }) => t.knowsStep(step, knownTo));

export function openStepNamed(t: TrajectoryView, name: string): OpenStep {
  const known = knownOpenSteps(t);
  const open = known.find(({ step }) => step === name);
  if (open) return open;
  if (!t.step(name)) throw mistake('step', 'no-such-step', { step: name });
  throw known.length === 0
    ? mistake('step', 'nothing-open-here', { step: name })
    : mistake('step', 'not-open-here', { step: name, open: known.map(({ step }) => step) });
}

/**
 * Extends the term of an open step. [NF] No maximum was found outside Amsterdam's 18 months of stay, so the neutral
 * default is that all extensions together are at most as long as the term itself.
 */
export const extendTerm = defineAction({
  name: 'extend-term',
  title: { en: 'Extend a term', nl: 'Termijn verlengen' },
  done: { en: 'Term extended', nl: 'Termijn verlengd' },
  group: actionGroups.terms,
  description: {
    en: 'Gives an open step more time, with the reason. All extensions together are at most as long as the term itself.',
    nl: 'Geeft een open stap meer tijd, met de reden. Alle verlengingen samen zijn hooguit zo lang als de termijn zelf.',
  },
  performedBy: ['municipality:case-director'],
  tells: {},
  concerns: ({ step }) => step,
  input: z.strictObject({
    step: openStepName,
    days: field(z.int().min(1).max(366), {
      title: { en: 'Calendar days', nl: 'Kalenderdagen' },
      purpose: {
        en: 'To know by how much the term is extended.',
        nl: 'Om te weten met hoeveel de termijn wordt verlengd.',
      },
      audience: everyone,
    }),
    reason,
  }),
  example: { step: 'legal-review', days: 14, reason: 'The lawyer has asked for the file of the earlier procedure.' },
  aboutSteps: (t) =>
    knownOpenSteps(t)
      .filter((open) => datesOf(t.state, open).fatalDate !== null)
      .map(({ step }) => step),
  decide: (t, input) => {
    const open = openStepNamed(t, input.step);
    const { fatalDate } = datesOf(t.state, open);
    if (fatalDate === null) throw refuse('conflict', 'no-fatal-term', { step: input.step });
    const opened = dayOf(open.openedAt);
    const had = daysExtended(t.state, open);
    const term = daysBetween(opened, fatalDate) - had;
    const left = Math.max(term - had, 0);
    if (input.days > left) {
      const { step } = input;
      throw left === 0 ? mistake('days', 'no-days-left', { step }) : mistake('days', 'most-days', { step, left });
    }
    if (addDays(fatalDate, input.days) < dayOf(t.now)) {
      const errors = [{ pointer: '/days', ...says('term-ended-on', { day: fatalDate }) }];
      throw refuse('invalid-input', 'new-term-has-passed', {}, { errors });
    }
    const extension = {
      days: input.days,
      reason: input.reason,
      by: 'municipality',
      on: dayOf(t.now),
      version: t.state.version,
    };
    return [
      setFacts(extendedOnceMore(t.state, open, extension)),
      changeStep({ step: input.step, type: changed['term-extended'], reason: typed(input.reason), later: input.days }),
    ];
  },
});

/** Makes another agency responsible for an open step, one that may perform it. */
export const reassign = defineAction({
  name: 'reassign',
  title: { en: 'Reassign', nl: 'Overdragen aan een andere partij' },
  done: { en: 'Reassigned', nl: 'Overgedragen aan een andere partij' },
  group: actionGroups.handOver,
  description: {
    en: 'Makes another agency responsible for an open step. Its terms stay as they are; the agency is told.',
    nl: 'Maakt een andere partij verantwoordelijk voor een open stap. De termijnen blijven; de partij krijgt bericht.',
  },
  performedBy: ['municipality:case-director', 'municipality:coordinator'],
  tells: {},
  concerns: ({ step }) => step,
  bulk: true,
  input: z.strictObject({
    step: openStepName,
    to: field(oneOf(agencies), {
      title: { en: 'To which agency', nl: 'Aan welke partij' },
      purpose: { en: 'To know who is responsible from now on.', nl: 'Om te weten wie vanaf nu verantwoordelijk is.' },
      audience: everyone,
    }),
    reason,
  }),
  example: { step: 'return-counselling', to: 'ngo', reason: 'The person wants to speak with the counsellor first.' },
  aboutSteps: (t) => knownOpenSteps(t).map(({ step }) => step),
  decide: (t, input) => {
    const open = openStepNamed(t, input.step);
    if (open.responsible === input.to) {
      throw refuse('conflict', 'responsible-already', { agency: input.to, step: input.step });
    }
    const named = (t.step(input.step)?.performedBy ?? []).map(agencyIn);
    const able = [...new Set(named)].filter((agency) => t.rules.partners.includes(agency));
    if (!able.includes(input.to)) {
      const { step } = input;
      throw able.length === 0
        ? mistake('to', 'reassigned-to-nobody', { step })
        : general.mistake('to', 'choose-agency-for-step', { step, able });
    }
    return [
      changeStep({
        step: input.step,
        type: happened['step-reassigned'],
        reason: typed(input.reason),
        responsible: input.to,
      }),
    ];
  },
});

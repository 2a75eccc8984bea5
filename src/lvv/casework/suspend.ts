import { actionGroups } from './actionGroups.js';
import { dayOf } from '../../trajectory/terms/calendar.js';
import { z } from 'zod';
import { stopsOf, stopsFact, suspensionsFact } from '../../trajectory/terms/clock.js';
import { defineAction, field, startClock, stopClock, typed } from '../define.js';
import { everyone, futureDay, reason } from './fields.js';
import { mustBeADayToStartOn, mustBeADayToStopOn, sinceWhen } from './sinceWhen.js';
import { oneOf } from '../labels.js';
import { refuse } from './refusals.js';

export const suspensionGrounds = ['medical', 'detention', 'out-of-contact', 'waiting-for-a-decision', 'other'] as const;

/** Suspends a trajectory (DOMAIN §2, state model): its terms stand still, people may go on with what is open. */
export const suspend = defineAction({
  name: 'suspend',
  title: { en: 'Suspend', nl: 'Opschorten' },
  done: { en: 'Suspended', nl: 'Opgeschort' },
  group: actionGroups.terms,
  description: {
    en: 'Stops the clock of every open step. Nothing is lost: each term goes on with exactly what it had left.',
    nl: 'Zet de klok van elke open stap stil. Er gaat niets verloren: elke termijn loopt later door met wat er over was.',
  },
  performedBy: ['municipality:case-director'],
  tells: { done: ['ngo', 'dtv'] },
  shows: {
    [stopsFact.key]: {
      title: { en: 'Why the clock stands still', nl: 'Waarom de klok stilstaat' },
      purpose: { en: 'To know why no term runs now.', nl: 'Om te weten waarom er nu geen termijn loopt.' },
      audience: everyone,
    },
    [suspensionsFact.key]: {
      title: { en: 'Periods without a clock', nl: 'Perioden waarin de klok stilstond' },
      purpose: { en: 'To be able to explain each date.', nl: 'Om elke datum te kunnen uitleggen.' },
      audience: everyone,
    },
  },
  input: z.strictObject({
    ground: field(oneOf(suspensionGrounds), {
      title: { en: 'Ground', nl: 'Grond' },
      purpose: { en: 'To see what the trajectory waits for.', nl: 'Om te zien waarop het traject wacht.' },
      audience: ['municipality', 'ngo'],
    }),
    from: sinceWhen,
    expectedUntil: field(futureDay().optional(), {
      title: { en: 'Expected until', nl: 'Verwacht tot' },
      purpose: {
        en: 'To plan. Nothing happens by itself on this day.',
        nl: 'Om te plannen. Op deze dag gebeurt er niets vanzelf.',
      },
      audience: everyone,
    }),
    reason,
  }),
  example: { ground: 'medical', expectedUntil: '2027-01-15', reason: 'Agreed in the conference of 12 December.' },
  offeredWhen: (t) => stopsOf(t.state).suspension === undefined,
  decide: (t, input) => {
    const { suspension } = stopsOf(t.state);
    if (suspension) {
      throw refuse('conflict', 'suspended-already', { since: dayOf(suspension.since) });
    }
    mustBeADayToStopOn(t, input.from);
    return [stopClock('suspension', typed(input.reason), input.from)];
  },
});

export const resume = defineAction({
  name: 'resume',
  title: { en: 'Resume', nl: 'Hervatten' },
  done: { en: 'Resumed', nl: 'Hervat' },
  group: actionGroups.terms,
  description: {
    en: 'Ends a suspension. Every term goes on with what it had left, unless a court hold still stands.',
    nl: 'Beëindigt een opschorting. Elke termijn loopt door met wat er over was, tenzij een voorlopige voorziening nog geldt.',
  },
  performedBy: ['municipality:case-director'],
  tells: { done: ['ngo', 'dtv'] },
  input: z.strictObject({ from: sinceWhen, reason }),
  example: { reason: 'Back from hospital; the conversations go on.' },
  offeredWhen: (t) => stopsOf(t.state).suspension !== undefined,
  decide: (t, input) => {
    const { suspension } = stopsOf(t.state);
    if (!suspension) {
      throw refuse('conflict', 'not-suspended');
    }
    mustBeADayToStartOn(suspension, input.from);
    return [startClock('suspension', typed(input.reason), input.from)];
  },
});

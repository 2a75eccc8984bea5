import { actionGroups } from './actionGroups.js';
import { dayOf } from '../../trajectory/terms/calendar.js';
import { z } from 'zod';
import { stopsOf } from '../../trajectory/terms/clock.js';
import { defineAction, field, startClock, stopClock, typed } from '../define.js';
import { anyDay, everyone, purposes, reason, reference } from './fields.js';
import { mustBeADayToStartOn, mustBeADayToStopOn, sinceWhen } from './sinceWhen.js';
import { refuse } from './refusals.js';

const order = reference({ en: "Reference of the court's decision", nl: 'Kenmerk van de uitspraak' }, purposes.restsOn, [
  'municipality',
  'ngo',
  'dtv',
  'ind',
]);

/** A court ordered that shelter or guidance goes on (DOMAIN §8.17): it outranks every timer and every ending by the municipality. */
export const placeCourtHold = defineAction({
  name: 'place-court-hold',
  title: { en: 'Enter a court hold', nl: 'Voorlopige voorziening vastleggen' },
  done: { en: 'Court hold entered', nl: 'Voorlopige voorziening vastgelegd' },
  group: actionGroups.terms,
  description: {
    en: 'A court has ordered that this goes on. Until the hold is lifted no term runs and the municipality cannot end the shelter or the trajectory by decision. What happens to the person, or is their own choice, can be registered.',
    nl: 'De rechter heeft bepaald dat dit doorgaat. Tot de opheffing loopt er geen termijn en kan de gemeente de opvang of het traject niet bij besluit beëindigen. Wat de deelnemer overkomt of zelf kiest, kunt u wel vastleggen.',
  },
  performedBy: ['municipality:case-director', 'municipality:coordinator'],
  tells: { done: ['ngo', 'dtv', 'ind'] },
  bulk: true,
  input: z.strictObject({
    order,
    from: sinceWhen,
    until: field(anyDay({ notBefore: ['from'] }).optional(), {
      title: { en: 'Until (as the court says)', nl: 'Tot (volgens de uitspraak)' },
      purpose: {
        en: 'To plan. The hold stays until a person lifts it.',
        nl: 'Om te plannen. Het blijft gelden tot iemand het opheft.',
      },
      audience: everyone,
    }),
    reason,
  }),
  example: { order: 'AWB 25-0223', reason: 'Interim measure: shelter continues until four weeks after the decision.' },
  offeredWhen: (t) => stopsOf(t.state)['court-hold'] === undefined,
  decide: (t, input) => {
    const hold = stopsOf(t.state)['court-hold'];
    if (hold) {
      throw refuse('conflict', 'court-hold-stands', { since: dayOf(hold.since) });
    }
    mustBeADayToStopOn(t, input.from);
    return [stopClock('court-hold', typed(input.reason), input.from)];
  },
});

export const liftCourtHold = defineAction({
  name: 'lift-court-hold',
  title: { en: 'Lift a court hold', nl: 'Voorlopige voorziening opheffen' },
  done: { en: 'Court hold lifted', nl: 'Voorlopige voorziening opgeheven' },
  group: actionGroups.terms,
  description: {
    en: 'The hold has ended by a decision or by its own terms. Every term goes on with what it had left.',
    nl: 'De voorlopige voorziening is geëindigd door een uitspraak of volgens de eigen voorwaarden. Elke termijn loopt door met wat er over was.',
  },
  performedBy: ['municipality:case-director', 'municipality:coordinator'],
  tells: { done: ['ngo', 'dtv', 'ind'] },
  bulk: true,
  input: z.strictObject({ order, from: sinceWhen, reason }),
  example: { order: 'AWB 25-0998', reason: 'The decision on the objection has been sent; four weeks have passed.' },
  offeredWhen: (t) => stopsOf(t.state)['court-hold'] !== undefined,
  decide: (t, input) => {
    const hold = stopsOf(t.state)['court-hold'];
    if (!hold) throw refuse('conflict', 'no-court-hold');
    mustBeADayToStartOn(hold, input.from);
    return [startClock('court-hold', typed(input.reason), input.from)];
  },
});

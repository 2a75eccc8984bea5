import { z } from 'zod';
import { fact } from '../../../src/trajectory/replayed/fact.js';
import {
  closeWith,
  count,
  defineStep,
  field,
  nobody,
  setFacts,
  tell,
  typed,
} from '../../../src/trajectory/definitions/step.js';
import { refuse } from './refusals.js';
import { dayOf } from '../../../src/trajectory/terms/calendar.js';
import { workingDays } from '../../../src/trajectory/terms/deadlines.js';
import { outcomes } from './outcomes.js';
import { all, both, clientNumber, note } from './fields.js';

const terms = { target: workingDays(10), fatal: workingDays(20), remind: [workingDays(8)] };
const audience = both;
const labels = Object.fromEntries(Object.entries(outcomes).map(([code, { en, nl }]) => [code, { en, nl }]));

export const monthsFact = fact<number>('months');
export const settledFact = fact<boolean>('settled');
const evictionFact = fact<boolean>('eviction');

export const referral = defineStep({
  name: 'sign-up',
  title: { en: 'Sign up', nl: 'Aanmelden' },
  description: { en: 'Someone asks for help with debts.', nl: 'Iemand vraagt om hulp bij schulden.' },
  responsible: 'municipality',
  performedBy: ['municipality:case-director', 'creditBank:adviser'],
  opensWhen: () => false,
  repeatable: false,
  terms,
  tells: {},
  input: z.strictObject({
    municipality: field(z.string().max(64).optional(), {
      title: { en: 'Municipality', nl: 'Gemeente' },
      purpose: { en: 'To stop a slip.', nl: 'Om een vergissing te voorkomen.' },
      audience,
    }),
    clientNumber: field(clientNumber.optional(), {
      title: { en: 'Client number', nl: 'Klantnummer' },
      purpose: {
        en: 'To find a person again. It is not kept.',
        nl: 'Om iemand terug te vinden. Wij bewaren het niet.',
      },
      audience: nobody,
    }),
    note,
  }),
  example: { clientNumber: '1234 5678', note: 'Asked at the desk.' },
  decide: () => [],
});

export const application = defineStep({
  name: 'application',
  title: { en: 'Application', nl: 'Aanvraag' },
  description: { en: 'Is the person helped?', nl: 'Helpen wij deze persoon?' },
  responsible: 'municipality',
  performedBy: ['municipality:case-director'],
  opensWhen: () => true,
  repeatable: false,
  terms,
  tells: { completed: ['creditBank'] },
  input: z.strictObject({
    creditors: field(z.int().min(1).max(500), {
      title: { en: 'Number of creditors', nl: 'Aantal schuldeisers' },
      purpose: { en: 'To know how much work it is.', nl: 'Om te weten hoeveel werk het is.' },
      audience,
    }),
    eviction: field(z.boolean().optional(), {
      title: { en: 'May lose the house', nl: 'Kan het huis kwijtraken' },
      purpose: { en: 'To help those first.', nl: 'Om hen eerst te helpen.' },
      audience,
    }),
    note,
  }),
  example: { creditors: 7, note: 'All letters are there.' },
  decide: (_t, { eviction = false }) => [setFacts(evictionFact.set(eviction)), tell('creditBank')],
});

export const budgetPlan = defineStep({
  name: 'budget-plan',
  title: { en: 'Budget plan', nl: 'Budgetplan' },
  description: { en: 'What can be paid each month.', nl: 'Wat iemand per maand kan betalen.' },
  responsible: 'creditBank',
  performedBy: ['creditBank:adviser'],
  opensWhen: (t) => t.isCompleted('application'),
  repeatable: false,
  terms,
  tells: {},
  input: z.strictObject({
    months: field(z.int().min(1), {
      title: { en: 'Months', nl: 'Maanden' },
      purpose: { en: 'To know how long it lasts.', nl: 'Om te weten hoe lang het duurt.' },
      audience,
    }),
    note,
  }),
  example: { months: 36, note: 'Made together.' },
  decide: (t, { months }) => {
    const { mostMonths } = t.rules;
    if (typeof mostMonths === 'number' && months > mostMonths) {
      throw refuse('conflict', 'plan-too-long', { most: mostMonths });
    }
    return [setFacts(monthsFact.set(months)), count({ plannedOn: dayOf(t.now), longPlan: months > 12 ? 'yes' : null })];
  },
});

export const settlement = defineStep({
  name: 'settlement',
  title: { en: 'Settlement with creditors', nl: 'Regeling met schuldeisers' },
  description: { en: 'Do the creditors agree?', nl: 'Gaan de schuldeisers akkoord?' },
  responsible: 'creditBank',
  performedBy: ['creditBank:adviser'],
  opensWhen: (t) => t.isCompleted('budget-plan'),
  repeatable: false,
  terms,
  tells: { completed: ['municipality'] },
  input: z.strictObject({
    agreed: field(z.boolean(), {
      title: { en: 'They agree', nl: 'Zij gaan akkoord' },
      purpose: { en: 'To know what comes next.', nl: 'Om te weten wat er volgt.' },
      audience: all,
    }),
    note,
  }),
  example: { agreed: true, note: 'The last letter came today.' },
  decide: (_t, { agreed }) => [setFacts(settledFact.set(agreed)), ...(agreed ? [] : [tell('court')])],
});

export const conclusion = defineStep({
  name: 'conclusion',
  title: { en: 'Conclusion', nl: 'Afronding' },
  description: { en: 'Ends the trajectory with its outcome.', nl: 'Sluit het traject af met de uitkomst.' },
  responsible: 'municipality',
  performedBy: ['municipality:case-director'],
  opensWhen: (t) => t.isCompleted('settlement'),
  repeatable: false,
  terms,
  tells: { completed: ['creditBank', 'court'] },
  input: z.strictObject({
    outcome: field(z.enum(Object.keys(outcomes) as [keyof typeof outcomes]).meta({ 'x-labels': labels }), {
      title: { en: 'Outcome', nl: 'Uitkomst' },
      purpose: { en: 'To count what came of it.', nl: 'Om te tellen wat ervan kwam.' },
      audience: all,
    }),
    note,
  }),
  example: { outcome: 'DEBTS_SETTLED', note: 'The first payment is in.' },
  decide: (t, { outcome, note: why }) => {
    if (outcome === 'DEBTS_SETTLED' && settledFact.of(t.state.facts) !== true) {
      throw refuse('conflict', 'debts-not-settled');
    }
    return [closeWith(outcome, typed(why))];
  },
});

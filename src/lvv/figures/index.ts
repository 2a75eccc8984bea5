import type { FiguresDefinition } from '../../trajectory/figures/definition.js';
import type { Group } from '../../trajectory/figures/figure.js';
import { waitingFigures, waitingGroup } from '../../trajectory/figures/waiting.js';
import { classes, classMaps } from './classMaps.js';
import { cohortPopulations } from './cohort.js';
import { cohortFigures, cohortGroups } from './cohortFigures.js';
import { flowFigures } from './flowFigures.js';
import { happening, leadTimesOf, transfersOf } from './happening.js';
import { standing } from './standing.js';
import { stockFigures } from './stockFigures.js';
import { disputes, leadTimes } from './timeFigures.js';

const periodGroups: readonly Group[] = [
  { id: 'stock', title: { en: 'On the reference date', nl: 'Op de peildatum' } },
  { id: 'inflow', title: { en: 'Inflow in the period', nl: 'Instroom in de periode' } },
  { id: 'transfers', title: { en: 'Transfers in the period', nl: 'Overdrachten in de periode' } },
  { id: 'outcomes', title: { en: 'Outflow in the period, by outcome', nl: 'Uitstroom in de periode, naar uitkomst' } },
  { id: 'classes', title: { en: 'Outflow in the period, by class', nl: 'Uitstroom in de periode, naar klasse' } },
  { id: 'lead-times', title: { en: 'Lead times', nl: 'Doorlooptijden' } },
  waitingGroup,
  { id: 'disputes', title: { en: 'Escalations and objections', nl: 'Opschalingen en bezwaren' } },
];

/** The figures of the LVV (DOMAIN §7c): those of the evaluation, and what a municipality has to account for. */
export const lvvFigures: FiguresDefinition = {
  days: {
    // Where no day of receipt is counted there is the day on which it was registered.
    referred: ['referredOn', 'openedOn'],
    intake: ['intakeOn'],
    conference: ['firstConferenceOn'],
    decided: ['admissionOn', 'refusedOn'],
    admitted: ['admittedOn'],
    refused: ['refusedOn'],
    // Since when it goes on now.
    escalatedSince: ['escalatedSince'],
    objectionSince: ['objectionOpenSince'],
  },
  given: { evidence: 'evidence' },
  held: {
    direction: 'code',
    investigating: 'code',
    stayUntil: 'day',
    sheltered: 'code',
    escalated: 'code',
    objecting: 'code',
  },
  classes,
  classMaps,
  period: {
    groups: periodGroups,
    figures: [...stockFigures, ...flowFigures, ...leadTimes, ...waitingFigures, ...disputes],
    about: (municipalities) => ({
      en: `Episodes of people in ${municipalities}, each day in the municipality where the person was at the end of it; those that go on in another trajectory are left out. What is counted is said with each figure.`,
      nl: `Episodes van mensen in ${municipalities}, elke dag in de gemeente waar iemand aan het einde van die dag was; wat in een ander traject verdergaat telt niet mee. Bij elk cijfer staat wat er geteld is.`,
    }),
    populations: (read) => ({ ...standing(read), ...happening(read) }),
    marks: { escalation: 'escalations', objection: 'objections', 'objection-decided': 'objections-decided' },
    leadTimes: leadTimesOf,
    transfers: transfersOf,
  },
  cohort: {
    groups: cohortGroups,
    figures: cohortFigures,
    about: (municipalities) => ({
      en: `People admitted by ${municipalities}, or referred there, in the window, and what had come of them on the reference date; those that go on in another trajectory are left out.`,
      nl: `Mensen die in het venster door ${municipalities} zijn toegelaten, of daar zijn aangemeld, en wat er op de peildatum van hen gekomen was; wat in een ander traject verdergaat telt niet mee.`,
    }),
    populations: cohortPopulations,
  },
};

import type { Figure, Group } from './figure.js';
import { flowFigures } from './flowFigures.js';
import { stockFigures } from './stockFigures.js';
import { timeFigures } from './timeFigures.js';

export const periodGroups: readonly Group[] = [
  { id: 'stock', title: { en: 'On the reference date', nl: 'Op de peildatum' } },
  { id: 'inflow', title: { en: 'Inflow in the period', nl: 'Instroom in de periode' } },
  { id: 'transfers', title: { en: 'Transfers in the period', nl: 'Overdrachten in de periode' } },
  { id: 'outcomes', title: { en: 'Outflow in the period, by outcome', nl: 'Uitstroom in de periode, naar uitkomst' } },
  { id: 'classes', title: { en: 'Outflow in the period, by class', nl: 'Uitstroom in de periode, naar klasse' } },
  { id: 'lead-times', title: { en: 'Lead times', nl: 'Doorlooptijden' } },
  { id: 'waiting', title: { en: 'Waiting, by agency', nl: 'Wachten, per organisatie' } },
  { id: 'disputes', title: { en: 'Escalations and objections', nl: 'Opschalingen en bezwaren' } },
];

export const periodFigures: readonly Figure[] = [...stockFigures, ...flowFigures, ...timeFigures];

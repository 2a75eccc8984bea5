import { by, inPeriod, onDate, spread, type Figure, type Group } from './figure.js';

export const waitingGroup: Group = {
  id: 'waiting',
  title: { en: 'Waiting, by agency', nl: 'Wachten, per partij' },
};

/** How long steps wait for each agency: of every domain. */
export const waitingFigures: readonly Figure[] = [
  inPeriod({
    id: 'waited-n',
    group: 'waiting',
    title: { en: 'Steps done', nl: 'Stappen gedaan' },
    definition: {
      en: 'Steps done in the period, by the agency that they waited for.',
      nl: 'Stappen die in de periode zijn gedaan, naar de partij waarop zij wachtten.',
    },
    population: 'steps-done',
    unit: 'steps',
    parts: 'agencies',
    making: by('value'),
  }),
  ...(['median', 'p90'] as const).map((which) =>
    inPeriod({
      id: `waited-${which}`,
      group: 'waiting',
      title:
        which === 'median'
          ? { en: 'Waited: median', nl: 'Gewacht: mediaan' }
          : { en: 'Waited: nine in ten', nl: 'Gewacht: negen van de tien' },
      definition: {
        en: `Days within which ${which === 'median' ? 'half' : 'nine in ten'} of the steps done in the period were done from their opening; days on which the clock stood still do not count.`,
        nl: `Dagen waarbinnen ${which === 'median' ? 'de helft' : 'negen van de tien'} van de in de periode gedane stappen gedaan was, vanaf de opening; dagen waarop de klok stilstond tellen niet mee.`,
      },
      population: 'steps-done',
      unit: 'days',
      parts: 'agencies',
      making: spread('waited-n', which),
    }),
  ),
  onDate({
    id: 'waiting-n',
    group: 'waiting',
    title: { en: 'Steps open', nl: 'Stappen open' },
    definition: {
      en: 'Steps open at the end of the reference date, by the agency that they wait for.',
      nl: 'Stappen die aan het einde van de peildatum open stonden, naar de partij waarop zij wachten.',
    },
    population: 'steps-open',
    unit: 'steps',
    parts: 'agencies',
    making: by('value'),
  }),
  onDate({
    id: 'waiting-oldest',
    group: 'waiting',
    title: { en: 'Steps open: the oldest', nl: 'Stappen open: de oudste' },
    definition: {
      en: 'Days from the opening of the oldest of these steps to the reference date; days on which the clock stood still count here.',
      nl: 'Dagen vanaf de opening van de oudste van deze stappen tot de peildatum; dagen waarop de klok stilstond tellen hier mee.',
    },
    population: 'steps-open',
    unit: 'days',
    parts: 'agencies',
    making: spread('waiting-n', 'oldest'),
  }),
];

import type { Text } from '../language.js';
import { inPeriod, spread, type Figure } from './figure.js';

/** How many, the median and what nine in ten stayed within: three figures about the same durations. */
export function leadTime(id: string, title: Text, who: Text, how: Pick<Figure, 'population' | 'making'>): Figure[] {
  const group = 'lead-times';
  const of = `${id}-n`;
  const late = {
    en: 'whose days are in the wrong order are left out',
    nl: 'wie de dagen in de verkeerde volgorde heeft telt niet mee',
  };
  return [
    inPeriod({
      id: of,
      group,
      title: { en: `${title.en}: people`, nl: `${title.nl}: mensen` },
      definition: { en: `${who.en}; those ${late.en}.`, nl: `${who.nl}; ${late.nl}.` },
      ...how,
    }),
    inPeriod({
      id: `${id}-median`,
      group,
      title: { en: `${title.en}: median`, nl: `${title.nl}: mediaan` },
      definition: {
        en: `Days within which it was done for half of them. ${who.en}.`,
        nl: `Dagen waarbinnen het bij de helft gedaan was. ${who.nl}.`,
      },
      population: how.population,
      unit: 'days',
      making: spread(of, 'median'),
    }),
    inPeriod({
      id: `${id}-p90`,
      group,
      title: { en: `${title.en}: nine in ten`, nl: `${title.nl}: negen van de tien` },
      definition: {
        en: `Days within which it was done for nine in ten of them. ${who.en}.`,
        nl: `Dagen waarbinnen het bij negen van de tien gedaan was. ${who.nl}.`,
      },
      population: how.population,
      unit: 'days',
      making: spread(of, 'p90'),
    }),
  ];
}

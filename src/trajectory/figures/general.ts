import type { Text } from '../language.js';
import { classOf, classTitles, type ClassMap } from './classMap.js';
import type { FiguresDefinition } from './definition.js';
import { by, counting, inPeriod, onDate, type Figure } from './figure.js';
import { leadTime } from './leadTime.js';
import { member, type CaseReader } from './population.js';
import { waitingFigures, waitingGroup } from './waiting.js';

/** What the engine needs to know of a domain to count its trajectories. */
export interface Counted {
  outcomes: Readonly<Record<string, Text>>;
  classes?: FiguresDefinition['classes'];
  classMaps?: FiguresDefinition['classMaps'];
}

/** Where no class is settled. */
const noClasses: ClassMap = {
  id: 'no-classes',
  from: '1970-01-01',
  title: { en: 'No classes', nl: 'Geen klassen' },
  source: {
    en: 'Nobody has settled which outcome is of which class.',
    nl: 'Niemand heeft nog bepaald welke uitkomst in welke klasse hoort.',
  },
  classes: {},
};

/**
 * Returns the figures that every domain can have: what is open, what was opened and closed with which outcome, how long that
 * took, and for whom steps wait. A domain that counts more adds to them, or has its own in their place.
 */
export function generalFigures({ outcomes, classes = {}, classMaps = [noClasses] }: Counted): FiguresDefinition {
  const parts = Object.fromEntries(Object.entries(outcomes).map(([code, { en, nl }]) => [code, { en, nl }]));
  return {
    days: {},
    given: {},
    held: {},
    classes,
    classMaps,
    period: {
      groups: [
        { id: 'stock', title: { en: 'On the reference date', nl: 'Op de peildatum' } },
        { id: 'flow', title: { en: 'In the period', nl: 'In de periode' } },
        {
          id: 'outcomes',
          title: { en: 'Closed in the period, by outcome', nl: 'Afgesloten in de periode, naar uitkomst' },
        },
        { id: 'lead-times', title: { en: 'Lead times', nl: 'Doorlooptijden' } },
        waitingGroup,
      ],
      figures: [...stock, ...flow, ...ended(parts, classes), ...leadTimes, ...waitingFigures],
      about: (municipalities) => ({
        en: `Trajectories in ${municipalities}, each day in the municipality where it was at the end of it; those that go on in another trajectory are left out.`,
        nl: `Trajecten in ${municipalities}, elke dag in de gemeente waar het traject aan het einde van die dag was; wat in een ander traject verdergaat telt niet mee.`,
      }),
      populations(read) {
        const [opened, closed] = [read.day('opened'), read.day('closed')];
        return {
          open: { member: () => (opened() <= read.on ? member : null) },
          opened: { on: opened, member: () => member },
          closed: { on: closed, ...withOutcome(read) },
        };
      },
      marks: {},
      leadTimes: (read) => ({ 'opening-to-close': { since: read.day('opened'), until: read.day('closed') } }),
    },
    cohort: {
      groups: [
        {
          id: 'cohort',
          title: { en: 'Opened in the window, on the reference date', nl: 'Begonnen in het venster, op de peildatum' },
        },
      ],
      figures: cohort(parts),
      about: (municipalities) => ({
        en: `Trajectories opened in ${municipalities} in the window, and what had come of them on the reference date; those that go on in another trajectory are left out.`,
        nl: `Trajecten die in het venster in ${municipalities} zijn begonnen, en wat er op de peildatum van gekomen was; wat in een ander traject verdergaat telt niet mee.`,
      }),
      populations(read) {
        const closed = read.day('closed');
        return {
          'cohort-opened': {
            on: read.day('opened'),
            parts: ['isClosed', 'outcome'],
            member: () =>
              closed() <= read.on ? { isClosed: 1, outcome: read.outcome() } : { isClosed: 0, outcome: 0 },
            attributes: ({ isClosed, outcome }) => ({
              came: isClosed === 1 ? (read.codeOf(outcome!) ?? none) : 'open',
            }),
          },
        };
      },
    },
  };
}

const none = '-';

const withOutcome = (read: CaseReader) => ({
  parts: ['outcome'],
  member: () => ({ outcome: read.outcome() }),
  attributes: ({ outcome }: Readonly<Record<string, number>>) => ({ outcome: read.codeOf(outcome!) ?? none }),
});

const stock: readonly Figure[] = [
  onDate({
    id: 'open',
    group: 'stock',
    title: { en: 'Open trajectories', nl: 'Lopende trajecten' },
    definition: {
      en: 'Trajectories opened on or before the reference date and not closed by the end of it.',
      nl: 'Trajecten die op of voor de peildatum zijn begonnen en aan het einde van die dag niet waren afgesloten.',
    },
    population: 'open',
    making: counting(),
  }),
];

const flow: readonly Figure[] = [
  inPeriod({
    id: 'opened',
    group: 'flow',
    title: { en: 'Opened', nl: 'Begonnen' },
    definition: {
      en: 'Trajectories opened on a day in the period.',
      nl: 'Trajecten die op een dag in de periode zijn begonnen.',
    },
    population: 'opened',
    making: counting(),
  }),
  inPeriod({
    id: 'closed',
    group: 'flow',
    title: { en: 'Closed', nl: 'Afgesloten' },
    definition: {
      en: 'Trajectories closed on a day in the period and not reopened since.',
      nl: 'Trajecten die op een dag in de periode zijn afgesloten en daarna niet heropend.',
    },
    population: 'closed',
    making: counting(),
  }),
];

function ended(parts: Readonly<Record<string, Text>>, classes: FiguresDefinition['classes']): Figure[] {
  const byOutcome = inPeriod({
    id: 'closed-by-outcome',
    group: 'outcomes',
    title: { en: 'Closed', nl: 'Afgesloten' },
    definition: {
      en: 'The trajectories closed in the period by outcome, and their share of all closed in the period.',
      nl: 'De trajecten die in de periode zijn afgesloten naar uitkomst, en hun aandeel in alles wat in de periode is afgesloten.',
    },
    population: 'closed',
    parts,
    making: by(({ outcome = none }) => (outcome === none ? null : outcome), 'closed'),
  });
  const byClass = inPeriod({
    id: 'closed-by-class',
    group: 'outcomes',
    title: { en: 'Closed, by class', nl: 'Afgesloten, naar klasse' },
    definition: {
      en: 'The trajectories closed in the period by the class that the printed class map gives the outcome, and their share of all closed in the period.',
      nl: 'De trajecten die in de periode zijn afgesloten naar de klasse die de afgedrukte indeling aan de uitkomst geeft, en hun aandeel in alles wat in de periode is afgesloten.',
    },
    population: 'closed',
    byClass: true,
    parts: classTitles(classes),
    making: by(({ outcome = none }, map) => {
      const is = classOf(map, outcome);
      return outcome === none || is === 'EXCLUDED' || is === 'NOT_OUTFLOW' ? null : is;
    }, 'closed'),
  });
  return Object.keys(classes).length === 0 ? [byOutcome] : [byOutcome, byClass];
}

const leadTimes = leadTime(
  'opening-to-close',
  { en: 'Opening to close', nl: 'Begin tot afsluiting' },
  {
    en: 'People whose trajectory was closed in the period, from the day on which it opened',
    nl: 'Mensen van wie het traject in de periode is afgesloten, vanaf de dag waarop het begon',
  },
  { population: 'closed', making: counting() },
);

const inCohort = (figure: Omit<Figure, 'version' | 'unit' | 'window' | 'population' | 'group'>): Figure => ({
  version: 1,
  unit: 'people',
  window: 'cohort',
  population: 'cohort-opened',
  group: 'cohort',
  ...figure,
});

const cohort = (parts: Readonly<Record<string, Text>>): Figure[] => [
  inCohort({
    id: 'cohort-opened',
    title: { en: 'Opened', nl: 'Begonnen' },
    definition: {
      en: 'The cohort: trajectories opened on a day in the window.',
      nl: 'Het cohort: trajecten die op een dag in het venster zijn begonnen.',
    },
    making: counting(),
  }),
  inCohort({
    id: 'cohort-open',
    title: { en: 'Still open', nl: 'Loopt nog' },
    definition: {
      en: 'Trajectories of the cohort that were not closed by the end of the reference date, and their share of the cohort.',
      nl: 'Trajecten uit het cohort die aan het einde van de peildatum niet waren afgesloten, en hun aandeel in het cohort.',
    },
    making: counting(({ came }) => came === 'open', 'cohort-opened'),
  }),
  inCohort({
    id: 'cohort-closed-by-outcome',
    title: { en: 'Closed', nl: 'Afgesloten' },
    definition: {
      en: 'Trajectories of the cohort closed on or before the reference date by outcome, and their share of the whole cohort.',
      nl: 'Trajecten uit het cohort die op of voor de peildatum zijn afgesloten naar uitkomst, en hun aandeel in het hele cohort.',
    },
    parts,
    making: by(({ came = none }) => (came === none || came === 'open' ? null : came), 'cohort-opened'),
  }),
];

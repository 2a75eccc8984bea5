import type { ClassMap, OutcomeClass } from '../../../src/trajectory/figures/classMap.js';
import type { FiguresDefinition } from '../../../src/trajectory/figures/definition.js';
import { by, counting, inPeriod, onDate } from '../../../src/trajectory/figures/figure.js';
import { generalFigures } from '../../../src/trajectory/figures/general.js';
import { member } from '../../../src/trajectory/figures/population.js';
import { outcomes } from './outcomes.js';

const classes = {
  DEBT_FREE: { en: 'Out of debt', nl: 'Schuldenvrij', isSolution: true },
  STILL_IN_DEBT: { en: 'Still in debt', nl: 'Nog schulden' },
} satisfies Record<string, OutcomeClass>;

const monitor: ClassMap = {
  id: 'monitor-2020',
  from: '2020-01-01',
  title: { en: 'Monitor of debt counselling', nl: 'Monitor schuldhulpverlening' },
  source: { en: 'Made up.', nl: 'Bedacht voor de tests.' },
  classes: { DEBTS_SETTLED: 'DEBT_FREE', WITHDRAWN: 'STILL_IN_DEBT' },
};

const general = generalFigures({ outcomes, classes, classMaps: [monitor] });

/** What every domain counts, and who has a plan. */
export const figures: FiguresDefinition = {
  ...general,
  days: { planned: ['plannedOn'] },
  given: { long: 'longPlan' },
  period: {
    ...general.period,
    groups: [...general.period.groups, { id: 'plans', title: { en: 'Budget plans', nl: 'Budgetplannen' } }],
    figures: [
      ...general.period.figures,
      onDate({
        id: 'with-plan',
        group: 'plans',
        title: { en: 'With a plan', nl: 'Met een plan' },
        definition: {
          en: 'People with a budget plan on the reference date.',
          nl: 'Mensen die op de peildatum een budgetplan hebben.',
        },
        population: 'with-plan',
        making: counting(),
      }),
      inPeriod({
        id: 'plans-made',
        group: 'plans',
        title: { en: 'Plans made', nl: 'Plannen gemaakt' },
        definition: {
          en: 'Budget plans made in the period, by how long they last.',
          nl: 'Budgetplannen die in de periode zijn gemaakt, naar hoe lang zij duren.',
        },
        population: 'plans-made',
        parts: {
          short: { en: 'a year at most', nl: 'hoogstens een jaar' },
          long: { en: 'more than a year', nl: 'meer dan een jaar' },
        },
        making: by('length'),
      }),
    ],
    populations(read) {
      const [planned, isLong] = [read.day('planned'), read.given('long')];
      return {
        ...general.period.populations(read),
        'with-plan': { member: () => (planned() <= read.on ? member : null) },
        'plans-made': {
          on: planned,
          parts: ['isLong'],
          member: () => ({ isLong: isLong() }),
          attributes: (parts) => ({ length: parts['isLong'] === 1 ? 'long' : 'short' }),
        },
      };
    },
  },
};

import { classOf, classTitles } from '../../trajectory/figures/classMap.js';
import { by, counting, type Attributes, type Figure, type Group } from '../../trajectory/figures/figure.js';
import { classes } from './classMaps.js';
import { outcomeTitles } from './flowFigures.js';

export const cohortGroups: readonly Group[] = [
  {
    id: 'cohort',
    title: { en: 'Admitted in the window, on the reference date', nl: 'Toegelaten in het venster, op de peildatum' },
  },
  { id: 'cohort-outcomes', title: { en: 'What came of them', nl: 'Wat er van hen gekomen is' } },
  { id: 'cohort-classes', title: { en: 'What came of them, by class', nl: 'Wat er van hen gekomen is, naar klasse' } },
  { id: 'cohort-months', title: { en: 'By month of admission', nl: 'Naar maand van toelating' } },
  {
    id: 'cohort-referred',
    title: { en: 'Referred in the window, on the reference date', nl: 'Aangemeld in het venster, op de peildatum' },
  },
];

/** The outcome of a member of the cohort who has left. */
function outcomeOf({ came = '' }: Attributes): string | null {
  return came === 'participating' || came === 'other' ? null : came;
}
const stateOf = (member: Attributes) => (outcomeOf(member) === null ? member['came'] : 'left');

const entry = (figure: Omit<Figure, 'version' | 'unit' | 'window' | 'population'> & Partial<Figure>): Figure => ({
  version: 1,
  unit: 'people',
  window: 'cohort',
  population: 'cohort-admitted',
  byClass: true,
  ...figure,
});

/** Other figures than those of a period, under other names: what is counted is another group of people. */
export const cohortFigures: readonly Figure[] = [
  entry({
    id: 'cohort-admitted',
    group: 'cohort',
    title: { en: 'Admitted', nl: 'Toegelaten' },
    definition: {
      en: 'The cohort: people admitted from a day in the window.',
      nl: 'Het cohort: mensen die met ingang van een dag in het venster zijn toegelaten.',
    },
    making: counting(),
  }),
  entry({
    id: 'cohort-participating',
    group: 'cohort',
    title: { en: 'Still taking part', nl: 'Neemt nog deel' },
    definition: {
      en: 'People of the cohort whose outcome and end of the trajectory are not on or before the reference date, and their share of the cohort.',
      nl: 'Mensen uit het cohort van wie uitkomst en einde van het traject niet op of voor de peildatum liggen, en hun aandeel in het cohort.',
    },
    making: counting((member) => stateOf(member) === 'participating', 'cohort-admitted'),
  }),
  entry({
    id: 'cohort-left',
    group: 'cohort',
    title: { en: 'Left', nl: 'Uitgestroomd' },
    definition: {
      en: 'People of the cohort whose outcome is on or before the reference date, and their share of the cohort.',
      nl: 'Mensen uit het cohort van wie de uitkomst op of voor de peildatum ligt, en hun aandeel in het cohort.',
    },
    making: counting((member) => stateOf(member) === 'left', 'cohort-admitted'),
  }),
  entry({
    id: 'cohort-by-outcome',
    group: 'cohort-outcomes',
    title: { en: 'Of the cohort', nl: 'Van het cohort' },
    definition: {
      en: 'People of the cohort who have left on or before the reference date by outcome, and their share of the whole cohort.',
      nl: 'Mensen uit het cohort die op of voor de peildatum zijn uitgestroomd naar uitkomst, en hun aandeel in het hele cohort.',
    },
    parts: outcomeTitles,
    making: by(outcomeOf, 'cohort-admitted'),
  }),
  entry({
    id: 'cohort-by-class',
    group: 'cohort-classes',
    title: { en: 'Of the cohort', nl: 'Van het cohort' },
    definition: {
      en: 'People of the cohort who have left on or before the reference date by the class that the printed class map gives the outcome, and their share of the whole cohort.',
      nl: 'Mensen uit het cohort die op of voor de peildatum zijn uitgestroomd naar de klasse die de afgedrukte indeling aan de uitkomst geeft, en hun aandeel in het hele cohort.',
    },
    parts: { ...classTitles(classes), EXCLUDED: { en: 'Not counted in rates', nl: 'Telt niet mee in percentages' } },
    making: by((member, map) => {
      const outcome = outcomeOf(member);
      return outcome === null ? null : classOf(map, outcome);
    }, 'cohort-admitted'),
  }),
  entry({
    id: 'cohort-by-month',
    group: 'cohort-months',
    title: { en: 'Admitted in', nl: 'Toegelaten in' },
    definition: {
      en: 'The cohort by month of admission.',
      nl: 'Het cohort naar maand van toelating.',
    },
    making: by('month'),
  }),
  ...(['participating', 'left'] as const).map((state) =>
    entry({
      id: `cohort-by-month-${state}`,
      group: 'cohort-months',
      title:
        state === 'left'
          ? { en: 'Left, admitted in', nl: 'Uitgestroomd, toegelaten in' }
          : { en: 'Still taking part, admitted in', nl: 'Neemt nog deel, toegelaten in' },
      definition: {
        en: `People of the cohort who ${state === 'left' ? 'have left on or before' : 'still take part on'} the reference date, by month of admission.`,
        nl: `Mensen uit het cohort die op ${state === 'left' ? 'of voor de peildatum zijn uitgestroomd' : 'de peildatum nog deelnemen'}, naar maand van toelating.`,
      },
      making: by((member) => (stateOf(member) === state ? (member['month'] ?? null) : null)),
    }),
  ),
  entry({
    id: 'cohort-referred',
    group: 'cohort-referred',
    title: { en: 'Referred', nl: 'Aangemeld' },
    definition: {
      en: 'People whose referral was received in the window.',
      nl: 'Mensen van wie de aanmelding in het venster is ontvangen.',
    },
    population: 'cohort-referred',
    making: counting(),
  }),
  entry({
    id: 'cohort-referred-by-stage',
    version: 2,
    group: 'cohort-referred',
    title: { en: 'Of those referred', nl: 'Van de aangemelden' },
    definition: {
      en: 'People referred in the window by what had been decided on their admission on the reference date, where an admission after the fact counts from the day that the decision names, and their share of all referred in the window.',
      nl: 'Mensen die in het venster zijn aangemeld naar wat op de peildatum over hun toelating was besloten, waarbij een toelating met terugwerkende kracht telt vanaf de dag die het besluit noemt, en hun aandeel in alle aangemelden van het venster.',
    },
    population: 'cohort-referred',
    parts: {
      undecided: { en: 'not yet decided', nl: 'nog niet besloten' },
      admitted: { en: 'admitted', nl: 'toegelaten' },
      refused: { en: 'not admitted', nl: 'niet toegelaten' },
      ended: { en: 'ended before a decision', nl: 'geëindigd voor een besluit' },
    },
    making: by('stage', 'cohort-referred'),
  }),
];

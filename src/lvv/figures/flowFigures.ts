import { classOf, classTitles } from '../../trajectory/figures/classMap.js';
import { by, counting, inPeriod, type Figure } from '../../trajectory/figures/figure.js';
import { outcomes, type Outcome } from '../codes.js';
import { classes as outcomeClasses } from './classMaps.js';
import { transferStages } from './transferStages.js';

/** The outcomes that are outflow. */
export const outcomeTitles: Record<string, { en: string; nl: string }> = Object.fromEntries(
  Object.entries(outcomes)
    .filter(([code]) => (code as Outcome) !== 'REFUSED_AT_ADMISSION')
    .map(([code, { en, nl }]) => [code, { en, nl }]),
);

const inflow: readonly Figure[] = [
  inPeriod({
    id: 'referred',
    group: 'inflow',
    title: { en: 'Inflow: referred', nl: 'Instroom: aangemeld' },
    definition: {
      en: 'People whose referral was received in the period, whatever came of it; each episode counts once.',
      nl: 'Mensen van wie de aanmelding in de periode is ontvangen, wat er ook van kwam; elke episode telt eenmaal.',
    },
    population: 'referred',
    making: counting(),
  }),
  inPeriod({
    id: 're-entries',
    group: 'inflow',
    title: { en: 'Of whom back within 12 months', nl: 'Waarvan terug binnen 12 maanden' },
    definition: {
      en: 'People referred in the period whose previous episode was outflow at most 12 months before; who was not known by V-number at either time is not recognised.',
      nl: 'Mensen die in de periode zijn aangemeld en van wie de vorige episode hooguit 12 maanden eerder uitstroom was; wie een van beide keren niet op V-nummer bekend was, wordt niet herkend.',
    },
    population: 'referred',
    making: counting(({ returned }) => returned === 'true', 'referred'),
  }),
  inPeriod({
    id: 'admitted',
    group: 'inflow',
    title: { en: 'Admitted', nl: 'Toegelaten' },
    definition: {
      en: 'People admitted from a day in the period; who is admitted after the fact counts from the day that the decision names.',
      nl: 'Mensen die met ingang van een dag in de periode zijn toegelaten; wie met terugwerkende kracht is toegelaten telt vanaf de dag die het besluit noemt.',
    },
    population: 'admitted',
    making: counting(),
  }),
  inPeriod({
    id: 'refused',
    group: 'inflow',
    title: { en: 'Not admitted', nl: 'Niet toegelaten' },
    definition: {
      en: 'People refused at admission in the period and not admitted on objection since; this is no outflow.',
      nl: 'Mensen aan wie in de periode toelating is geweigerd en die sindsdien niet op bezwaar zijn toegelaten; dit is geen uitstroom.',
    },
    population: 'refused',
    making: counting(),
  }),
  inPeriod({
    id: 'left-before-admission',
    version: 2,
    group: 'inflow',
    title: { en: 'Ended before admission', nl: 'Geëindigd voor toelating' },
    definition: {
      en: 'People who were neither admitted nor refused and whose trajectory had an outcome in the period; this is no outflow.',
      nl: 'Mensen die niet zijn toegelaten en niet zijn geweigerd en van wie het traject in de periode een uitkomst kreeg; dit is geen uitstroom.',
    },
    population: 'left-before',
    making: counting(),
  }),
];

const outflow: readonly Figure[] = [
  inPeriod({
    id: 'outflow',
    group: 'outcomes',
    title: { en: 'Outflow', nl: 'Uitstroom' },
    definition: {
      en: 'People who had been admitted and whose outcome is on a day in the period; refusals at admission and trajectories that go on in another one are no outflow.',
      nl: 'Mensen die waren toegelaten en van wie de uitkomst op een dag in de periode ligt; weigeringen bij toelating en trajecten die in een ander traject verdergaan zijn geen uitstroom.',
    },
    population: 'left',
    byClass: true,
    making: counting(),
  }),
  inPeriod({
    id: 'outflow-by-outcome',
    group: 'outcomes',
    title: { en: 'Outflow', nl: 'Uitstroom' },
    definition: {
      en: 'The outflow of the period by registered outcome, and its share of the outflow.',
      nl: 'De uitstroom van de periode naar geregistreerde uitkomst, en het aandeel daarvan in de uitstroom.',
    },
    population: 'left',
    byClass: true,
    parts: outcomeTitles,
    making: by('outcome', 'outflow'),
  }),
  inPeriod({
    id: 'mob-share',
    group: 'outcomes',
    title: { en: 'Share that left for an unknown destination', nl: 'Aandeel met onbekende bestemming vertrokken' },
    definition: {
      en: 'Of each hundred people in the outflow of the period, how many left for an unknown destination. This never counts as return.',
      nl: 'Van elke honderd mensen in de uitstroom van de periode, hoeveel met onbekende bestemming vertrokken. Dit telt nooit als terugkeer.',
    },
    population: 'left',
    unit: 'percent',
    byClass: true,
    making: { kind: 'ratio', of: { figure: 'outflow-by-outcome', part: 'MOB' }, to: 'outflow' },
  }),
  inPeriod({
    id: 'outcomes-without-evidence',
    group: 'outcomes',
    title: { en: 'Outcomes without evidence', nl: 'Uitkomsten zonder bewijs' },
    definition: {
      en: 'People in the outflow of the period for whom no kind of evidence is registered.',
      nl: 'Mensen in de uitstroom van de periode van wie geen soort bewijs is vastgelegd.',
    },
    population: 'left',
    byClass: true,
    making: counting(({ evidence }) => evidence === 'false', 'outflow'),
  }),
];

const classes: readonly Figure[] = [
  inPeriod({
    id: 'outflow-in-rate',
    group: 'classes',
    title: { en: 'Outflow of which the class is counted', nl: 'Uitstroom waarvan de klasse telt' },
    definition: {
      en: 'The outflow of the period without outcomes that the class map excludes from the rate, such as death.',
      nl: 'De uitstroom van de periode zonder uitkomsten die volgens de indeling niet meetellen, zoals overlijden.',
    },
    population: 'left',
    byClass: true,
    making: counting(({ outcome = '' }, map) => classOf(map, outcome) !== 'EXCLUDED'),
  }),
  inPeriod({
    id: 'outflow-by-class',
    group: 'classes',
    title: { en: 'Outflow', nl: 'Uitstroom' },
    definition: {
      en: 'The outflow of which the class is counted by the class that the printed class map gives the outcome, and its share of that outflow.',
      nl: 'De uitstroom waarvan de klasse telt naar de klasse die de afgedrukte indeling aan de uitkomst geeft, en het aandeel daarvan in die uitstroom.',
    },
    population: 'left',
    byClass: true,
    parts: classTitles(outcomeClasses),
    making: by(({ outcome = '' }, map) => {
      const is = classOf(map, outcome);
      return is === 'EXCLUDED' ? null : is;
    }, 'outflow-in-rate'),
  }),
  inPeriod({
    id: 'undecided-by-outcome',
    group: 'classes',
    title: { en: 'Of which the class is not said', nl: 'Waarvan de klasse niet vaststaat' },
    definition: {
      en: 'The outflow of which the printed class map says no class, each outcome on a line of its own, with its share.',
      nl: 'De uitstroom waarvoor de afgedrukte indeling geen klasse noemt, elke uitkomst op een eigen regel, met het aandeel.',
    },
    population: 'left',
    byClass: true,
    making: by(
      ({ outcome = '' }, map) => (['UNDECIDED', 'UNCLASSIFIED'].includes(classOf(map, outcome)) ? outcome : null),
      'outflow-in-rate',
    ),
  }),
];

const transfer = (way: 'in' | 'out', title: Figure['title'], definition: Figure['definition']): Figure =>
  inPeriod({
    id: `transferred-${way}`,
    group: 'transfers',
    title,
    definition,
    population: 'transfers',
    parts: transferStages,
    making: { kind: 'transfers', way },
  });

/** What makes the difference between who was there at the beginning and at the end, beside who came new and who left. */
const transfers: readonly Figure[] = [
  transfer(
    'in',
    { en: 'Transferred in', nl: 'Overgekomen uit een andere gemeente' },
    {
      en: 'People who moved here from another municipality on a day in the period, by what they were on the day before; moving again on the same day counts once, and an ended trajectory does not count.',
      nl: 'Mensen die op een dag in de periode uit een andere gemeente overkwamen, naar wat zij de dag ervoor waren; wie op die dag nog eens verhuist telt eenmaal, en een geëindigd traject telt niet mee.',
    },
  ),
  transfer(
    'out',
    { en: 'Transferred out', nl: 'Overgedragen aan een andere gemeente' },
    {
      en: 'People who moved from here to another municipality on a day in the period, by what they were on the day before; moving again on the same day counts once, and an ended trajectory does not count.',
      nl: 'Mensen die op een dag in de periode naar een andere gemeente gingen, naar wat zij de dag ervoor waren; wie op die dag nog eens verhuist telt eenmaal, en een geëindigd traject telt niet mee.',
    },
  ),
];

/** What is counted in the period. */
export const flowFigures: readonly Figure[] = [...inflow, ...transfers, ...outflow, ...classes];

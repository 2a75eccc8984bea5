import { by, counting, inPeriod, onDate, type Figure, type Making } from './figure.js';

const spread = (of: string, which: 'median' | 'p90' | 'oldest'): Making => ({ kind: 'spread', of, which });

/** How many, the median and what nine in ten stayed within: three figures about the same durations. */
function leadTime(
  id: string,
  title: { en: string; nl: string },
  who: { en: string; nl: string },
  how: Pick<Figure, 'population' | 'making'>,
): Figure[] {
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

const leadTimes: readonly Figure[] = [
  leadTime(
    'referral-to-intake',
    { en: 'Referral to intake', nl: 'Aanmelding tot intake' },
    {
      en: 'People whose intake was held in the period, from the day on which the referral was received',
      nl: 'Mensen van wie de intake in de periode is gehouden, vanaf de dag waarop de aanmelding is ontvangen',
    },
    { population: 'intake-timed', making: counting() },
  ),
  leadTime(
    'referral-to-conference',
    { en: 'Referral to first case conference', nl: 'Aanmelding tot eerste casusoverleg' },
    {
      en: 'People first discussed in the case conference in the period, from the day on which the referral was received',
      nl: 'Mensen die in de periode voor het eerst in het casusoverleg zijn besproken, vanaf de dag waarop de aanmelding is ontvangen',
    },
    { population: 'conference-timed', making: counting() },
  ),
  leadTime(
    'referral-to-admission',
    { en: 'Referral to admission', nl: 'Aanmelding tot toelating' },
    {
      en: 'People admitted by a decision in the period, from the day on which the referral was received to that of the decision',
      nl: 'Mensen die bij een besluit in de periode zijn toegelaten, vanaf de dag waarop de aanmelding is ontvangen tot die van het besluit',
    },
    { population: 'admission-timed', making: counting() },
  ),
  leadTime(
    'admission-to-outcome',
    { en: 'Admission to outcome', nl: 'Toelating tot uitkomst' },
    {
      en: 'People in the outflow of the period, from the day from which they were admitted to that of the outcome',
      nl: 'Mensen in de uitstroom van de periode, vanaf de dag waarop zij zijn toegelaten tot die van de uitkomst',
    },
    { population: 'left', making: counting(({ timed }) => timed === 'true') },
  ),
].flat();

const waiting: readonly Figure[] = [
  inPeriod({
    id: 'waited-n',
    group: 'waiting',
    title: { en: 'Steps done', nl: 'Stappen gedaan' },
    definition: {
      en: 'Steps done in the period, by the agency that they waited for.',
      nl: 'Stappen die in de periode zijn gedaan, naar de organisatie waarop zij wachtten.',
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
      nl: 'Stappen die aan het einde van de peildatum open stonden, naar de organisatie waarop zij wachten.',
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

const disputes: readonly Figure[] = [
  inPeriod({
    id: 'escalations',
    group: 'disputes',
    title: { en: 'Escalations answered', nl: 'Opschalingen beantwoord' },
    definition: {
      en: 'Times that a level of the escalation ladder answered in the period.',
      nl: 'Keren dat een niveau van opschaling in de periode heeft geantwoord.',
    },
    population: 'escalations',
    unit: 'times',
    making: counting(),
  }),
  inPeriod({
    id: 'escalations-by-result',
    group: 'disputes',
    title: { en: 'Escalations, by level and result', nl: 'Opschalingen, naar niveau en resultaat' },
    definition: {
      en: 'The escalations answered in the period, by level and what it answered.',
      nl: 'De opschalingen die in de periode zijn beantwoord, naar niveau en antwoord.',
    },
    population: 'escalations',
    unit: 'times',
    making: by('value'),
  }),
  inPeriod({
    id: 'objections',
    group: 'disputes',
    title: { en: 'Objections and appeals lodged', nl: 'Bezwaren en beroepen ingediend' },
    definition: {
      en: 'Objections, appeals and interim measures lodged in the period.',
      nl: 'Bezwaren, beroepen en voorlopige voorzieningen die in de periode zijn ingediend.',
    },
    population: 'objections',
    unit: 'times',
    making: counting(),
  }),
  inPeriod({
    id: 'objections-by-kind',
    group: 'disputes',
    title: { en: 'Lodged, by kind', nl: 'Ingediend, naar soort' },
    definition: {
      en: 'Those lodged in the period, by kind.',
      nl: 'Die in de periode zijn ingediend, naar soort.',
    },
    population: 'objections',
    unit: 'times',
    making: by('value'),
  }),
  inPeriod({
    id: 'objections-decided',
    group: 'disputes',
    title: { en: 'Objections and appeals decided', nl: 'Bezwaren en beroepen beslist' },
    definition: {
      en: 'Objections, appeals and interim measures decided in the period.',
      nl: 'Bezwaren, beroepen en voorlopige voorzieningen waarop in de periode is beslist.',
    },
    population: 'objections-decided',
    unit: 'times',
    making: counting(),
  }),
  inPeriod({
    id: 'objections-decided-by-result',
    group: 'disputes',
    title: { en: 'Decided, by kind and result', nl: 'Beslist, naar soort en resultaat' },
    definition: {
      en: 'Those decided in the period, by kind and result.',
      nl: 'Waarop in de periode is beslist, naar soort en resultaat.',
    },
    population: 'objections-decided',
    unit: 'times',
    making: by('value'),
  }),
];

/** How long things take, and what is disputed. */
export const timeFigures: readonly Figure[] = [...leadTimes, ...waiting, ...disputes];

import { by, counting, inPeriod, type Figure } from '../../trajectory/figures/figure.js';
import { leadTime } from '../../trajectory/figures/leadTime.js';

/** How long things take. */
export const leadTimes: readonly Figure[] = [
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

/** What is disputed. */
export const disputes: readonly Figure[] = [
  inPeriod({
    id: 'escalations',
    group: 'disputes',
    title: { en: 'Escalations answered', nl: 'Opschalingen beantwoord' },
    definition: {
      en: 'Times that a level of the escalation ladder answered in the period.',
      nl: 'Hoe vaak een escalatieniveau in de periode heeft geantwoord.',
    },
    population: 'escalations',
    unit: 'times',
    making: counting(),
  }),
  inPeriod({
    id: 'escalations-by-result',
    group: 'disputes',
    title: { en: 'Escalations, by level and result', nl: 'Opschalingen, naar escalatieniveau en resultaat' },
    definition: {
      en: 'The escalations answered in the period, by level and what it answered.',
      nl: 'De opschalingen die in de periode zijn beantwoord, naar escalatieniveau en antwoord.',
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

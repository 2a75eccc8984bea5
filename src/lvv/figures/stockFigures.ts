import { by, counting, onDate, type Figure } from '../../trajectory/figures/figure.js';
import { directions } from '../codes.js';

/** What is counted on the reference date. */
export const stockFigures: readonly Figure[] = [
  onDate({
    id: 'capacity',
    group: 'stock',
    title: { en: 'Capacity', nl: 'Capaciteit' },
    definition: {
      en: 'Places that the programme of the municipality has on the reference date; not known where no number has been settled.',
      nl: 'Plaatsen die het programma van de gemeente op de peildatum heeft; niet bekend waar geen aantal is vastgelegd.',
    },
    population: 'places',
    unit: 'places',
    making: { kind: 'capacity' },
  }),
  onDate({
    id: 'participants',
    group: 'stock',
    version: 2,
    title: { en: 'Participants', nl: 'Deelnemers' },
    definition: {
      en: 'People admitted on or before the reference date whose outcome and end of the trajectory are not on or before it, with or without a place, in the municipality where they were at the end of that day.',
      nl: 'Mensen die op of voor de peildatum zijn toegelaten en van wie uitkomst en einde van het traject niet op of voor die datum liggen, met of zonder plek, in de gemeente waar zij aan het einde van die dag waren.',
    },
    population: 'participants',
    making: counting(),
  }),
  onDate({
    id: 'places-taken',
    group: 'stock',
    title: { en: 'Places taken', nl: 'Bezette plaatsen' },
    definition: {
      en: 'People whose shelter began on or before the reference date and had not ended at the end of it, admitted or not, and whose trajectory had not ended; someone admitted who has no place is left out.',
      nl: 'Mensen van wie de opvang op of voor de peildatum begon en aan het einde van die dag niet was geëindigd, toegelaten of niet, en van wie het traject niet was geëindigd; wie is toegelaten en geen plek heeft telt niet mee.',
    },
    population: 'sheltered',
    making: counting(),
  }),
  onDate({
    id: 'occupancy-rate',
    group: 'stock',
    version: 2,
    title: { en: 'Occupancy rate', nl: 'Bezettingsgraad' },
    definition: {
      en: 'Places taken on the reference date for each hundred places that there are, only where both are known.',
      nl: 'Bezette plaatsen op de peildatum per honderd plaatsen die er zijn, alleen waar beide bekend zijn.',
    },
    population: 'sheltered',
    unit: 'percent',
    making: { kind: 'ratio', of: { figure: 'places-taken' }, to: 'capacity' },
  }),
  onDate({
    id: 'sheltered-not-admitted',
    group: 'stock',
    title: { en: 'Sheltered, not admitted', nl: 'Opvang zonder toelating' },
    definition: {
      en: 'People whose shelter began on or before the reference date and had not ended, who were not admitted on or before it and whose trajectory had not ended; they are among the places taken.',
      nl: 'Mensen van wie de opvang op of voor de peildatum begon en niet was geëindigd, die toen niet waren toegelaten en van wie het traject niet was geëindigd; zij tellen mee bij de bezette plaatsen.',
    },
    population: 'sheltered',
    making: counting(({ admitted }) => admitted === 'false'),
  }),
  onDate({
    id: 'waiting-list',
    group: 'stock',
    title: { en: 'Waiting list', nl: 'Wachtlijst' },
    definition: {
      en: 'People referred on or before the reference date, without a decision on admission on or before it and whose trajectory had not ended.',
      nl: 'Mensen die op of voor de peildatum zijn aangemeld, zonder besluit over toelating op of voor die datum en van wie het traject niet was geëindigd.',
    },
    population: 'waiting',
    making: counting(),
  }),
  onDate({
    id: 'waiting-list-by-stage',
    group: 'stock',
    title: { en: 'Waiting list, waits for', nl: 'Wachtlijst, wacht op' },
    definition: {
      en: 'The waiting list on the reference date by what comes next: no intake yet; an intake and not yet discussed in the case conference; discussed and not yet decided.',
      nl: 'De wachtlijst op de peildatum naar wat er volgt: nog geen intake; wel een intake en nog niet besproken in het casusoverleg; besproken en nog geen besluit.',
    },
    population: 'waiting',
    parts: {
      intake: { en: 'intake', nl: 'intake' },
      conference: { en: 'case conference', nl: 'casusoverleg' },
      decision: { en: 'decision', nl: 'besluit' },
    },
    making: by('stage'),
  }),
  onDate({
    id: 'participants-by-direction',
    group: 'stock',
    version: 2,
    title: { en: 'Participants by direction', nl: 'Deelnemers naar richting' },
    definition: {
      en: 'Participants on the reference date by the direction that had been agreed by the end of that day: what is worked on, never a result; nobody is under investigation before that has been agreed.',
      nl: 'Deelnemers op de peildatum naar de richting (begeleidingsscenario) die aan het einde van die dag was afgesproken: waaraan gewerkt wordt, nooit een resultaat; nog in onderzoek telt pas als dat is afgesproken.',
    },
    population: 'participants',
    parts: { ...directions, NONE_AGREED: { en: 'No direction agreed yet', nl: 'Nog geen richting afgesproken' } },
    making: by(({ direction = '' }) => direction.split('/')[0] ?? null, 'participants'),
  }),
  onDate({
    id: 'under-investigation-by-reason',
    group: 'stock',
    title: { en: 'Under investigation, because of', nl: 'Nog in onderzoek, vanwege' },
    definition: {
      en: 'Participants whose direction is still under investigation on the reference date, by the reason given.',
      nl: 'Deelnemers van wie de richting op de peildatum nog in onderzoek is, naar de opgegeven reden.',
    },
    population: 'participants',
    parts: {
      IDENTITY: { en: 'identity not established', nl: 'identiteit niet vastgesteld' },
      MEDICAL_PSYCHOLOGICAL: { en: 'medical or psychological problems', nl: 'medische of psychische problemen' },
      DOSSIER_INCOMPLETE: { en: 'file not complete', nl: 'dossier niet compleet' },
      NO_AGREEMENT: { en: 'no agreement yet', nl: 'nog geen overeenstemming' },
      NOT_SAID: { en: 'no reason given', nl: 'geen reden opgegeven' },
    },
    making: by(({ direction = '' }) => direction.split('/')[1] ?? null),
  }),
  onDate({
    id: 'days-to-maximum-stay',
    group: 'stock',
    title: {
      en: 'Participants by days to maximum stay',
      nl: 'Deelnemers naar dagen tot het einde van de opvangtermijn',
    },
    definition: {
      en: 'Participants on the reference date by the days left until the last day of their stay, as it had been set by the end of that day.',
      nl: 'Deelnemers op de peildatum naar de dagen tot de laatste dag van hun opvangtermijn, zoals die aan het einde van die dag was vastgesteld.',
    },
    population: 'participants',
    parts: {
      passed: { en: 'passed', nl: 'verstreken' },
      'within-30-days': { en: '0 to 30 days', nl: '0 tot en met 30 dagen' },
      'within-91-days': { en: '31 to 91 days', nl: '31 tot en met 91 dagen' },
      later: { en: 'more than 91 days', nl: 'meer dan 91 dagen' },
      'no-maximum': { en: 'no maximum set', nl: 'geen maximum vastgesteld' },
    },
    making: by('stay'),
  }),
  onDate({
    id: 'escalated-now',
    group: 'stock',
    title: { en: 'Waiting for a higher level', nl: 'Opgeschaald, wacht op antwoord' },
    definition: {
      en: 'People whose trajectory had not ended on the reference date and was with a level of the escalation ladder at the end of it.',
      nl: 'Mensen van wie het traject op de peildatum niet was geëindigd en aan het einde van die dag bij een escalatieniveau lag.',
    },
    population: 'escalated',
    making: counting(),
  }),
  onDate({
    id: 'objection-running',
    group: 'stock',
    title: { en: 'Objection or appeal running', nl: 'Bezwaar of beroep loopt' },
    definition: {
      en: 'People whose trajectory had not ended on the reference date and with an objection, appeal or interim measure undecided at the end of it.',
      nl: 'Mensen van wie het traject op de peildatum niet was geëindigd en met een bezwaar, beroep of voorlopige voorziening waarop aan het einde van die dag niet was beslist.',
    },
    population: 'objecting',
    making: counting(),
  }),
];

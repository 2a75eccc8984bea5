import type { Listing } from '../../trajectory/definitions/listing.js';
import type { Text } from '../../trajectory/language.js';

/** What the overview of a coordinator counts. Each is the number of a list, as the list is now. */

const entry = (title: Text, definition: Text) => ({ title, definition });
const noSuppression: Text = {
  en: 'Small numbers are shown here too. Erased files are not counted.',
  nl: 'Ook kleine aantallen staan hier. Gewiste dossiers tellen niet mee.',
};
const now = (title: Text, { en, nl }: Text) =>
  entry(title, { en: `${en} ${noSuppression.en}`, nl: `${nl} ${noSuppression.nl}` });

const engineFigures = {
  capacity: entry(
    { en: 'Places there are', nl: 'Aantal plaatsen' },
    {
      en: 'The places of the programme that holds today; not known where no number has been settled.',
      nl: 'De plaatsen van het programma dat vandaag geldt; niet bekend waar geen aantal is vastgelegd.',
    },
  ),
  open: now(
    { en: 'Open trajectories', nl: 'Lopende trajecten' },
    { en: 'Trajectories that are open now.', nl: 'Trajecten die nu lopen.' },
  ),
  overdue: now(
    { en: 'Overdue', nl: 'Te laat' },
    {
      en: 'Open trajectories with an open step whose last day has passed.',
      nl: 'Lopende trajecten met een open stap waarvan de uiterste datum voorbij is.',
    },
  ),
  'soon-due': now(
    { en: 'Due within 7 days', nl: 'Binnen 7 dagen' },
    {
      en: 'Open trajectories with an open step, not overdue, whose last day is today or within 7 days.',
      nl: 'Lopende trajecten met een open stap die niet te laat is en waarvan de uiterste datum vandaag is of binnen 7 dagen valt.',
    },
  ),
  suspended: now(
    { en: 'Clock stands still', nl: 'Klok staat stil' },
    {
      en: 'Open trajectories that are suspended or held by order of a court, so that no term runs.',
      nl: 'Lopende trajecten die zijn opgeschort of waarvoor een voorlopige voorziening geldt, zodat er geen termijn loopt.',
    },
  ),
  opened: now(
    { en: 'Opened', nl: 'Begonnen' },
    {
      en: 'Trajectories opened in the month, as far as it lies in the window, in the municipality where they are now.',
      nl: 'Trajecten die in de maand begonnen, voor zover die in de periode ligt, in de gemeente waar ze nu zijn.',
    },
  ),
  closed: now(
    { en: 'Closed', nl: 'Afgesloten' },
    {
      en: 'Trajectories closed in the month, as far as it lies in the window, and not reopened since.',
      nl: 'Trajecten die in de maand zijn afgesloten, voor zover die in de periode ligt, en daarna niet heropend.',
    },
  ),
  waiting: now(
    { en: 'Open steps', nl: 'Open stappen' },
    {
      en: 'Open steps by the agency that is responsible for them.',
      nl: 'Open stappen naar de partij die ervoor verantwoordelijk is.',
    },
  ),
  'waiting-overdue': now(
    { en: 'Overdue among these', nl: 'Daarvan te laat' },
    {
      en: 'Open steps whose last day has passed.',
      nl: 'Open stappen waarvan de uiterste datum voorbij is.',
    },
  ),
  'waiting-days': entry(
    { en: 'Days waiting', nl: 'Dagen gewacht' },
    {
      en: 'Days since an open step opened, also those on which the clock stood still: half have waited no longer than the median.',
      nl: 'Dagen sinds een open stap openging, ook die waarop de klok stilstond: de helft wacht niet langer dan de mediaan.',
    },
  ),
} as const;

export type OverviewFigure = keyof typeof engineFigures;

export interface OverviewDefinition {
  figure: string;
  title: Text;
  definition: Text;
}

/**
 * Returns all that the overview counts, in its order: who is there now by what the domain lists, then their terms, then what
 * the domain knows by an open step.
 */
export function overviewFigures({ flags }: Listing): OverviewDefinition[] {
  const counted = Object.values(flags).flatMap((flag) =>
    flag.counts ? [{ isStep: 'openSteps' in flag, ...flag.counts }] : [],
  );
  const ofDomain = (isStep: boolean) =>
    counted
      .filter((one) => one.isStep === isStep)
      .map(({ figure, title, definition }) => ({ figure, ...now(title, definition) }));
  const ofEngine = Object.entries(engineFigures).map(([figure, one]) => ({ figure, ...one }));
  const split = ofEngine.findIndex(({ figure }) => figure === 'suspended');
  return [...ofDomain(false), ...ofEngine.slice(0, split), ...ofDomain(true), ...ofEngine.slice(split)];
}

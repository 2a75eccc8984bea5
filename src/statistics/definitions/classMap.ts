import type { Text } from '../../trajectory/language.js';
import type { OutcomeClass } from '../../trajectory/definitions/rules.js';

/**
 * Which outcome counts as what kind of solution. Sources disagree: 18 %, 59 % and "three quarters" are all in print for
 * the same people (DOMAIN §8.5). So a map has a name, a day from which it holds and a source, and is printed with every
 * table that is made with it.
 */
export interface ClassMap {
  id: string;
  /** First day on which it holds, `YYYY-MM-DD`. */
  from: string;
  title: Text;
  source: string;
  classes: Readonly<Record<string, OutcomeClass>>;
}

/** The class of an outcome that a map does not name: a line of its own, never silently "no solution". */
export type TableClass = OutcomeClass | 'UNCLASSIFIED';

const regioplan: ClassMap = {
  id: 'evaluation-2022',
  from: '2022-12-01',
  title: {
    en: 'Three classes of the final evaluation (2022)',
    nl: 'Drie klassen van de eindevaluatie (2022)',
  },
  source:
    'Regioplan for WODC, 1-12-2022, for the outcomes that it names. How the others are classed was not found: they are as proposed in DOMAIN §3.',
  classes: {
    RETURNED_INDEPENDENT: 'DURABLE',
    ONWARD_MIGRATED: 'DURABLE',
    RESIDENCE_GRANTED: 'DURABLE',
    REPEAT_ASYLUM_LODGED: 'SEMI_DURABLE',
    MEDICAL_DEFERRAL: 'SEMI_DURABLE',
    OTHER_APPLICATION_LODGED: 'SEMI_DURABLE',
    STATE_RECEPTION_OTHER: 'UNDECIDED',
    DUBLIN_TRANSFERRED: 'UNDECIDED',
    DUBLIN_VOLUNTARY: 'UNDECIDED',
    MOB: 'NONE',
    DETAINED: 'NONE',
    FORCED_REMOVAL: 'UNDECIDED',
    ENDED_NON_COOPERATION: 'NONE',
    ENDED_MAX_TERM: 'NONE',
    ENDED_HOUSE_RULES: 'NONE',
    OWN_REQUEST: 'NONE',
    OTHER_SHELTER: 'NONE',
    PROGRAMME_ENDED: 'NONE',
    DECEASED: 'EXCLUDED',
    REFUSED_AT_ADMISSION: 'NOT_OUTFLOW',
    DUPLICATE: 'NOT_OUTFLOW',
  },
};

/** INLIA and the other NGOs read the same evaluation so: 59 % with a durable or semi-durable solution. */
const solutionsTogether: ClassMap = {
  id: 'solutions-together-2022',
  from: regioplan.from,
  title: {
    en: 'Durable and semi-durable solutions together (2022)',
    nl: 'Bestendige en semi-bestendige oplossingen samen (2022)',
  },
  source: 'INLIA, 12-12-2022, of the same evaluation.',
  classes: Object.fromEntries(
    Object.entries(regioplan.classes).map(([outcome, is]) => [outcome, is === 'SEMI_DURABLE' ? 'DURABLE' : is]),
  ),
};

export const builtInClassMaps: readonly [ClassMap, ...ClassMap[]] = [regioplan, solutionsTogether];

/** The map that holds on a day: the last to begin, of those that begin together the first; before all, the earliest. */
export function classMapOn(maps: readonly ClassMap[], day: string): ClassMap {
  const byDay = maps.toSorted((a, b) => (a.from === b.from ? 0 : a.from < b.from ? 1 : -1));
  const earliest = byDay.find(({ from }) => from === byDay.at(-1)?.from);
  const found = byDay.find(({ from }) => from <= day) ?? earliest;
  if (!found) throw new Error('There is no class map.');
  return found;
}

export function classOf({ classes }: ClassMap, outcome: string): TableClass {
  return (Object.hasOwn(classes, outcome) ? classes[outcome] : undefined) ?? 'UNCLASSIFIED';
}

/** As the table prints them, in this order. */
export const classTitles = {
  DURABLE: { en: 'Durable solution', nl: 'Bestendige oplossing' },
  SEMI_DURABLE: { en: 'Semi-durable solution', nl: 'Semi-bestendige oplossing' },
  NONE: { en: 'No solution', nl: 'Geen oplossing' },
  UNDECIDED: { en: 'Sources do not say which class', nl: 'Klasse volgt niet uit de bronnen' },
  UNCLASSIFIED: { en: 'Not in this class map', nl: 'Niet in deze indeling' },
} satisfies Record<Exclude<TableClass, 'EXCLUDED' | 'NOT_OUTFLOW'>, Text>;

import type { Outcome } from '../steps/codes.js';
import type { OutcomeClass } from '../trajectory/rules.js';
import type { Text } from '../trajectory/step.js';

/**
 * Which class each outcome has. Of the same people 18%, 59% and "three quarters" with a solution are in print
 * (DOMAIN §7a): so a map has a day, a source and a name, and a figure says which one it used.
 */
export interface ClassMap {
  /** kebab-case; named by figures and programmes, so never given to another map. */
  id: string;
  /** First day on which it holds (`YYYY-MM-DD`). */
  from: string;
  title: Text;
  /** Where it was found, or who settled it. */
  source: string;
  classes: Readonly<Record<string, OutcomeClass>>;
}

/**
 * The three classes of the final evaluation. What its sources name has its class; the sub-codes and the rest are our
 * own inference (DOMAIN §3), and what no source gives a class is undecided.
 */
const evaluation2022: ClassMap & { classes: Record<Outcome, OutcomeClass> } = {
  id: 'evaluation-2022',
  // The day on which the evaluation was published.
  from: '2022-12-01',
  title: { en: 'Classes of the final evaluation of 2022', nl: 'Klassen van de eindevaluatie van 2022' },
  source: 'Regioplan for the WODC, 1 December 2022',
  classes: {
    RETURNED_INDEPENDENT: 'DURABLE',
    ONWARD_MIGRATED: 'DURABLE',
    RESIDENCE_GRANTED: 'DURABLE',
    REPEAT_ASYLUM_LODGED: 'SEMI_DURABLE',
    MEDICAL_DEFERRAL: 'SEMI_DURABLE',
    OTHER_APPLICATION_LODGED: 'UNDECIDED',
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
  },
};

/** The maps that there are without any configuration; the first one holds where no other does. */
export const builtInClassMaps: readonly [ClassMap, ...ClassMap[]] = [evaluation2022];

/** The map that a programme names, else the one that holds on its first day, else the built-in one. */
export function classMapFor(
  maps: readonly ClassMap[],
  { named, from }: { named: string | null | undefined; from: string | undefined },
): ClassMap {
  const byName = maps.find(({ id }) => id === named);
  if (byName) return byName;
  const held = maps
    .filter((map) => from !== undefined && map.from <= from)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1);
  return held ?? builtInClassMaps[0];
}

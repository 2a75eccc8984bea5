import type { ClassMap, OutcomeClass } from '../../trajectory/figures/classMap.js';

/** The classes of the final evaluation, in the order in which they are printed. */
export const classes = {
  DURABLE: { en: 'Durable solution', nl: 'Bestendige oplossing', isSolution: true },
  SEMI_DURABLE: { en: 'Semi-durable solution', nl: 'Semi-bestendige oplossing', isSolution: true },
  NONE: { en: 'No solution', nl: 'Geen oplossing' },
} satisfies Record<string, OutcomeClass>;

/** 18 %, 59 % and "three quarters" are all in print for the same people (DOMAIN §8.5): so there is more than one map. */
const regioplan: ClassMap = {
  id: 'evaluation-2022',
  from: '2022-12-01',
  title: {
    en: 'Three classes of the final evaluation (2022)',
    nl: 'Drie klassen van de eindevaluatie (2022)',
  },
  source: {
    en: 'Regioplan for WODC, 1 December 2022, for the outcomes that it names. No source was found for the others: Bestendig proposes their classes.',
    nl: 'Regioplan voor het WODC, 1 december 2022, voor de uitkomsten die daarin staan. Voor de andere is geen bron gevonden: daarvoor doet Bestendig een voorstel.',
  },
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
  source: {
    en: 'INLIA, 12 December 2022, about the same evaluation.',
    nl: 'INLIA, 12 december 2022, over dezelfde evaluatie.',
  },
  classes: Object.fromEntries(
    Object.entries(regioplan.classes).map(([outcome, is]) => [outcome, is === 'SEMI_DURABLE' ? 'DURABLE' : is]),
  ),
};

export const classMaps: readonly [ClassMap, ...ClassMap[]] = [regioplan, solutionsTogether];

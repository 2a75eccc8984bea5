import type { Text } from '../language.js';
import { classNames, type ClassMap, type OutcomeClass } from './classMap.js';
import type { Figure, Group, View } from './figure.js';
import type { CaseReader, LeadTime, Populations, Transfers } from './population.js';

/** What is counted of the trajectories of a domain. Names of figures stand in published tables, and in rows for years. */
export interface FiguresDefinition {
  /** The days of a trajectory that counts read, by name: each the first of these figures that stands. */
  days: Readonly<Record<string, readonly string[]>>;
  /** What is only known or not, by name: whether this figure stands. */
  given: Readonly<Record<string, string>>;
  /** What holds from a day on (terms/dated.ts), beside the municipality: a code, or a day. */
  held: Readonly<Record<string, 'code' | 'day'>>;
  /** The classes of outcomes beside those that every domain has, in the order in which they are printed. */
  classes: Readonly<Record<string, OutcomeClass>>;
  classMaps: readonly [ClassMap, ...ClassMap[]];
  period: ViewDefinition & {
    /** The population of each mark that is counted each time. */
    marks: Readonly<Record<string, string>>;
    /** By name: the durations of the figure `<name>-n`. */
    leadTimes(read: CaseReader): Readonly<Record<string, LeadTime>>;
    /** Absent: moves are not counted. */
    transfers?(read: CaseReader): Transfers;
  };
  cohort: ViewDefinition;
}

/** The table of a view. */
export interface ViewDefinition {
  groups: readonly Group[];
  figures: readonly Figure[];
  /** Who can be in the table at all. @param municipalities their names, with commas between */
  about(municipalities: string): Text;
  populations: Populations;
}

const views = ['period', 'cohort'] as const;

/** All figures of both views. They share no id, so that a cohort and a period are never mixed. */
export const allFiguresOf = (figures: FiguresDefinition): { view: View; figure: Figure }[] =>
  views.flatMap((view) => figures[view].figures.map((figure) => ({ view, figure })));
export const allGroupsOf = (figures: FiguresDefinition): Group[] => views.flatMap((view) => figures[view].groups);

/** What every trajectory has from a day on. It comes first: where someone was decides where they count. */
export const heldBy = ({ held }: Pick<FiguresDefinition, 'held'>): readonly string[] => [
  'municipality',
  ...Object.keys(held),
];

/** Where counts read what every trajectory has, and the domain therefore has nothing of its own. */
const ofEveryDomain = ['outcome', 'opened', 'left', 'closed'];

/** @throws Error for figures that share an id, are in no group, or are of a figure or class that there is not */
export function mustFit(figures: FiguresDefinition): void {
  const all = allFiguresOf(figures).map(({ figure }) => figure);
  const ids = all.map(({ id }) => id);
  const groups = new Set(allGroupsOf(figures).map(({ id }) => id));
  const classes = new Set(classNames(figures.classes));
  const read = [...ofEveryDomain, ...Object.keys(figures.days), ...Object.keys(figures.given)];
  const faults = [
    ...read.filter((name, i) => read.indexOf(name) !== i).map((name) => `${name} is the name of something else`),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `two figures ${id}`),
    ...all.filter(({ group }) => !groups.has(group)).map(({ id, group }) => `${id}: group ${group}`),
    ...all.flatMap(({ id, making }) =>
      namedBy(making)
        .filter((named) => !ids.includes(named))
        .map((named) => `${id}: figure ${named}`),
    ),
    ...figures.classMaps.flatMap(({ id, classes: given }) =>
      Object.values(given)
        .filter((name) => !classes.has(name))
        .map((name) => `class map ${id}: class ${name}`),
    ),
  ];
  if (faults.length > 0) throw new Error(`The figures do not fit together: ${faults.join(', ')}.`);
}

function namedBy(making: Figure['making']): string[] {
  if (making.kind === 'count') return making.shareOf === undefined ? [] : [making.shareOf];
  if (making.kind === 'spread') return [making.of];
  return making.kind === 'ratio' ? [making.of.figure, making.to] : [];
}

import type { Text } from '../language.js';

/**
 * Which outcome is of which class, such as a kind of solution. Sources may disagree about that, so a map has a name, a day
 * from which it holds and a source, and is printed with every table that is made with it.
 */
export interface ClassMap {
  id: string;
  /** First day on which it holds, `YYYY-MM-DD`. */
  from: string;
  title: Text;
  source: Text;
  /** The class of each outcome: one of the domain, or one of the engine's own. */
  classes: Readonly<Record<string, string>>;
}

/** A class of outcomes that a domain has. */
export interface OutcomeClass extends Text {
  /** It says that there was a solution, which some outcomes can never be. */
  isSolution?: true;
}

/** The classes that every domain has: not settled, left out of every rate, and left out of all outflow. */
export const engineClasses = ['UNDECIDED', 'EXCLUDED', 'NOT_OUTFLOW'] as const;

/** The classes that a map can give an outcome. */
export const classNames = (classes: Readonly<Record<string, OutcomeClass>>): string[] => [
  ...Object.keys(classes),
  ...engineClasses,
];

/** The map that holds on a day: the last to begin, of those that begin together the first; before all, the earliest. */
export function classMapOn(maps: readonly ClassMap[], day: string): ClassMap {
  const byDay = maps.toSorted((a, b) => (a.from === b.from ? 0 : a.from < b.from ? 1 : -1));
  const earliest = byDay.find(({ from }) => from === byDay.at(-1)?.from);
  const found = byDay.find(({ from }) => from <= day) ?? earliest;
  if (!found) throw new Error('There is no class map.');
  return found;
}

/** Returns the class of an outcome. One that a map does not name gets a line of its own, and is never silently in a class. */
export function classOf({ classes }: ClassMap, outcome: string): string {
  return (Object.hasOwn(classes, outcome) ? classes[outcome] : undefined) ?? 'UNCLASSIFIED';
}

/** The classes as a table prints them, in this order. */
export const classTitles = (classes: Readonly<Record<string, OutcomeClass>>): Record<string, Text> => ({
  ...Object.fromEntries(Object.entries(classes).map(([name, { en, nl }]) => [name, { en, nl }])),
  UNDECIDED: { en: 'Sources do not say which class', nl: 'Klasse volgt niet uit de bronnen' },
  UNCLASSIFIED: { en: 'Not in this class map', nl: 'Niet in deze indeling' },
});

/** What every class is called that a map can give. */
export const classesInWords = (classes: Readonly<Record<string, OutcomeClass>>): Record<string, Text> => ({
  ...classTitles(classes),
  EXCLUDED: { en: 'Left out of the count', nl: 'Telt niet mee' },
  NOT_OUTFLOW: { en: 'Is no outflow', nl: 'Is geen uitstroom' },
});

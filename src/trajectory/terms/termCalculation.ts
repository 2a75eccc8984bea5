import { addDays, addWorkingDays, dayOf, daysBetween, workingDaysBetween } from './calendar.js';
import type { Extension } from './extensions.js';
import { isUnderTheAct, lengthenings, toWorkedDay, type Lengthening } from './statutory.js';
import { runsOn, standstills, type Standstill, type Suspension } from './suspensions.js';
import { countedTo, type Term } from './term.js';

/** What a term is counted from and what came between. Days are calendar days in Europe/Amsterdam. */
export interface TermCalculation {
  /** UTC instant from which it runs. */
  from: string;
  term: Term;
  suspensions: readonly Suspension[];
  extensions?: readonly Extension[];
}

/** One thing that made a date other than its term alone would have. */
export type Turn =
  | { kind: 'standstill'; standstill: Standstill; afterItsEnd: boolean }
  | { kind: 'extension'; extension: Extension }
  | { kind: 'working-day'; from: string; to: string }
  | { kind: 'lengthening'; lengthening: Lengthening };

/** How a term was counted. */
export interface Count {
  /** The day on which it began to run, which does not count. */
  start: string;
  /** The last day; null while the clock stands still. */
  end: string | null;
  /** In the order in which they counted. */
  turns: Turn[];
  /** The stretches in which it stood still. */
  stops: Standstill[];
}

/** The last day of a term, by the same rules as the trajectory itself; null while a suspension has no end. */
export const lastDay = (counting: TermCalculation): string | null => count(counting).end;

/**
 * Counts a term to its end, through each stretch in which the clock stood still and each extension, in their order.
 * The law looks at a statutory term once, at its end: a Sunday on which it would have ended before a suspension moved
 * it lengthens nothing.
 */
export function count({ from, term, suspensions, extensions = [] }: TermCalculation): Count {
  const start = dayOf(from);
  const turns: Turn[] = [];
  const stops: Standstill[] = [];
  const runs = (day: string) => runsOn(day, stops);
  let counted = countedTo(from, term);
  const lengthened = () => lengthenings(term, start, counted, runs);
  const inForce = () => lengthened().at(-1)?.to ?? counted;
  const lengthen = () => {
    turns.push(...lengthened().map((lengthening) => ({ kind: 'lengthening', lengthening }) as const));
    return inForce();
  };
  const all = standstills(suspensions, start);
  for (const next of inOrder(all, extensions)) {
    if ('days' in next) {
      // It is the date as people know it that is made later.
      const extended = addDays(lengthen(), next.days);
      turns.push({ kind: 'extension', extension: next });
      counted = term.unit === 'working-day' && !isUnderTheAct(term) ? toWorkedDay(extended, term) : extended;
      if (counted !== extended) turns.push({ kind: 'working-day', from: extended, to: counted });
      continue;
    }
    const afterItsEnd = inForce() <= next.from;
    turns.push({ kind: 'standstill', standstill: next, afterItsEnd });
    if (next.to === null) return { start, end: null, turns, stops: all };
    if (afterItsEnd) continue;
    counted = shifted(counted, next.from, next.to, term.unit);
    stops.push(next);
  }
  return { start, end: lengthen(), turns, stops: all };
}

/** The day that is as far after `to` as `day` was after `from`. What had passed already stays where it is. */
export function shifted(day: string, from: string, to: string, unit: Term['unit'] | undefined): string {
  if (day <= from || from === to) return day;
  return unit === 'working-day'
    ? addWorkingDays(to, workingDaysBetween(from, day))
    : addDays(to, daysBetween(from, day));
}

/**
 * Stretches and extensions as they came; a stretch counts when it ends. By day and then by version. A stretch that is only
 * asked about has no version, and comes first.
 */
function inOrder(stops: readonly Standstill[], extensions: readonly Extension[]): (Standstill | Extension)[] {
  const all = [
    ...stops.map((stop) => ({ item: stop, day: stop.to ?? 'never', version: stop.ended ?? 0 })),
    ...extensions.map((item) => ({ item, day: item.on, version: item.version })),
  ];
  return all
    .toSorted((a, b) => (a.day === b.day ? a.version - b.version : a.day < b.day ? -1 : 1))
    .map(({ item }) => item);
}

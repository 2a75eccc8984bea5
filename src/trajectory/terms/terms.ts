import { addDays, dayOff, holidayOnWeekday, noonOf } from './calendar.js';
import { suspensionsOf } from './clock.js';
import { count, type Count, type TermCalculation } from './termCalculation.js';
import { latestDayBefore, type Terms } from './deadlines.js';
import { extensionsOf } from './extensions.js';
import * as say from './sentences.js';
import type { OpenStep, TrajectoryState } from '../replayed/state.js';
import { isUnderTheAct } from './statutory.js';
import type { Text } from '../language.js';
import { runsOn, type Suspension } from './suspensions.js';
import { countedBack, countedTo, type Term } from './term.js';

/** Why a date is what it is: what a caseworker, a lawyer or the person may ask of every term. */
export interface Explanation {
  /** The last day of the term; null while its clock stands still. */
  date: string | null;
  /** One sentence for each thing that made it so, in the order in which they count. */
  because: Text[];
  /** The holidays that made a difference: on which the term did not run, or could not end. */
  holidays: { day: string; name: Text }[];
  /** Whether the rules as they are now give this date. If not, a person chose it or an earlier rule did. */
  agrees: boolean;
}

/**
 * The last day of a term with its reasons.
 * @param actual the date that the trajectory has
 * @param named what agencies and causes are called
 */
export function explain(
  counting: TermCalculation,
  actual?: string | null,
  named: say.TermNames = { agency: () => undefined, cause: () => undefined },
): Explanation {
  const { from, term } = counting;
  const counted = count(counting);
  const date = actual === undefined ? counted.end : actual;
  const agrees = date === counted.end;
  return {
    date,
    because: [
      say.from(term, counted.start),
      ...ofUnit(term, counted.start, countedTo(from, term)),
      ...counted.turns.flatMap((one) => say.turn(one, named)),
      ...(isUnderTheAct(term) ? [] : ofNoAct(term, agrees ? date : null, say.notSetByLaw)),
      ...(agrees ? [] : [say.chosen]),
    ],
    holidays: date === null ? [] : holidaysIn(counted, term, date),
    agrees,
  };
}

/** The same for a term that is counted back from a day, as `latestDayBefore` counts it. */
export function explainBefore(day: string, term: Term): Explanation {
  const date = latestDayBefore(day, term);
  const counted = countedBack(day, term);
  const between = term.unit === 'working-day' || date !== counted ? weekdaysOff(date, addDays(day, -1)) : [];
  return {
    date,
    because: [
      say.before(term, day),
      ...ofUnit(term, day, counted),
      ...(date === counted ? [] : [say.earlier(date)]),
      ...ofNoAct(term, date, say.countedBack),
    ],
    holidays: between,
    agrees: true,
  };
}

/** Another beginning of the terms, or days on which the clock would have stood still. */
export interface WhatIf {
  start?: string | undefined;
  suspension?: { from: string; to: string } | undefined;
}

/** Target and fatal term of an open step, each with its reasons. `whatIf` changes the question, never the trajectory. */
export function explainStep(
  state: TrajectoryState,
  open: OpenStep,
  terms: Terms | null | undefined,
  whatIf: WhatIf = {},
  named?: say.TermNames,
): { target: Explanation | null; fatal: Explanation | null } {
  if (!terms) {
    const chosen = (date: string | null) =>
      date === null ? null : { date, because: [say.chosen], holidays: [], agrees: false };
    return { target: chosen(open.targetDate), fatal: chosen(open.fatalDate) };
  }
  const { start, suspension } = whatIf;
  const asked = start !== undefined || suspension !== undefined;
  const more: Suspension[] = suspension ? [{ ...suspension, reason: say.askedAbout, by: null }] : [];
  const counting = {
    from: start === undefined ? open.openedAt : noonOf(start),
    suspensions: [...suspensionsOf(state), ...more],
    extensions: extensionsOf(state, open),
  };
  const one = (term: Term, actual: string | null) => explain({ ...counting, term }, asked ? undefined : actual, named);
  return { target: one(terms.target, open.targetDate), fatal: one(terms.fatal, open.fatalDate) };
}

/** What the unit of a term has to be said of it. */
function ofUnit({ unit }: Term, start: string, counted: string): Text[] {
  if (unit === 'working-day') return [say.workingDays];
  return unit === 'month' && counted.slice(8) !== start.slice(8) ? [say.shortMonth(counted)] : [];
}

/** Why the law does not lengthen a term, where someone might think that it does. */
function ofNoAct(term: Term, date: string | null, onDayOff: (date: string, name: Text) => Text): Text[] {
  if (term.statutory && !isUnderTheAct(term)) return [say.outsideTheAct(term)];
  const name = date === null || term.unit === 'second' ? null : dayOff(date);
  return date !== null && name ? [onDayOff(date, name)] : [];
}

function holidaysIn({ start, turns, stops }: Count, term: Term, date: string): Explanation['holidays'] {
  if (term.unit === 'working-day') return weekdaysOff(addDays(start, 1), date).filter(({ day }) => runsOn(day, stops));
  const found = turns.flatMap((turn) => {
    if (turn.kind !== 'lengthening') return [];
    const { article, from, to } = turn.lengthening;
    // Art. 2 looks at the whole term.
    return weekdaysOff(article === '2' ? addDays(start, 1) : from, to);
  });
  return found
    .filter(({ day }, i) => found.findIndex((other) => other.day === day) === i && runsOn(day, stops))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

/** The holidays from `first` to `last`, both of which count, that are no Saturday or Sunday anyway. */
function weekdaysOff(first: string, last: string): { day: string; name: Text }[] {
  const found: { day: string; name: Text }[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const name = holidayOnWeekday(day);
    if (name) found.push({ day, name });
  }
  return found;
}

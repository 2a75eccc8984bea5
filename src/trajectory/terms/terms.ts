import { addDays, dayOf, dayOff, holidayOnWeekday, noonOf } from './calendar.js';
import { datesOf, suspensionsOf } from './clock.js';
import { count, lastDay, type Count, type TermCalculation } from './termCalculation.js';
import { latestDayBefore, type Terms } from './deadlines.js';
import { extensionsOf } from './extensions.js';
import * as say from './sentences.js';
import type { OpenStep, TrajectoryState } from '../replayed/state.js';
import { isUnderTheAct } from './statutory.js';
import type { Text } from '../language.js';
import { runsOn, standstills, type Suspension } from './suspensions.js';
import { countedBack, countedTo, type Term } from './term.js';

/** Why a date is what it is: what a caseworker, a lawyer or the person may ask of every term. */
export interface Explanation {
  /** The last day of the term; null while its clock stands still. */
  date: string | null;
  /** One sentence for each thing that made it so, in the order in which they count. */
  because: Text[];
  /** The holidays that made a difference: on which the term did not run, or could not end. */
  holidays: { day: string; name: Text }[];
  /** Whether the rules as they are now give this date. If not, a person chose it or an earlier rule did, and no sum is shown. */
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
  named: say.TermNames = unnamed,
): Explanation {
  const counted = count(counting);
  return actual === undefined || actual === counted.end
    ? ruled(counting, counted, named)
    : otherwise(actual, counted, named, []);
}

const unnamed: say.TermNames = { agency: () => undefined, cause: () => undefined };

/** The sum, for a date that it gives. */
function ruled({ from, term }: TermCalculation, counted: Count, named: say.TermNames): Explanation {
  const { start, end, turns } = counted;
  return {
    date: end,
    because: [
      say.from(term, start),
      ...ofUnit(term, start, countedTo(from, term)),
      ...turns.flatMap((one) => say.turn(one, named)),
      ...(isUnderTheAct(term) ? [] : ofNoAct(term, end, say.notSetByLaw)),
    ],
    holidays: end === null ? [] : holidaysIn(counted, term, end),
    agrees: true,
  };
}

/** What is known of a date that the rule does not give: a sum that gives another one would explain nothing. */
function otherwise(
  date: string | null,
  { turns }: Pick<Count, 'turns'>,
  named: say.TermNames,
  entered: readonly string[],
  kept = date,
): Explanation {
  const standing = turns.filter((one) => one.kind === 'standstill' && one.standstill.to === null);
  return {
    date,
    because: [
      kept !== null && entered.includes(kept) ? say.entered : say.enteredOrEarlier,
      ...(date === null ? standing.flatMap((one) => say.turn(one, named)) : []),
    ],
    holidays: [],
    agrees: false,
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

/**
 * Target and fatal term of an open step, each with its reasons. `whatIf` changes the question, never the trajectory.
 * @param entered the days that people entered where this round began (see enteredDays.ts)
 */
export function explainStep(
  state: TrajectoryState,
  open: OpenStep,
  terms: Terms | null | undefined,
  whatIf: WhatIf = {},
  named: say.TermNames = unnamed,
  entered: readonly string[] = [],
): { target: Explanation | null; fatal: Explanation | null } {
  const { targetDate, fatalDate } = open;
  if (!terms) {
    const given = (date: string | null) => (date === null ? null : otherwise(date, { turns: [] }, named, entered));
    return { target: given(targetDate), fatal: given(fatalDate) };
  }
  const { start, suspension } = whatIf;
  const more: Suspension[] = suspension ? [{ ...suspension, reason: say.askedAbout, by: null }] : [];
  const counting: Counting = {
    from: start === undefined ? open.openedAt : noonOf(start),
    suspensions: [...suspensionsOf(state), ...more],
    extensions: extensionsOf(state, open),
  };
  if (start !== undefined || suspension !== undefined) {
    const supposed = (term: Term) => explain({ ...counting, term }, undefined, named);
    return { target: supposed(terms.target), fatal: supposed(terms.fatal) };
  }
  const kept = datesOf(state, open);
  const found = countedFrom(counting, terms, kept, entered);
  const one = (from: string | undefined, term: Term, date: string | null, was: string | null) => {
    if (was === null) return null;
    const calculation = { ...counting, from: from ?? counting.from, term };
    const counted = count(calculation);
    return from === undefined ? otherwise(date, counted, named, entered, was) : ruled(calculation, counted, named);
  };
  return {
    target: one(found.target, terms.target, targetDate, kept.targetDate),
    fatal: one(found.fatal, terms.fatal, fatalDate, kept.fatalDate),
  };
}

type Counting = Omit<TermCalculation, 'term'>;

/**
 * From when the rules give the dates of a step: from its opening, or from a day that was entered where it began, such as the
 * one on which something was delivered. The fatal term of a step with a chosen target runs from that target. Undefined for a
 * date that they do not give.
 */
function countedFrom(
  counting: Counting,
  { target, fatal }: Terms,
  { targetDate, fatalDate }: Pick<OpenStep, 'targetDate' | 'fatalDate'>,
  entered: readonly string[],
): { target: string | undefined; fatal: string | undefined } {
  const { from } = counting;
  const gives = (since: string, term: Term, date: string | null): boolean =>
    date === lastDay({ ...counting, from: since, term, suspensions: overSince(counting, since) });
  const both = [from, ...entered.map(noonOf)].find(
    (since) => gives(since, target, targetDate) && gives(since, fatal, fatalDate),
  );
  if (both !== undefined) return { target: both, fatal: both };
  const chosen = targetDate !== null && entered.includes(targetDate) ? [noonOf(targetDate)] : [];
  return {
    target: gives(from, target, targetDate) ? from : undefined,
    fatal: [from, ...chosen].find((since) => gives(since, fatal, fatalDate)),
  };
}

/** The periods that moved the dates as they are kept: while the clock stands still, what it stands still for has not yet. */
function overSince({ suspensions }: Counting, since: string): Suspension[] {
  return standstills(suspensions, dayOf(since))
    .filter(({ to }) => to !== null)
    .flatMap(({ causes }) => causes);
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

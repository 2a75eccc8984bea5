import { addDays, isWorkingDay } from './calendar.js';
import type { Term } from './term.js';

/**
 * What the Algemene termijnenwet makes of a term that a law sets. Other terms, such as a programme's own, are none of
 * its business. An ordinary day is one that is neither Saturday, Sunday nor general holiday (art. 3).
 */

/** By which article a term became longer, from the day on which it would have ended to the one on which it does. */
export interface Lengthening {
  article: '1(1)' | '2';
  from: string;
  to: string;
}

/** Art. 4(a): the Act does not hold for terms in hours, nor for longer ones than these. */
const longest: Record<Term['unit'], number> = {
  'working-day': 90,
  'calendar-day': 90,
  week: 12,
  month: 3,
  second: -1,
};

/** From which amount on a term has at least three days (art. 2). */
const threeDays: Record<Term['unit'], number> = {
  'working-day': 3,
  'calendar-day': 3,
  week: 1,
  month: 1,
  second: Infinity,
};

export const isUnderTheAct = ({ statutory, unit, amount }: Term): boolean =>
  statutory === true && amount <= longest[unit];

/**
 * How a term that would end on `end` is lengthened: to the next ordinary day when that is none (art. 1(1)), and to its
 * second ordinary day when it has at least three days and not two ordinary ones (art. 2).
 * @param start the day on which it began to run, which does not count
 * @param runs whether the clock runs on a day: a term neither ends nor goes on while it stands still
 */
export function lengthenings(
  term: Term,
  start: string,
  end: string,
  runs: (day: string) => boolean = () => true,
): Lengthening[] {
  if (!isUnderTheAct(term)) return [];
  const isOrdinary = (day: string) => isWorkingDay(day) && runs(day);
  const first = firstFrom(end, isOrdinary);
  const second =
    term.amount < threeDays[term.unit] ? first : firstFrom(first, (day) => hasTwo(addDays(start, 1), day, isOrdinary));
  const found: Lengthening[] = [
    { article: '1(1)', from: end, to: first },
    { article: '2', from: first, to: second },
  ];
  return found.filter(({ from, to }) => from !== to);
}

/** The last day of a term that would end on `end`. Parameters as for `lengthenings`. */
export function lawfulEnd(term: Term, start: string, end: string, runs?: (day: string) => boolean): string {
  return lengthenings(term, start, end, runs).at(-1)?.to ?? end;
}

/** By art. 1(1) alone, for a term that has run and is moved as a whole. Without a term the day stays as it is. */
export function toOrdinaryDay(day: string, term: Term | undefined): string {
  return term && isUnderTheAct(term) ? firstFrom(day, isWorkingDay) : day;
}

/**
 * Where a term ends that was made longer by calendar days: as the law says where it is set by law, and on a working day
 * where it counts those, which none of them would do on a day off.
 */
export function toWorkedDay(day: string, term: Term | undefined): string {
  return term?.unit === 'working-day' ? firstFrom(day, isWorkingDay) : toOrdinaryDay(day, term);
}

/**
 * The same for a term that is counted back from `day` to `latest`. Art. 1(2) takes it out of art. 1(1), so it may end
 * on any day. It does not take it out of art. 2: where there are no two ordinary days in between, it begins earlier.
 */
export function lawfulLatest(term: Term, day: string, latest: string): string {
  if (!isUnderTheAct(term) || term.amount < threeDays[term.unit]) return latest;
  let at = latest;
  while (!hasTwo(at, addDays(day, -1), isWorkingDay)) at = addDays(at, -1);
  return at;
}

function firstFrom(day: string, fits: (day: string) => boolean): string {
  let at = day;
  while (!fits(at)) at = addDays(at, 1);
  return at;
}

/** Whether there are two ordinary days from `first` to `last`, both of which count. */
function hasTwo(first: string, last: string, isOrdinary: (day: string) => boolean): boolean {
  let count = 0;
  for (let day = first; day <= last && count < 2; day = addDays(day, 1)) {
    if (isOrdinary(day)) count += 1;
  }
  return count === 2;
}

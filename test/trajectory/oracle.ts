/**
 * The calendar once more, written in another way by other means, to hold the real one against: every day from 2018 to
 * 2032 in one list, crossed off by hand-made rules. Nothing here is imported from the calendar.
 */

interface Day {
  text: string;
  works: boolean;
}

/** Easter by Gauss (with Lichtenberg's correction), as days after 21 March. */
function easter(year: number): [month: number, day: number] {
  const k = Math.trunc(year / 100);
  const m = 15 + Math.trunc((3 * k + 3) / 4) - Math.trunc((8 * k + 13) / 25);
  const s = 2 - Math.trunc((3 * k + 3) / 4);
  const a = year % 19;
  const d = (19 * a + m) % 30;
  const r = Math.trunc((d + Math.trunc(a / 11)) / 29);
  const og = 21 + d - r;
  const sz = 7 - ((year + Math.trunc(year / 4) + s) % 7);
  const oe = 7 - ((og - sz) % 7);
  const march = og + oe;
  return march > 31 ? [4, march - 31] : [3, march];
}

const lengths = (year: number) => {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
};
const two = (number: number) => String(number).padStart(2, '0');

/** Art. 3(3): days put on a par with a general holiday, as decreed. */
const decreed = ['2026-01-02', '2026-05-15', '2027-05-07', '2028-04-28', '2028-05-26'];

function allDays(): Day[] {
  const days: Day[] = [];
  // 1 January 2018 was a Monday.
  let weekday = 0;
  for (let year = 2018; year <= 2032; year += 1) {
    const ofYear: Day[] = [];
    for (const [month, length] of lengths(year).entries()) {
      for (let day = 1; day <= length; day += 1) {
        ofYear.push({ text: `${year}-${two(month + 1)}-${two(day)}`, works: weekday < 5 });
        weekday = (weekday + 1) % 7;
      }
    }
    const [month, day] = easter(year);
    const sunday = ofYear.findIndex(({ text }) => text === `${year}-${two(month)}-${two(day)}`);
    for (const after of [-2, 1, 39, 50]) ofYear[sunday + after]!.works = false;
    const at = (text: string) => ofYear.find((one) => one.text === `${year}-${text}`)!;
    for (const fixed of ['01-01', '05-05', '12-25', '12-26']) at(fixed).works = false;
    // The Sunday before, when 27 April is a Sunday: a Saturday, so nothing changes for who counts working days.
    at('04-27').works = false;
    days.push(...ofYear);
  }
  for (const day of days) if (decreed.includes(day.text)) day.works = false;
  return days;
}

export const days = allDays();
export const indexOf = new Map(days.map(({ text }, i) => [text, i]));

/** The day on which so many more days have come, of those that count. */
export function later(from: string, amount: number, working: boolean): string {
  let at = indexOf.get(from)!;
  let left = amount;
  while (left > 0) {
    at += 1;
    if (!working || days[at]!.works) left -= 1;
  }
  return days[at]!.text;
}

/**
 * The last day of a term, lived day by day: each day either counts, or does not because it is off or the clock stood
 * still. A period stands still from its first day until the day before the clock runs again.
 */
export function lived(from: string, amount: number, working: boolean, pauses: { from: string; to: string }[]): string {
  let at = indexOf.get(from)!;
  let left = amount;
  while (left > 0) {
    at += 1;
    const { text, works } = days[at]!;
    // What is left is counted from the day on which it runs again, and that day does not count.
    const stands = pauses.some((pause) => text > pause.from && text <= pause.to);
    if (!stands && (!working || works)) left -= 1;
  }
  return days[at]!.text;
}

/** A term as the oracle knows it: a length, in a unit that it spells in its own way, and whether a law sets it. */
export interface Length {
  amount: number;
  unit: 'working days' | 'days' | 'weeks' | 'months';
  byLaw: boolean;
}

/** Art. 4: up to which length the Act holds. */
const mostUnderTheAct = { 'working days': 90, days: 90, weeks: 12, months: 3 };

/** The day with the same number so many pages on, or back, in a calendar with a page for each month; or the page's last. */
function pageOf(from: string, months: number): string {
  const onPage = pages[pages.findIndex((page) => page.includes(from)) + months]!;
  return onPage.find((text) => text.endsWith(from.slice(7))) ?? onPage.at(-1)!;
}

const pages = [...new Set(days.map(({ text }) => text.slice(0, 7)))].map((month) =>
  days.map(({ text }) => text).filter((text) => text.startsWith(month)),
);

/** How many days have to be lived through, of those that count. */
function daysToLive(from: string, { amount, unit }: Length): number {
  if (unit === 'months') return indexOf.get(pageOf(from, amount))! - indexOf.get(from)!;
  return unit === 'weeks' ? 7 * amount : amount;
}

/**
 * The last day of a term, lived day by day, with all that the Act has to say. A day on which the clock stood still is
 * nothing: it does not count, it is no ordinary day of the term, and the term can't end on it.
 */
export function livedByLaw(from: string, length: Length, pauses: { from: string; to: string }[] = []): string {
  const holds = length.byLaw && length.amount <= mostUnderTheAct[length.unit];
  const atLeastThree =
    daysToLive(from, { ...length, unit: length.unit === 'working days' ? 'days' : length.unit }) >= 3;
  let left = daysToLive(from, length);
  let ordinary = 0;
  for (let at = indexOf.get(from)!; ;) {
    const { text, works } = days[at]!;
    if (left === 0 && (!holds || (works && (ordinary >= 2 || !atLeastThree)))) return text;
    do at += 1;
    while (pauses.some((pause) => days[at]!.text > pause.from && days[at]!.text <= pause.to));
    if (days[at]!.works) ordinary += 1;
    if (left > 0 && (length.unit !== 'working days' || days[at]!.works)) left -= 1;
  }
}

/** The last day at which there are still so many days until `day`, turning back the pages. */
export function backFrom(day: string, length: Length): string {
  const { amount, unit } = length;
  if (unit === 'months') return pageOf(day, -amount);
  const all = unit === 'weeks' ? 7 * amount : amount;
  let ordinary = 0;
  let passed = 0;
  let at = indexOf.get(day)!;
  const isShort = () => length.byLaw && amount <= mostUnderTheAct[unit] && all >= 3 && ordinary < 2;
  while (passed < all || isShort()) {
    at -= 1;
    if (days[at]!.works) ordinary += 1;
    if (unit !== 'working days' || days[at]!.works) passed += 1;
  }
  return days[at]!.text;
}

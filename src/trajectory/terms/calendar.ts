/**
 * Calendar days in the Netherlands, as `YYYY-MM-DD` strings, and the moments at which they start. Days off are those
 * of the Algemene termijnenwet: art. 3(1) names the general holidays, art. 3(3) lets the Crown put days on a par with
 * them by decree. Libraries were found wrong on this (5 May, Good Friday, decree days), hence our own.
 */

/** Days put on a par with a general holiday (Stcrt., BWBR0051300). Extend when a new decree appears. */
const decreeDays = new Set(['2026-01-02', '2026-05-15', '2027-05-07', '2028-04-28', '2028-05-26']);

const holidaysByYear = new Map<number, ReadonlyMap<string, HolidayName>>();

/** What a day off is called, in both languages. */
export interface HolidayName {
  en: string;
  nl: string;
}

const name = (en: string, nl: string): HolidayName => ({ en, nl });

/** The general holidays of a year by art. 3(1) and (3) Algemene termijnenwet, with their names. */
export function holidays(year: number): ReadonlyMap<string, HolidayName> {
  const known = holidaysByYear.get(year);
  if (known) return known;
  const easter = easterSunday(year);
  const kingsDay = `${year}-04-27`;
  const decreed = [...decreeDays].filter((day) => day.startsWith(`${year}-`));
  const days = new Map([
    ...decreed.map((day) => [day, name('Day put on a par with a holiday', 'Gelijkgestelde dag')] as const),
    [`${year}-01-01`, name("New Year's Day", 'Nieuwjaarsdag')],
    [addDays(easter, -2), name('Good Friday', 'Goede Vrijdag')],
    [addDays(easter, 1), name('Easter Monday', 'Tweede paasdag')],
    [addDays(easter, 39), name('Ascension Day', 'Hemelvaartsdag')],
    [addDays(easter, 50), name('Whit Monday', 'Tweede pinksterdag')],
    [`${year}-12-25`, name('Christmas Day', 'Eerste kerstdag')],
    [`${year}-12-26`, name('Boxing Day', 'Tweede kerstdag')],
    [weekday(kingsDay) === 0 ? `${year}-04-26` : kingsDay, name("King's Day", 'Koningsdag')],
    [`${year}-05-05`, name('Liberation Day', 'Bevrijdingsdag')],
  ]);
  holidaysByYear.set(year, days);
  return days;
}

/** Neither Saturday, Sunday nor a general holiday. */
export function isWorkingDay(day: string): boolean {
  const day7 = weekday(day);
  return day7 !== 0 && day7 !== 6 && !holidays(Number(day.slice(0, 4))).has(day);
}

/** What makes a day no working day: a general holiday by its name, or the weekend; null for a working day. */
export function dayOff(day: string): HolidayName | null {
  const holiday = holidays(Number(day.slice(0, 4))).get(day);
  if (holiday) return holiday;
  return { 0: name('Sunday', 'zondag'), 6: name('Saturday', 'zaterdag') }[weekday(day)] ?? null;
}

/** A general holiday on a day that would otherwise be worked; undefined for every other day. */
export function holidayOnWeekday(day: string): HolidayName | undefined {
  return weekday(day) % 6 === 0 ? undefined : holidays(Number(day.slice(0, 4))).get(day);
}

/** @throws RangeError when the day would lie after the year 9999, which ten characters can't hold. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return textOf(date, `${days} days after ${day}`);
}

/** The day on which the `count`-th working day after `day` falls; `count` 0 gives `day` itself. */
export const addWorkingDays = remembered((day: string, count: number): string => {
  let at = day;
  for (let left = count; left > 0;) {
    at = addDays(at, 1);
    if (isWorkingDay(at)) left -= 1;
  }
  return at;
});

/** The day on which the `count`-th working day before `day` falls; `count` 0 gives `day` itself. */
export const workingDayBefore = remembered((day: string, count: number): string => {
  let at = day;
  for (let left = count; left > 0;) {
    at = addDays(at, -1);
    if (isWorkingDay(at)) left -= 1;
  }
  return at;
});

/**
 * The day with the same number so many months later, or earlier when negative. A month that is too short for it gives
 * its last day: one month from 31 January is 28 or 29 February.
 */
export function addMonths(day: string, months: number): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months + 1);
  // The day before the first of the month after it.
  date.setUTCDate(0);
  const last = textOf(date, `${months} months after ${day}`);
  return day.slice(8) < last.slice(8) ? `${last.slice(0, 8)}${day.slice(8)}` : last;
}

/** How many working days come after `from`, up to and with `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: string, to: string): number {
  let count = 0;
  for (let day = from; day < to;) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) count += 1;
  }
  return count;
}

/** Whether a text is a calendar day, `YYYY-MM-DD`. */
export const isCalendarDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The calendar day in Europe/Amsterdam at a UTC instant. */
export function dayOf(instant: string): string {
  // The zone is a whole number of hours ahead, so a day holds for the whole of an hour.
  return /^\d{4}-\d\d-\d\dT\d\d:/.test(instant) && instant.endsWith('Z')
    ? dayOfHour(instant.slice(0, 13))
    : dayFormat.format(new Date(instant));
}

/**
 * The UTC instant at which a clock in Europe/Amsterdam shows this hour on `day`: its start when no hour is given. On the
 * night on which the clock goes forward 02:00 is the same instant as 03:00.
 */
export const startOf = remembered((day: string, hour: number = 0): string => {
  const utc = Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00Z`);
  // The clock was 20 minutes ahead until 1940. Nothing here is of then, but figures can be asked of any day.
  if (day < '1946-01-01') return new Date(utc - 3_600_000).toISOString();
  // The zone is one or two hours ahead of UTC: the right offset is the one by which the clock shows that hour.
  for (const offset of [2, 1]) {
    const instant = new Date(utc - offset * 3_600_000);
    if (wallFormat.format(instant) === `${day} ${String(hour).padStart(2, '0')}:00:00`) return instant.toISOString();
  }
  return startOf(day, hour + 1);
});

/** An instant on a calendar day that is on that day wherever one looks from: noon in UTC. */
export const noonOf = (day: string): string => `${day}T12:00:00.000Z`;

/** Calendar days from one day to another; negative when the other comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** The month of a day, `YYYY-MM`. */
export const monthOf = (day: string): string => day.slice(0, 7);

/** The time that an Amsterdam clock shows, as milliseconds since midnight on it. */
export function timeOfDay(instant: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = wallFormat.format(new Date(instant)).slice(11).split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + (Date.parse(instant) % 1000);
}

/** The same time on the clock on another day; a reminder of the morning stays one when the clock goes forward or back. */
export function atSameTime(instant: string, day: string): string {
  const time = timeOfDay(instant);
  const hour = Math.floor(time / 3_600_000);
  return new Date(Date.parse(startOf(day, hour)) + (time % 3_600_000)).toISOString();
}

const dayOfHour = remembered((hour: string): string => dayFormat.format(new Date(`${hour}:00:00Z`)));

const zone = 'Europe/Amsterdam';
const dayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
const wallFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });

function textOf(date: Date, what: string): string {
  const text = date.toISOString();
  if (text.length !== '2026-01-01T00:00:00.000Z'.length) throw new RangeError(`${what} is no day.`);
  return text.slice(0, 10);
}

function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** Easter Sunday by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8). */
function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/**
 * The same few days are asked for again and again, and each costs a walk over the calendar: what has been worked out is
 * kept. Only for functions of their arguments alone.
 */
function remembered<Arguments extends (string | number | undefined)[]>(
  workOut: (...given: Arguments) => string,
): (...given: Arguments) => string {
  const known = new Map<string, string>();
  return (...given) => {
    const key = given.join();
    const found = known.get(key);
    if (found !== undefined) return found;
    const result = workOut(...given);
    if (known.size >= mostRemembered) known.clear();
    known.set(key, result);
    return result;
  };
}
const mostRemembered = 5_000;

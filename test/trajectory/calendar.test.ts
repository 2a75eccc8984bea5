import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  addDays,
  addWorkingDays,
  dayOf,
  holidays,
  isWorkingDay,
  startOf,
} from '../../src/trajectory/terms/calendar.js';

/** Good Friday, Easter Monday, Ascension Day and Whit Monday, copied from printed calendars: not computed here. */
const movable: Record<number, string[]> = {
  2019: ['04-19', '04-22', '05-30', '06-10'],
  2020: ['04-10', '04-13', '05-21', '06-01'],
  2021: ['04-02', '04-05', '05-13', '05-24'],
  2022: ['04-15', '04-18', '05-26', '06-06'],
  2023: ['04-07', '04-10', '05-18', '05-29'],
  2024: ['03-29', '04-01', '05-09', '05-20'],
  2025: ['04-18', '04-21', '05-29', '06-09'],
  2026: ['04-03', '04-06', '05-14', '05-25'],
  2027: ['03-26', '03-29', '05-06', '05-17'],
  2028: ['04-14', '04-17', '05-25', '06-05'],
  2029: ['03-30', '04-02', '05-10', '05-21'],
  2030: ['04-19', '04-22', '05-30', '06-10'],
};
const fixed = ['01-01', '05-05', '12-25', '12-26'];
/** 27 April 2025 was a Sunday. */
const kingsDay = (year: number) => (year === 2025 ? '04-26' : '04-27');
const byDecree = ['2026-01-02', '2026-05-15', '2027-05-07', '2028-04-28', '2028-05-26'];
const years = Object.keys(movable).map(Number);

function table(year: number): string[] {
  const days = [...movable[year]!, ...fixed, kingsDay(year)].map((day) => `${year}-${day}`);
  return [...days, ...byDecree.filter((day) => day.startsWith(`${year}`))].toSorted();
}

/** Every day of the table's years in order, so that the oracle needs no date arithmetic of its own. */
const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const everyDay = years.flatMap((year) =>
  daysOfMonth.flatMap((length, month) =>
    Array.from({ length: length + (month === 1 && year % 4 === 0 ? 1 : 0) }, (_day, i) =>
      [year, String(month + 1).padStart(2, '0'), String(i + 1).padStart(2, '0')].join('-'),
    ),
  ),
);
const off = new Set(years.flatMap(table));
/** 1 January 2019 was a Tuesday. */
const isWeekend = (index: number) => [0, 6].includes((index + 2) % 7);

describe('The calendar of working days', () => {
  for (const year of years) {
    it(`knows the general holidays of ${year}`, () => {
      assert.deepEqual([...holidays(year).keys()].toSorted(), table(year));
    });
  }

  it("moves King's Day to the Saturday when 27 April is a Sunday, and only then", () => {
    assert.ok(!isWorkingDay('2025-04-26'));
    assert.ok(!holidays(2025).has('2025-04-27'));
    assert.ok(holidays(2031).has('2031-04-26'));
    assert.ok(holidays(2026).has('2026-04-27'));
  });

  it('has 5 May off in every year, not only in lustrum years', () => {
    for (let year = 2019; year <= 2060; year += 1) assert.ok(!isWorkingDay(`${year}-05-05`), String(year));
  });

  it('has the days off that were put on a par with holidays by decree', () => {
    for (const day of byDecree) assert.ok(!isWorkingDay(day), day);
    assert.ok(isWorkingDay('2027-05-14'));
  });

  it('counts working days as someone who ticks off a wall calendar does', () => {
    const startsUntil = everyDay.indexOf('2029-12-31');
    const cases = fc.tuple(fc.nat(startsUntil), fc.nat(200));
    fc.assert(
      fc.property(cases, ([start, count]) => {
        let at = start;
        for (let left = count; left > 0;) {
          at += 1;
          if (!isWeekend(at) && !off.has(everyDay[at]!)) left -= 1;
        }
        assert.equal(addWorkingDays(everyDay[start]!, count), everyDay[at]);
      }),
      { numRuns: 300 },
    );
  });

  it('adds calendar days over months, leap days and years', () => {
    fc.assert(
      fc.property(fc.nat(everyDay.length - 1), fc.nat(everyDay.length - 1), (from, to) => {
        assert.equal(addDays(everyDay[from]!, to - from), everyDay[to]);
      }),
    );
  });
});

describe('The start of a day in Europe/Amsterdam', () => {
  it('is the moment at which the calendar turns, on every day of twelve years, clock changes included', () => {
    for (const [i, day] of everyDay.entries()) {
      const start = startOf(day);
      assert.equal(dayOf(start), day);
      if (i > 0) assert.equal(dayOf(new Date(Date.parse(start) - 1).toISOString()), everyDay[i - 1]);
    }
  });

  it('is an hour or two before that in UTC, by winter and summer time', () => {
    assert.equal(startOf('2026-01-15'), '2026-01-14T23:00:00.000Z');
    assert.equal(startOf('2026-07-15'), '2026-07-14T22:00:00.000Z');
    // The clock goes forward on 29 March and back on 25 October, in the night that follows their midnights.
    assert.equal(startOf('2026-03-29'), '2026-03-28T23:00:00.000Z');
    assert.equal(startOf('2026-03-30'), '2026-03-29T22:00:00.000Z');
    assert.equal(startOf('2026-10-25'), '2026-10-24T22:00:00.000Z');
    assert.equal(startOf('2026-10-26'), '2026-10-25T23:00:00.000Z');
  });

  it('decides to which day a moment just before midnight UTC belongs', () => {
    assert.equal(dayOf('2026-06-30T21:59:59.999Z'), '2026-06-30');
    assert.equal(dayOf('2026-06-30T22:00:00.000Z'), '2026-07-01');
    assert.equal(dayOf('2026-12-31T22:59:59.999Z'), '2026-12-31');
    assert.equal(dayOf('2026-12-31T23:00:00.000Z'), '2027-01-01');
  });

  it('is a moment in any year that figures can be asked of, also of before the clock was whole hours ahead', () => {
    for (const day of ['1900-01-01', '1937-07-01', '1939-12-31', '1940-05-16', '1945-12-31', '1946-01-01']) {
      assert.equal(startOf(day), `${addDays(day, -1)}T23:00:00.000Z`);
    }
    assert.equal(startOf('2199-12-31'), '2199-12-30T23:00:00.000Z');
  });

  it('can be moved on by hours', () => {
    assert.equal(startOf('2026-07-15', 7), '2026-07-15T05:00:00.000Z');
  });
});

describe('The end of the calendar', () => {
  it('is the year 9999: what lies after it is an error at once, never an endless count', () => {
    assert.equal(addDays('9999-12-30', 1), '9999-12-31');
    assert.throws(() => addDays('9999-12-31', 1), RangeError);
    assert.throws(() => addWorkingDays('9999-12-20', 30), RangeError);
  });
});

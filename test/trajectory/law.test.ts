import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lastDay } from '../../src/trajectory/terms/termCalculation.js';
import {
  calendarDays,
  dueDate,
  latestDayBefore,
  months,
  seconds,
  statutory,
  weeks,
  workingDays,
  type Term,
} from '../../src/trajectory/terms/deadlines.js';
import { explain, explainBefore } from '../../src/trajectory/terms/terms.js';
import { backFrom, days, livedByLaw, type Length } from './oracle.js';
import { isThorough } from '../support/thorough.js';

const noon = (day: string) => `${day}T12:00:00.000Z`;
const ofYears = days.filter(({ text }) => text >= '2019-01-01' && text <= '2030-12-31').map(({ text }) => text);
const builders = { 'working days': workingDays, days: calendarDays, weeks, months } as const;
const termOf = ({ amount, unit, byLaw }: Length): Term =>
  byLaw ? statutory(builders[unit](amount)) : builders[unit](amount);

/** Those around each bound of the Act, and some that are in use. */
const lengths: Length[] = (
  [
    ['working days', [0, 1, 3, 10, 90, 91]],
    ['days', [0, 1, 2, 3, 4, 14, 42, 89, 90, 91]],
    ['weeks', [1, 2, 6, 12, 13]],
    ['months', [1, 2, 3, 4, 12]],
  ] as const
).flatMap(([unit, amounts]) => amounts.flatMap((amount) => [true, false].map((byLaw) => ({ amount, unit, byLaw }))));

describe('A term, held against one that is lived day by day', () => {
  for (const length of lengths) {
    const { amount, unit, byLaw } = length;
    it(`of ${amount} ${unit}${byLaw ? ' by law' : ''} ends on the same day, from every day of 2019 to 2030`, () => {
      const term = termOf(length);
      for (const day of ofYears) assert.equal(dueDate(noon(day), term), livedByLaw(day, length), `from ${day}`);
    });

    it(`of ${amount} ${unit}${byLaw ? ' by law' : ''} comes to the same day when it is counted back`, () => {
      const term = termOf(length);
      // The oracle begins in 2018.
      for (const day of ofYears.filter((text) => text >= '2019-06-01')) {
        assert.equal(latestDayBefore(day, term), backFrom(day, length), `before ${day}`);
      }
    });
  }

  it('ends on the same day through any number of suspensions, whether they overlap or not', () => {
    const start = fc.integer({ min: 0, max: ofYears.length - 900 });
    const length = fc.record({
      amount: fc.integer({ min: 0, max: 100 }),
      unit: fc.constantFrom<Length['unit']>('working days', 'days', 'weeks', 'months'),
      byLaw: fc.boolean(),
    });
    const pauses = fc.array(fc.tuple(fc.nat(120), fc.nat(60)), { maxLength: 5 });
    fc.assert(
      fc.property(start, length, pauses, (at, { unit, byLaw, amount: most }, made) => {
        const amount = unit === 'weeks' ? most % 15 : unit === 'months' ? most % 5 : most;
        const all = made.map(([after, stands]) => ({
          from: ofYears[at + after]!,
          to: ofYears[at + after + stands]!,
        }));
        const suspensions = all.map((pause) => ({ ...pause, reason: 'suspension', by: 'municipality' }));
        const term = termOf({ amount, unit, byLaw });
        const day = ofYears[at]!;
        assert.equal(
          lastDay({ from: noon(day), term, suspensions }),
          livedByLaw(day, { amount, unit, byLaw }, all),
          `${amount} ${unit} from ${day}, ${JSON.stringify(all)}`,
        );
      }),
      { numRuns: isThorough ? 5_000 : 1_000 },
    );
  });
});

describe('A term that a law sets', () => {
  const end = (day: string, term: Term) => dueDate(noon(day), statutory(term));
  const told = (day: string, term: Term) => explain({ from: noon(day), term: statutory(term), suspensions: [] });

  it('that ends on a Saturday, Sunday or holiday runs on to the next ordinary day, decree days included', () => {
    assert.equal(end('2026-11-01', calendarDays(14)), '2026-11-16');
    assert.equal(end('2026-12-11', weeks(2)), '2026-12-28');
    // Ascension Day on Thursday, the Friday by decree, a weekend.
    assert.equal(end('2026-04-16', weeks(4)), '2026-05-18');
    assert.equal(end('2025-12-25', weeks(1)), '2026-01-05');
    assert.equal(end('2027-01-31', months(1)), '2027-03-01');
  });

  it('of at least three days has two ordinary days in it', () => {
    assert.equal(end('2026-11-06', calendarDays(3)), '2026-11-10');
    assert.equal(end('2026-11-05', calendarDays(2)), '2026-11-09');
    // Good Friday, a weekend and Easter Monday: art. 1 gives Tuesday, and that is the first.
    assert.equal(end('2026-04-02', calendarDays(3)), '2026-04-08');
  });

  it('stays as it is past 90 days, twelve weeks or three months, and in what is counted in hours', () => {
    assert.equal(end('2026-08-03', calendarDays(90)), '2026-11-02');
    assert.equal(end('2026-08-02', calendarDays(91)), '2026-11-01');
    assert.equal(end('2026-08-02', weeks(13)), '2026-11-01');
    assert.equal(end('2026-07-01', months(4)), '2026-11-01');
    assert.equal(dueDate('2026-11-07T10:00:00.000Z', statutory(seconds(3600))), '2026-11-07');
  });

  it('is the only one that does: what is not marked ends on its day', () => {
    assert.equal(dueDate(noon('2026-11-01'), calendarDays(14)), '2026-11-15');
    const { because } = explain({ from: noon('2026-11-01'), term: calendarDays(14), suspensions: [] });
    assert.match(
      because.at(-1)!.en,
      /15 November 2026 is a day off \(Sunday\), but the term is not marked as set by law/,
    );
  });

  it('says by which article it runs on, from which day and over which holidays', () => {
    const christmas = told('2026-12-11', weeks(2));
    assert.equal(christmas.because.length, 2);
    assert.match(
      christmas.because[1]!.en,
      /would end on 25 December 2026 \(Christmas Day\), so it runs on to 28 December 2026, .*art\. 1\(1\)/,
    );
    assert.match(christmas.because[1]!.nl, /zou eindigen op 25 december 2026 \(Eerste kerstdag\).*art\. 1 lid 1/);
    assert.deepEqual(
      christmas.holidays.map(({ day }) => day),
      ['2026-12-25'],
    );
    const easter = told('2026-04-02', calendarDays(3));
    assert.deepEqual(
      easter.because.map(({ en }) => /art\. [0-9()]+/.exec(en)?.[0]),
      [undefined, 'art. 1(1)', 'art. 2'],
    );
    assert.deepEqual(
      easter.holidays.map(({ name }) => name.en),
      ['Good Friday', 'Easter Monday'],
    );
  });

  it('says why the law does not lengthen it, where one might think so', () => {
    for (const [term, why] of [
      [calendarDays(91), 'it lasts more than 90 days'],
      [weeks(13), 'it lasts more than twelve weeks'],
      [months(4), 'it lasts more than three months'],
      [seconds(5), 'it is counted in hours or less'],
    ] as const) {
      assert.match(told('2026-08-02', term).because.at(-1)!.en, new RegExp(`because ${why} \\(art\\. 4\\)`));
    }
  });

  it('says of a month that is too short that it is', () => {
    const { because } = explain({ from: noon('2028-01-31'), term: months(1), suspensions: [] });
    assert.match(because[0]!.en, /^1 month from 31 January 2028/);
    assert.match(because[0]!.nl, /^1 maand vanaf 31 januari 2028/);
    assert.match(because[1]!.en, /no day with the same number, so it is the last one, 29 February 2028/);
  });
});

describe('A term that is counted back from a day', () => {
  it('leaves out the days off when it counts working days, and that day itself', () => {
    assert.equal(latestDayBefore('2026-12-28', workingDays(2)), '2026-12-23');
    assert.equal(latestDayBefore('2026-05-18', workingDays(1)), '2026-05-13');
    assert.equal(latestDayBefore('2026-11-11', workingDays(0)), '2026-11-11');
    assert.equal(latestDayBefore('2027-03-31', months(1)), '2027-02-28');
    assert.equal(latestDayBefore('2026-11-11', seconds(1)), '2026-11-10');
  });

  it('does not move from a day off, since art. 1 is not for it; and says so', () => {
    for (const term of [calendarDays(3), statutory(calendarDays(3))]) {
      const { date, because, agrees } = explainBefore('2026-11-11', term);
      assert.equal(date, '2026-11-08');
      assert.ok(agrees);
      assert.match(because[0]!.en, /^At the latest 3 calendar days before 11 November 2026/);
      assert.match(because.at(-1)!.en, /8 November 2026 is a day off \(Sunday\) and stays: .*art\. 1\(2\)/);
    }
  });

  it('has two ordinary days in it when a law sets it at three days or more, by beginning earlier', () => {
    const { date, because } = explainBefore('2026-11-09', statutory(calendarDays(3)));
    assert.equal(date, '2026-11-05');
    assert.match(because.at(-1)!.en, /two ordinary days in it, so it is 5 November 2026 already \(art\. 2/);
    assert.equal(latestDayBefore('2026-11-09', calendarDays(3)), '2026-11-06');
  });

  it('names the holidays on its way', () => {
    const { because, holidays } = explainBefore('2026-12-28', workingDays(2));
    assert.match(because[1]!.en, /art\. 3/);
    assert.deepEqual(
      holidays.map(({ name }) => name.nl),
      ['Eerste kerstdag'],
    );
  });

  it('is the inverse of counting on, between working days', () => {
    const worked = days.filter(({ text, works }) => works && text >= '2019-06-01' && text <= '2030-12-31');
    fc.assert(
      fc.property(fc.constantFrom(...worked), fc.integer({ min: 0, max: 60 }), ({ text }, amount) => {
        assert.equal(dueDate(noon(latestDayBefore(text, workingDays(amount))), workingDays(amount)), text);
      }),
    );
  });
});

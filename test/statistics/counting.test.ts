import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dayNumber, dayOfNumber, never } from '../../src/trajectory/figures/days.js';
import { DurationHistogram } from '../../src/statistics/counting/durationHistogram.js';
import { Names } from '../../src/statistics/cases/names.js';
import { Tallying } from '../../src/statistics/counting/tallying.js';
import { Rows } from '../../src/statistics/cases/rows.js';
import { addDays } from '../../src/trajectory/terms/calendar.js';

describe('What is counted, in memory', () => {
  it('keeps the rows of each owner and no others, however often they are replaced', () => {
    const change = fc.record({ owner: fc.nat(20), rows: fc.array(fc.integer(), { maxLength: 900, size: 'max' }) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 20, maxLength: 120 }), (changes) => {
        const rows = new Rows({ owner: 0, value: 1 }, 1);
        const expected = new Map<number, number[]>();
        for (const { owner, rows: own } of changes) {
          expected.set(owner, own);
          rows.put(
            owner,
            own.map((value) => ({ numbers: { owner, value }, instants: [value / 2] })),
          );
        }
        const row = rows.row();
        for (const [owner, own] of expected) {
          const found: number[][] = [];
          for (let at = rows.first(owner); at < rows.end(owner); at += 1) {
            row.moveTo(at);
            found.push([row.get(0), row.get(1), row.since]);
          }
          assert.deepEqual(
            found,
            own.map((one) => [owner, one, one / 2]),
          );
        }
        // Room for what is used, and not for all that ever was.
        const inUse = [...expected.values()].reduce((sum, { length }) => sum + length, 0);
        assert.ok(rows.room < 3 * Math.max(inUse, 10_000) + 20_000);
      }),
      { numRuns: 30 },
    );
  });

  it('counts as one only those that are the same in everything, and takes no number that would be taken for another', () => {
    const names = new Names();
    const town = names.numberOf('utrecht');
    const tallying = new Tallying(names, 'outcome', 'stay');
    for (const [outcome, stay] of [
      [1, 0],
      [0, 4095],
      [1, 0],
      [4095, 1],
    ] as const) {
      tallying.add(town, { outcome, stay });
    }
    assert.deepEqual(
      tallying.tallies(({ outcome, stay }) => ({ what: `${outcome}/${stay}` })),
      [
        ['1/0', 2],
        ['0/4095', 1],
        ['4095/1', 1],
      ].map(([what, n]) => ({
        municipality: 'utrecht',
        attributes: { what },
        n,
      })),
    );
    for (const number of [4096, -1, NaN]) {
      assert.throws(() => tallying.add(town, { outcome: 0, stay: number }), /is not a number from 0 to 4095/);
      assert.throws(() => tallying.add(number, { outcome: 0, stay: 0 }), RangeError);
    }
  });

  it('knows each day by a number, in the order of the days, and takes nothing else for one', () => {
    for (let day = '2024-01-01', number = dayNumber(day); day < '2030-01-01'; day = addDays(day, 1), number += 1) {
      assert.equal(dayNumber(day), number);
      assert.equal(dayOfNumber(number), day);
    }
    for (const none of [null, undefined, '', 'soon', '2026-13-01', 20261124]) assert.equal(dayNumber(none), never);
  });

  it('takes for half and nine in ten the least number of days within which so many were', () => {
    const days = fc.array(fc.nat(900), { minLength: 1, maxLength: 300 });
    const lastingOf = (all: readonly number[]) => {
      const lasting = new DurationHistogram();
      for (const one of all) lasting.add(one);
      return lasting;
    };
    fc.assert(
      fc.property(days, fc.nat(300), (all, part) => {
        const within = (share: number) => {
          const enough = [...all].toSorted((a, b) => a - b);
          return enough.find((most) => all.filter((one) => one <= most).length >= share * all.length);
        };
        const lasting = lastingOf(all.slice(0, part));
        lasting.addAll(lastingOf(all.slice(part)));
        assert.deepEqual(
          [lasting.n, lasting.within(0.5), lasting.within(0.9), lasting.longest],
          [all.length, within(0.5), within(0.9), Math.max(...all)],
        );
      }),
    );
  });
});

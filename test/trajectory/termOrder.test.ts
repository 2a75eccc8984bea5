import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays } from '../../src/trajectory/terms/calendar.js';
import { dueDate, type Term } from '../../src/trajectory/terms/deadlines.js';
import { isLongerForSure, longest, shortest } from '../../src/trajectory/terms/termOrder.js';

const units = ['working-day', 'calendar-day', 'week', 'month'] as const;
const terms = fc.record({ amount: fc.nat(120), unit: fc.constantFrom(...units), law: fc.boolean() });
const termOf = ({ amount, unit, law }: { amount: number; unit: Term['unit']; law: boolean }): Term =>
  law ? { amount, unit, statutory: true } : { amount, unit };
const start = fc.nat(15_000).map((days) => addDays('2019-01-01', days));
const noon = (day: string) => `${day}T12:00:00.000Z`;

describe('The order of two terms', () => {
  it('never goes by a bound that a term passes, whenever it begins', () => {
    fc.assert(
      fc.property(terms, start, (made, day) => {
        const term = termOf(made);
        const end = dueDate(noon(day), term);
        assert.ok(end >= addDays(day, shortest(term)), `${JSON.stringify(term)} from ${day}`);
        assert.ok(end <= addDays(day, longest(term)), `${JSON.stringify(term)} from ${day}`);
      }),
      { numRuns: 3_000 },
    );
  });

  it('also holds for the few working days of the spring and of Christmas, where holidays are thickest', () => {
    for (let day = '2019-01-01'; day < '2045-01-01'; day = addDays(day, 1)) {
      for (const amount of [1, 5, 9, 13, 14, 30]) {
        const term: Term = { amount, unit: 'working-day' };
        assert.ok(dueDate(noon(day), term) <= addDays(day, longest(term)), `${amount} from ${day}`);
      }
    }
  });

  it('is known for sure where no day makes it otherwise, and only there', () => {
    const wrong: [Term, Term][] = [
      [
        { amount: 30, unit: 'working-day' },
        { amount: 10, unit: 'calendar-day' },
      ],
      [
        { amount: 30, unit: 'working-day' },
        { amount: 1, unit: 'month' },
      ],
      [
        { amount: 30, unit: 'calendar-day' },
        { amount: 10, unit: 'working-day' },
      ],
      [
        { amount: 13, unit: 'week' },
        { amount: 2, unit: 'month' },
      ],
      [
        { amount: 1, unit: 'week' },
        { amount: 90, unit: 'second' },
      ],
      [
        { amount: 6, unit: 'week' },
        { amount: 5, unit: 'week', statutory: true },
      ],
    ];
    for (const [term, other] of wrong) {
      assert.ok(isLongerForSure(term, other), JSON.stringify([term, other]));
      assert.ok(!isLongerForSure(other, term));
    }
    const depends: [Term, Term][] = [
      [
        { amount: 5, unit: 'working-day' },
        { amount: 7, unit: 'calendar-day' },
      ],
      [
        { amount: 4, unit: 'week' },
        { amount: 1, unit: 'month' },
      ],
      [
        { amount: 31, unit: 'calendar-day' },
        { amount: 1, unit: 'month' },
      ],
      [
        { amount: 30, unit: 'calendar-day' },
        { amount: 4, unit: 'week', statutory: true },
      ],
    ];
    for (const [term, other] of depends) {
      assert.ok(!isLongerForSure(term, other) && !isLongerForSure(other, term), JSON.stringify([term, other]));
    }
  });
});

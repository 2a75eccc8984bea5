import assert from 'node:assert/strict';
import fc from 'fast-check';
import { percent, sum, UnlikeFigures, type Measured } from '../../src/statistics/counting/measured.js';

const inflow: Measured = {
  figure: 'referred',
  version: 1,
  part: null,
  population: 'referred',
  unit: 'people',
  windowKind: 'period',
  window: { from: '2019-01-01', to: '2019-12-31', on: '2019-12-31' },
  asOf: '2020-01-01T00:00:00.000Z',
  classMap: null,
  additive: true,
  municipalities: ['amsterdam'],
  value: 287,
};

describe('Figures', () => {
  it('of the same thing in different municipalities add up', () => {
    const both = sum(inflow, { ...inflow, municipalities: ['eindhoven'], value: 33 });
    assert.deepEqual([both.value, both.municipalities], [320, ['amsterdam', 'eindhoven']]);
  });

  it('that are unlike are not added up: cumulative inflow and occupancy on a date, as in the tables of 2019', () => {
    const occupancy: Measured = {
      ...inflow,
      figure: 'participants',
      population: 'participants',
      windowKind: 'on-date',
      municipalities: ['groningen'],
      value: 201,
    };
    assert.throws(() => sum(inflow, occupancy), UnlikeFigures);
    assert.throws(() => sum(inflow, occupancy), /figure, population, windowKind/);
  });

  it('that differ in any one thing but the municipality are not added up', () => {
    const others: Partial<Measured>[] = [
      { figure: 'admitted' },
      { version: 2 },
      { part: 'MOB' },
      { population: 'left' },
      { unit: 'times' },
      { windowKind: 'cohort' },
      { window: { ...inflow.window, from: '2019-03-01' } },
      { window: { ...inflow.window, to: '2019-12-01' } },
      { window: { ...inflow.window, on: '2019-12-01' } },
      { asOf: '2020-02-01T00:00:00.000Z' },
      { classMap: 'evaluation-2022' },
    ];
    fc.assert(
      fc.property(fc.subarray(others, { minLength: 1 }), (differences) => {
        const other: Measured = Object.assign({}, inflow, { municipalities: ['utrecht'] }, ...differences);
        assert.throws(() => sum(inflow, other), UnlikeFigures);
        assert.throws(() => sum(other, inflow), UnlikeFigures);
      }),
    );
  });

  it('of one municipality are not counted twice, and what is no count is not added up', () => {
    assert.throws(() => sum(inflow, inflow), /amsterdam twice/);
    const median: Measured = { ...inflow, figure: 'waited-median', unit: 'days', additive: false };
    assert.throws(() => sum(median, { ...median, municipalities: ['utrecht'] }), /no count/);
  });

  it('as a share are whole percents, and of nobody there is none', () => {
    assert.deepEqual([percent(226, 1258), percent(516, 1258), percent(742, 1258), percent(0, 0)], [18, 41, 59, null]);
  });
});

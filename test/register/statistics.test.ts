import assert from 'node:assert/strict';
import type { Database } from '../../src/register/database/database.js';
import { record } from '../../src/register/trajectories/record.js';
import type { Table } from '../../src/statistics/table/table.js';
import { directionCodes } from '../../src/lvv/codes.js';
import { addDays } from '../../src/trajectory/terms/calendar.js';
import { yes } from '../../src/trajectory/terms/dated.js';
import type { Json } from '../../src/trajectory/replayed/state.js';
import type { Case } from '../support/cases.js';
import {
  admitted,
  cell,
  cities,
  left,
  only,
  recountedIn,
  referred,
  share,
  someone,
  tableIn as table,
  tableOfCases,
  value,
} from '../support/figures.js';
import { lifeStories } from '../support/lifeStories.js';
import { casesOf } from '../support/stories.js';
import { onOneOrBoth, recordingOf } from './databases.js';

/** So many people who came in, and of whom so many left with each of these outcomes. */
function load(where: readonly string[], inflow: number, outcomes: [count: number, codes: string[]][]): Case[] {
  const out = outcomes.flatMap(([count, codes]) =>
    Array.from({ length: count }, (_none, i) => codes[i % codes.length]!),
  );
  return Array.from({ length: inflow }, (_none, i) => {
    const day = addDays('2019-03-01', i % 200);
    const outcome = out[i];
    return someone(
      where[i % where.length]!,
      referred(day),
      admitted(addDays(day, 30)),
      [addDays(day, 30), { sheltered: yes }],
      ...(outcome === undefined ? [] : [left(addDays(day, 100 + (i % 900)), outcome)]),
    );
  });
}

onOneOrBoth('The figures', (database) => {
  const registerWith = (cases: readonly Case[]) => only(database(), cases);

  describe('of the evaluation of 2022', () => {
    let register: Database;
    before(async () => {
      register = await registerWith(
        load(cities, 2_065, [
          [226, ['RETURNED_INDEPENDENT', 'ONWARD_MIGRATED', 'RESIDENCE_GRANTED']],
          [516, ['REPEAT_ASYLUM_LODGED', 'MEDICAL_DEFERRAL']],
          [516, ['MOB', 'OWN_REQUEST', 'DETAINED', 'ENDED_MAX_TERM']],
        ]),
      );
    });

    it('print 18, 41 and 41 % of 1,258 who left, of 2,065 who came in', async () => {
      const printed = await table(register, { below: 5 });
      assert.equal(value(printed, 'referred'), 2_065);
      assert.equal(value(printed, 'outflow'), 1_258);
      assert.equal(value(printed, 'participants'), 807);
      const classes = ['DURABLE', 'SEMI_DURABLE', 'NONE'].map((part) =>
        cell(printed, 'outflow-by-class', 'total', part),
      );
      assert.deepEqual(
        classes.map((one) => [one.value, one.share]),
        [
          [226, 18],
          [516, 41],
          [516, 41],
        ],
      );
    });

    it('print 59 % by the class map of those who count durable and semi-durable together, and say so', async () => {
      const printed = await table(register, { classMap: 'solutions-together-2022' });
      const durable = cell(printed, 'outflow-by-class', 'total', 'DURABLE');
      assert.deepEqual([durable.value, durable.share], [742, 59]);
      assert.equal(value(printed, 'outflow-by-class', 'total', 'SEMI_DURABLE'), 0);
      assert.equal(printed.classMap.id, 'solutions-together-2022');
      // What is no matter of class stays as it is.
      const other = await table(register);
      const outcomesIn = ({ rows }: Table) => rows.filter(({ figure }) => figure === 'outflow-by-outcome');
      assert.deepEqual(outcomesIn(printed), outcomesIn(other));
    });

    it('have totals that are the sums of the municipalities', async () => {
      const { rows } = await table(register);
      for (const { figure, unit, cells } of rows) {
        if (unit !== 'people') continue;
        const [total = 0, ...each] = cells.map((one) => one.value ?? 0).toReversed();
        assert.equal(
          total,
          each.reduce((a, b) => a + b, 0),
          figure,
        );
      }
    });
  });

  it('of the first year of Groningen print 40 % who left', async () => {
    const register = await registerWith(
      load(['groningen'], 330, [
        [36, ['RETURNED_INDEPENDENT', 'RESIDENCE_GRANTED']],
        [84, ['REPEAT_ASYLUM_LODGED', 'STATE_RECEPTION_OTHER']],
        [13, ['MOB']],
      ]),
    );
    const cohort = await table(register, { view: 'cohort', municipalities: ['groningen'] });
    assert.equal(value(cohort, 'cohort-admitted'), 330);
    assert.deepEqual([value(cohort, 'cohort-left'), share(cohort, 'cohort-left')], [133, 40]);
    const period = await table(register, { municipalities: ['groningen'] });
    assert.deepEqual([value(period, 'outflow'), value(period, 'mob-share')], [133, 10]);
    // 330 came in, 133 left: 197 of 300 places.
    assert.deepEqual([value(period, 'capacity'), value(period, 'occupancy-rate')], [300, 66]);
    assert.equal(value(await table(register), 'capacity', 'utrecht'), null, 'not known is not zero');
    assert.equal(value(await table(register), 'capacity'), null);
  });

  describe('on a date', () => {
    let register: Database;
    const day = '2026-06-15';
    const [dayBefore, after] = ['2026-06-14', '2026-06-16'];
    const sheltered = (from: string): [string, Record<string, Json>] => [from, { sheltered: yes }];
    before(async () => {
      register = await registerWith([
        someone('utrecht', referred('2026-01-01'), admitted(day)),
        someone('utrecht', referred('2026-01-01'), admitted(after)),
        someone('utrecht', referred('2026-01-01'), admitted(dayBefore), left(day, 'MOB')),
        someone('utrecht', referred('2026-01-01'), admitted(dayBefore), left(after, 'MOB')),
        // Sheltered: from that day; and until that day.
        someone('utrecht', referred(day), sheltered(day)),
        someone('utrecht', referred(day), sheltered('2026-06-01'), [day, { sheltered: '' }]),
        someone('utrecht', referred('2026-02-01'), sheltered('2026-02-01'), admitted('2026-03-01')),
        someone('utrecht', referred('2026-05-01'), ['2026-05-10', { intakeOn: '2026-05-10' }]),
        someone(
          'utrecht',
          referred('2026-05-01'),
          ['2026-05-10', { intakeOn: '2026-05-10' }],
          ['2026-06-01', { firstConferenceOn: '2026-06-01' }],
        ),
        someone('utrecht', referred('2026-05-01'), [dayBefore, { admissionOn: dayBefore, refusedOn: dayBefore }]),
        someone('utrecht', referred(after)),
        someone('utrecht', referred('2026-05-01'), ['2026-05-20', { outcome: 'DUPLICATE', closedOn: '2026-05-20' }]),
      ]);
    });

    it('count who is admitted on it and not who left on it, and apart from them who is sheltered and not admitted', async () => {
      const then = await table(register, { from: day, to: day });
      assert.equal(value(then, 'participants'), 3);
      assert.equal(value(then, 'sheltered-not-admitted'), 1);
      // And who has a place since before admission.
      assert.equal(value(then, 'places-taken'), 2);
    });

    it('count the waiting list by what comes next', async () => {
      const then = await table(register, { from: day, to: day });
      const stages = ['intake', 'conference', 'decision'].map((part) =>
        value(then, 'waiting-list-by-stage', 'total', part),
      );
      // Without an intake: who is admitted the day after, and the two who have shelter.
      assert.deepEqual([value(then, 'waiting-list'), ...stages], [5, 3, 1, 1]);
    });

    it('count of a period the days at both its ends', async () => {
      const then = await table(register, { from: day, to: after });
      assert.deepEqual([value(then, 'referred'), value(then, 'admitted'), value(then, 'outflow')], [3, 2, 2]);
      assert.equal(value(await table(register, { from: dayBefore, to: dayBefore }), 'outflow'), 0);
      assert.equal(value(await table(register, { from: dayBefore, to: dayBefore }), 'refused'), 1);
    });
  });

  it('count a reversal from the day that it names, and only since it is known', async () => {
    // The case of DOMAIN §5: refused 12-11-2019, decided otherwise 5-3-2020.
    const register = await registerWith([
      someone(
        'amsterdam',
        referred('2019-10-01'),
        ['2019-11-12', { admission: 'refused', admissionOn: '2019-11-12', refusedOn: '2019-11-12' }],
        [
          '2020-03-05',
          {
            admission: 'admitted',
            admissionOn: '2020-03-05',
            admittedOn: '2019-11-12',
            refusedOn: null,
            direction: 'RETURN',
          },
        ],
      ),
    ]);
    const november = { from: '2019-11-01', to: '2019-11-30' };
    const asOf = '2019-12-31T12:00:00.000Z';
    const then = await table(register, { ...november, asOf });
    assert.deepEqual(
      ['participants', 'admitted', 'refused'].map((id) => value(then, id)),
      [0, 0, 1],
    );
    const now = await table(register, november);
    assert.deepEqual(
      ['participants', 'admitted', 'refused'].map((id) => value(now, id)),
      [1, 1, 0],
    );
    assert.deepEqual(await table(register, { ...november, asOf }), then);
  });

  it('count the direction as it stood on the date, never as an outcome', async () => {
    const register = await registerWith([
      someone('utrecht', referred('2026-01-01'), admitted('2026-02-01'), ['2026-04-01', { direction: 'LEGALISATION' }]),
      someone('utrecht', referred('2026-01-01'), admitted('2026-02-01'), [
        '2026-02-10',
        { direction: 'UNDER_INVESTIGATION', investigating: 'IDENTITY' },
      ]),
    ]);
    const march = await table(register, { from: '2026-01-01', to: '2026-03-31' });
    const april = await table(register, { from: '2026-01-01', to: '2026-04-30' });
    const byDirection = (of: Table) =>
      directionCodes.map((part) => value(of, 'participants-by-direction', 'utrecht', part));
    assert.deepEqual(byDirection(march), [1, 0, 0, 1]);
    assert.deepEqual(byDirection(april), [0, 0, 1, 1]);
    assert.equal(value(april, 'under-investigation-by-reason', 'utrecht', 'IDENTITY'), 1);
    assert.equal(value(april, 'outflow'), 0);
    const outcomeRows = april.rows.filter(({ group }) => group === 'outcomes' || group === 'classes');
    assert.ok(outcomeRows.every(({ part }) => part === null || !(directionCodes as string[]).includes(part)));
    assert.ok(outcomeRows.every(({ cells }) => cells.every((one) => (one.value ?? 0) === 0)));
  });

  it('keep who ended before admission, refusals and duplicates out of the outflow, and an unknown outcome on a line of its own', async () => {
    const way = [referred('2026-01-01'), admitted('2026-02-01')] as const;
    const register = await registerWith([
      someone('utrecht', referred('2026-01-01'), left('2026-03-01', 'OWN_REQUEST')),
      someone('utrecht', referred('2026-01-01'), left('2026-03-01', 'REFUSED_AT_ADMISSION')),
      someone('utrecht', ...way, left('2026-03-01', 'DUPLICATE')),
      someone('utrecht', ...way, left('2026-03-01', 'DECEASED')),
      someone('utrecht', ...way, left('2026-03-01', 'MOON_LANDING')),
      someone('utrecht', ...way, left('2026-03-01', 'DUBLIN_TRANSFERRED')),
      someone('utrecht', ...way, ['2026-03-01', { outcome: 'MOB', closedOn: '2026-03-01' }]),
    ]);
    const printed = await table(register, { from: '2026-01-01', to: '2026-12-31', on: '2026-11-24' });
    assert.deepEqual(
      ['referred', 'admitted', 'left-before-admission', 'outflow', 'outflow-in-rate', 'outcomes-without-evidence'].map(
        (id) => value(printed, id),
      ),
      [6, 4, 1, 4, 3, 1],
    );
    assert.equal(value(printed, 'outflow-by-outcome', 'total', 'MOON_LANDING'), 1);
    const classes = ['DURABLE', 'SEMI_DURABLE', 'NONE', 'UNDECIDED', 'UNCLASSIFIED'].map((part) =>
      value(printed, 'outflow-by-class', 'total', part),
    );
    assert.deepEqual(classes, [0, 0, 1, 1, 1]);
    assert.equal(value(printed, 'undecided-by-outcome', 'total', 'DUBLIN_TRANSFERRED'), 1);
    assert.equal(share(printed, 'undecided-by-outcome', 'total', 'DUBLIN_TRANSFERRED'), 33);
  });

  it('of twenty-five life stories are the same in memory, from the register and as PostgreSQL counts them', async () => {
    const stories = lifeStories();
    const register = await only(database(), []);
    for (const { play } of stories) await record(register, { ...recordingOf(play), notifications: [] }, 7);
    const cases = casesOf(stories);
    for (const on of ['2024-12-31', '2025-05-31', '2025-10-01', '2025-12-31', '2026-01-10', '2026-03-31']) {
      for (const asOf of [undefined, '2025-12-31T22:00:00.000Z']) {
        for (const view of ['period', 'cohort'] as const) {
          const now = '2026-06-30T12:00:00.000Z';
          const ask = { view, from: '2024-11-01', to: on, on, ...(asOf === undefined ? { now } : { asOf }) };
          const printed = await table(register, ask);
          assert.deepEqual(printed, await recountedIn(register, ask));
          assert.deepEqual(printed, tableOfCases(cases, ask));
        }
      }
    }
  });
});

import assert from 'node:assert/strict';
import { addDays } from '../../src/trajectory/terms/calendar.js';
import type { Case } from '../support/cases.js';
import {
  admitted,
  cell,
  left,
  only,
  referred,
  share,
  someone,
  tableIn as table,
  value,
  type Ask,
} from '../support/figures.js';
import { onOneOrBoth } from './databases.js';

onOneOrBoth('What takes time', (database) => {
  const registerWith = (cases: readonly Case[]) => only(database(), cases);

  it('counts a re-entry within twelve months of the outflow of the episode before', async () => {
    const first = someone('utrecht', referred('2025-01-01'), admitted('2025-02-01'), left('2025-06-01', 'MOB'));
    const again = (personRef: string, day: string): Case => ({
      ...someone('groningen', referred(day)),
      personRef,
      episode: 2,
    });
    const other = someone('utrecht', referred('2025-01-01'), admitted('2025-02-01'), left('2025-06-01', 'MOB'));
    const never = someone('utrecht', referred('2025-01-01'), left('2025-06-01', 'REFUSED_AT_ADMISSION'));
    const register = await registerWith([
      first,
      again(first.personRef, '2026-06-01'),
      other,
      again(other.personRef, '2026-06-02'),
      never,
      again(never.personRef, '2025-07-01'),
    ]);
    const printed = await table(register, { from: '2025-07-01', to: '2026-12-31', on: '2026-11-24' });
    assert.deepEqual([value(printed, 'referred'), value(printed, 're-entries', 'groningen')], [3, 1]);
    assert.deepEqual(
      (
        await table(register, {
          from: '2025-07-01',
          to: '2026-12-31',
          on: '2026-11-24',
          asOf: '2026-11-24T12:00:00.000Z',
        })
      ).rows,
      printed.rows,
    );
  });

  it('has medians and nine in ten of all together, not of the municipalities', async () => {
    const taking = (municipality: string, days: number) =>
      someone(municipality, referred('2026-01-01'), [
        addDays('2026-01-01', days),
        { intakeOn: addDays('2026-01-01', days) },
      ]);
    const register = await registerWith([
      ...[1, 2, 3].map((days) => taking('utrecht', days)),
      ...[10, 20, 30, 40, 50, 60, 70].map((days) => taking('groningen', days)),
      someone('utrecht', referred('2026-01-05'), ['2026-01-06', { intakeOn: '2026-01-01' }]),
    ]);
    const printed = await table(register, { from: '2026-01-01', to: '2026-06-30' });
    const figures = ['n', 'median', 'p90'].map((which) => `referral-to-intake-${which}`);
    assert.deepEqual(
      figures.map((id) => value(printed, id, 'utrecht')),
      [3, 2, 3],
    );
    assert.deepEqual(
      figures.map((id) => value(printed, id, 'groningen')),
      [7, 40, 70],
    );
    assert.deepEqual(
      figures.map((id) => value(printed, id)),
      [10, 20, 60],
    );
    assert.deepEqual(
      figures.map((id) => value(printed, id, 'amsterdam')),
      [0, null, null],
    );
    const hidden = await table(register, { from: '2026-01-01', to: '2026-06-30', below: 5 });
    assert.ok(figures.every((id) => cell(hidden, id, 'utrecht').suppressed));
  });

  it('of a cohort is followed for the people of the window, by month of admission', async () => {
    const register = await registerWith([
      someone('utrecht', referred('2026-01-01'), admitted('2026-01-10'), left('2026-03-01', 'RESIDENCE_GRANTED')),
      someone('utrecht', referred('2026-01-01'), admitted('2026-02-10'), left('2026-09-01', 'MOB')),
      someone('utrecht', referred('2026-01-01'), admitted('2026-02-11')),
      someone('utrecht', referred('2026-02-01'), [
        '2026-02-20',
        { admissionOn: '2026-02-20', refusedOn: '2026-02-20' },
      ]),
      someone('utrecht', referred('2026-02-01')),
      someone('utrecht', referred('2025-12-01'), admitted('2025-12-31'), left('2026-02-01', 'MOB')),
    ]);
    const ask: Ask = { view: 'cohort', from: '2026-01-01', to: '2026-02-28' };
    const june = await table(register, { ...ask, on: '2026-06-30' });
    assert.deepEqual(
      ['cohort-admitted', 'cohort-participating', 'cohort-left', 'cohort-referred'].map((id) => value(june, id)),
      [3, 2, 1, 5],
    );
    assert.deepEqual([share(june, 'cohort-by-class', 'total', 'DURABLE'), share(june, 'cohort-left')], [33, 33]);
    assert.equal(value(june, 'cohort-by-month', 'utrecht', '2026-02'), 2);
    assert.equal(value(june, 'cohort-by-month-left', 'utrecht', '2026-01'), 1);
    const stages = ['undecided', 'admitted', 'refused', 'ended'];
    assert.deepEqual(
      stages.map((part) => value(june, 'cohort-referred-by-stage', 'total', part)),
      [1, 3, 1, 0],
    );
    const november = await table(register, { ...ask, on: '2026-11-24' });
    assert.equal(value(november, 'cohort-by-outcome', 'total', 'MOB'), 1);
  });

  it('counts what happened in the period each time, and who is waited for', async () => {
    const busy = someone('utrecht', referred('2026-01-01'), admitted('2026-02-01'));
    const at = '2026-03-01T10:00:00.000Z';
    const gone = someone('utrecht', referred('2026-01-01'), left('2026-04-01', 'DUPLICATE'));
    const marks: Case['marks'] = [
      { at, name: 'escalation', on: '2026-03-01', value: 'lso/agreed' },
      { at, name: 'escalation', on: '2026-03-02', value: 'lso/not-agreed' },
      { at, name: 'objection', on: '2026-03-01', value: 'appeal' },
      { at, name: 'objection', on: '2026-01-01', value: 'appeal' },
      { at, name: 'objection-decided', on: '2026-03-01', value: 'appeal/upheld' },
      ...[4, 8, 30].map((days) => ({ at, name: 'step-done', on: '2026-03-01', value: 'ind', days })),
    ];
    const until = '2026-03-10T10:00:00.000Z';
    const waits: Case['waits'] = [
      { at, until, step: 'dossier-ind', responsible: 'ind', since: '2026-03-01' },
      { at, until: null, step: 'legal-review', responsible: 'ngo', since: '2026-03-01' },
    ];
    const register = await registerWith([
      { ...busy, marks, waits },
      { ...gone, marks: marks.slice(0, 1) },
    ]);
    const march = await table(register, { from: '2026-03-01', to: '2026-03-31', on: '2026-03-05' });
    assert.deepEqual(
      ['escalations', 'objections', 'objections-decided'].map((id) => value(march, id, 'utrecht')),
      [2, 1, 1],
    );
    assert.equal(value(march, 'escalations-by-result', 'utrecht', 'lso/not-agreed'), 1);
    const waited = ['waited-n', 'waited-median', 'waited-p90', 'waiting-n', 'waiting-oldest'];
    assert.deepEqual(
      waited.map((id) => value(march, id, 'total', 'ind')),
      [3, 8, 30, 1, 4],
    );
    const april = await table(register, { from: '2026-03-01', to: '2026-03-31', on: '2026-03-31' });
    assert.deepEqual(
      waited.map((id) => value(april, id, 'total', 'ind')),
      [3, 8, 30, 0, null],
    );
    assert.deepEqual(
      waited.map((id) => value(april, id, 'total', 'ngo')),
      [0, null, null, 1, 30],
    );
    // Before it was known to go on in another trajectory, that one counted as well.
    const known = { from: '2026-03-01', to: '2026-03-31', on: '2026-03-15', asOf: '2026-03-20T00:00:00.000Z' };
    assert.equal(value(await table(register, known), 'escalations'), 3);
  });
});

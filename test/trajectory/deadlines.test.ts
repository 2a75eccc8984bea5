import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, dayOf, startOf } from '../../src/trajectory/terms/calendar.js';
import {
  calendarDays,
  dueDate,
  seconds,
  wakeUps,
  workingDays,
  type Term,
  type Terms,
} from '../../src/trajectory/terms/deadlines.js';

const tenMinutes = 10 * 60_000;
const terms: Terms = {
  target: workingDays(5),
  fatal: workingDays(10),
  remind: [workingDays(4), workingDays(8)],
  escalate: workingDays(15),
};
const opened = '2026-11-02T09:30:00.000Z';
const sinceStartOf = (day: string, at: string, hours = 0) => Date.parse(at) - Date.parse(startOf(day, hours));

const instants = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const amount = fc.integer({ min: 1, max: 60 });
const termsOfDays = fc.oneof(amount.map(workingDays), amount.map(calendarDays));

describe('A due date', () => {
  it('is counted in working days or calendar days from the day in Amsterdam on which the step opened', () => {
    assert.equal(dueDate(opened, workingDays(5)), '2026-11-09');
    assert.equal(dueDate(opened, calendarDays(5)), '2026-11-07');
    assert.equal(dueDate('2026-06-30T22:30:00.000Z', calendarDays(1)), '2026-07-02');
    assert.equal(dueDate('2026-12-24T10:00:00.000Z', workingDays(1)), '2026-12-28');
  });

  it('is today when nothing is added, and the day on which seconds run out', () => {
    assert.equal(dueDate(opened, workingDays(0)), '2026-11-02');
    assert.equal(dueDate('2026-11-02T22:59:59.000Z', seconds(1)), '2026-11-03');
  });
});

describe('The moments at which an open step is looked at again', () => {
  it('are the same each time for the same step, so that a replay and a repeat agree', () => {
    fc.assert(
      fc.property(fc.string(), (id) => assert.deepEqual(wakeUps(opened, terms, id), wakeUps(opened, terms, id))),
    );
  });

  it('are spread over ten minutes, evenly enough that a whole city is no peak', () => {
    const perMinute = new Map<number, number>();
    for (let i = 0; i < 2000; i += 1) {
      const overdue = wakeUps(opened, terms, `person${i}.1/intake`).find(({ kind }) => kind === 'overdue')!;
      const after = sinceStartOf(addDays('2026-11-16', 1), overdue.at);
      assert.ok(after >= 0 && after < tenMinutes, overdue.at);
      const minute = Math.floor(after / 60_000);
      perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
    }
    assert.equal(perMinute.size, 10);
    for (const [minute, count] of perMinute) {
      assert.ok(count > 100 && count < 400, `${count} of 2000 in minute ${minute}`);
    }
  });

  it('remind in the morning of a day, from seven o’clock', () => {
    const reminders = wakeUps(opened, terms, 'any').filter(({ kind }) => kind === 'reminder');
    assert.deepEqual(
      reminders.map(({ at }) => dayOf(at)),
      ['2026-11-06', '2026-11-12'],
    );
    for (const { at } of reminders) {
      const after = sinceStartOf(dayOf(at), at, 7);
      assert.ok(after >= 0 && after < tenMinutes, at);
    }
  });

  it('never call a step overdue, nor escalate it, before its day has passed entirely', () => {
    const escalating = fc.tuple(instants, termsOfDays, termsOfDays, fc.string());
    fc.assert(
      fc.property(escalating, ([from, fatal, escalate, id]) => {
        const moments = wakeUps(from, { target: fatal, fatal, remind: [], escalate }, id);
        const dayAfter = (term: Term) => addDays(dueDate(from, term), 1);
        for (const { kind, at } of moments) {
          assert.equal(dayOf(at), dayAfter(kind === 'overdue' ? fatal : escalate), `${kind} of ${from}`);
        }
      }),
    );
  });

  it('come in order of time, and only those that the terms have', () => {
    fc.assert(
      fc.property(instants, fc.array(termsOfDays, { maxLength: 4 }), termsOfDays, (from, remind, fatal) => {
        const moments = wakeUps(from, { target: fatal, fatal, remind }, 'any');
        assert.equal(moments.length, remind.length + 1);
        const at = moments.map((moment) => moment.at);
        assert.deepEqual(at, at.toSorted());
      }),
    );
  });

  it('are exact when counted in seconds, as in tests and demonstrations', () => {
    const quick: Terms = { target: seconds(1), fatal: seconds(3), remind: [seconds(2)], escalate: seconds(4) };
    assert.deepEqual(wakeUps(opened, quick, 'any'), [
      { at: '2026-11-02T09:30:02.000Z', kind: 'reminder' },
      { at: '2026-11-02T09:30:03.000Z', kind: 'overdue' },
      { at: '2026-11-02T09:30:04.000Z', kind: 'escalation' },
    ]);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, addWorkingDays, dayOf, startOf, workingDaysBetween } from '../../src/trajectory/terms/calendar.js';
import { suspensionsOf } from '../../src/trajectory/terms/clock.js';
import { calendarDays, workingDays, type Terms } from '../../src/trajectory/terms/deadlines.js';
import type { OpenStep } from '../../src/trajectory/replayed/state.js';
import { Play } from '../support/play.js';

const day = 86_400_000;
const left = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / day);

/** A play in which only `legal-review` is of interest, with terms of one kind. */
function playWith(terms: Terms): Play {
  const play = new Play();
  play.programme = { ...play.programme, terms: { 'legal-review': terms } };
  for (const step of ['intake', 'admission']) play.perform(step);
  return play;
}

const open = (play: Play): OpenStep => play.state.openSteps.find(({ step }) => step === 'legal-review')!;

const stops = {
  suspension: ['suspend', 'resume'],
  court: ['place-court-hold', 'lift-court-hold'],
} as const;

describe('A suspension', () => {
  const pauses = fc.array(
    fc.record({
      runs: fc.integer({ min: 0, max: 9 }),
      stands: fc.integer({ min: 0, max: 90 }),
      by: fc.constantFrom('suspension', 'court'),
    }),
    { minLength: 1, maxLength: 6 },
  );

  for (const [kind, terms, count] of [
    ['calendar days', { target: calendarDays(60), fatal: calendarDays(90), remind: [calendarDays(55)] }, left],
    [
      'working days',
      { target: workingDays(60), fatal: workingDays(90), remind: [workingDays(55)] },
      workingDaysBetween,
    ],
  ] as const) {
    it(`loses no day of a term in ${kind}, however often and for whatever reason the clock stands still`, () => {
      fc.assert(
        fc.property(pauses, (all) => {
          const play = playWith({ ...terms, remind: [...terms.remind] });
          for (const { runs, stands, by } of all) {
            play.now += runs * day;
            const before = open(play);
            const today = dayOf(play.instant);
            play.perform(stops[by][0]);
            assert.deepEqual([open(play).targetDate, open(play).fatalDate, open(play).wakeUps], [null, null, []]);
            play.now += stands * day;
            play.perform(stops[by][1]);
            const after = open(play);
            const then = dayOf(play.instant);
            assert.equal(count(then, after.fatalDate!), count(today, before.fatalDate!), 'days left of the fatal term');
            assert.equal(count(then, after.targetDate!), count(today, before.targetDate!), 'days left of the target');
            assert.equal(after.wakeUps.length, before.wakeUps.length);
            const overdue = after.wakeUps.find((wake) => wake.kind === 'overdue')!;
            assert.equal(
              dayOf(overdue.at),
              addDays(after.fatalDate!, 1),
              'it becomes overdue when its last day has passed',
            );
            assert.equal(after.openedAt, before.openedAt);
          }
          assert.ok(!('stops' in play.state.facts) && !('stopped' in play.state.facts));
        }),
        { numRuns: 150 },
      );
    });
  }

  it('of no time at all changes nothing', () => {
    const play = playWith({
      target: workingDays(10),
      fatal: workingDays(15),
      remind: [workingDays(8)],
      escalate: workingDays(20),
    });
    const before = play.state.openSteps;
    play.perform('suspend');
    play.perform('resume');
    assert.deepEqual(play.state.openSteps, before);
  });

  it('keeps the clock from ringing: nothing is reminded, overdue or escalated while it stands still', () => {
    const play = playWith({
      target: workingDays(10),
      fatal: workingDays(15),
      remind: [workingDays(8)],
      escalate: workingDays(20),
    });
    play.perform('suspend');
    play.now += 400 * day;
    assert.deepEqual(play.tick().events, []);
    assert.ok(play.state.openSteps.every(({ overdue }) => !overdue));
  });

  it('gives a step that opens meanwhile its dates when the clock runs again, all of them', () => {
    const play = new Play();
    play.perform('intake');
    play.perform('suspend');
    play.now += 10 * day;
    play.perform('admission');
    assert.deepEqual(open(play).wakeUps, []);
    assert.equal(open(play).fatalDate, null);
    play.now += 20 * day;
    play.perform('resume');
    const { fatal } = play.programme.steps.find(({ name }) => name === 'legal-review')!.terms!;
    assert.equal(open(play).fatalDate, addWorkingDays(dayOf(play.instant), fatal.amount));
  });

  it('goes on while another cause is left: the terms run when both have ended', () => {
    const play = playWith({ target: workingDays(10), fatal: workingDays(15), remind: [] });
    const before = workingDaysBetween(dayOf(play.instant), open(play).fatalDate!);
    play.perform('suspend');
    play.perform('place-court-hold');
    play.now += 30 * day;
    play.perform('resume');
    assert.equal(open(play).fatalDate, null);
    play.now += 30 * day;
    play.perform('lift-court-hold');
    assert.equal(workingDaysBetween(dayOf(play.instant), open(play).fatalDate!), before);
  });

  it('leaves a term that had passed where it was, and the step overdue', () => {
    const play = playWith({ target: calendarDays(1), fatal: calendarDays(2), remind: [] });
    play.now += 5 * day;
    play.tick();
    const { fatalDate } = open(play);
    play.perform('suspend');
    play.now += 30 * day;
    play.perform('resume');
    assert.equal(open(play).fatalDate, fatalDate);
    assert.ok(open(play).overdue);
  });

  it('is remembered, with its days and who set it, for who asks why a date is what it is', () => {
    const play = playWith({ target: workingDays(10), fatal: workingDays(15), remind: [] });
    const from = dayOf(play.instant);
    play.perform('suspend');
    const kept = () => suspensionsOf(play.state).map(({ began: _began, ended: _ended, ...period }) => period);
    assert.deepEqual(kept(), [{ from, to: null, reason: 'suspension', by: 'municipality' }]);
    play.now += 3 * day;
    play.perform('resume');
    const to = dayOf(play.instant);
    assert.deepEqual(kept(), [{ from, to, reason: 'suspension', by: 'municipality' }]);
    for (let i = 0; i < 30; i += 1) {
      play.perform('suspend');
      play.perform('resume');
    }
    assert.equal((play.state.facts['suspensions'] as unknown[]).length, 20, 'and no longer than is of use');
  });

  it('moves reminders to the same hour of another day, also over a change of the clocks', () => {
    const play = playWith({ target: calendarDays(10), fatal: calendarDays(12), remind: [calendarDays(5)] });
    const hour = (at: string) => Math.floor((Date.parse(at) - Date.parse(startOf(dayOf(at)))) / 3_600_000);
    const before = open(play).wakeUps.map(({ at }) => hour(at));
    play.perform('suspend');
    play.now += 150 * day;
    play.perform('resume');
    assert.deepEqual(
      open(play).wakeUps.map(({ at }) => hour(at)),
      before,
    );
  });
});

import assert from 'node:assert/strict';
import { addDays, dayOf, daysBetween } from '../../src/trajectory/terms/calendar.js';
import { calendarDays, workingDays, type Terms } from '../../src/trajectory/terms/deadlines.js';
import type { OpenStep } from '../../src/trajectory/replayed/state.js';
import { withoutPast, type Suspension } from '../../src/trajectory/terms/suspensions.js';
import { termNamesOf } from '../../src/trajectory/reading/termNames.js';
import { programmesOf } from '../../src/trajectory/definitions/programme.js';
import { explainStep } from '../../src/trajectory/terms/terms.js';
import { Play } from '../support/play.js';

const day = 86_400_000;
const step = 'legal-review';

/** A play in which `legal-review` has just been opened, with these terms. */
function playWith(terms: Terms): Play {
  const play = new Play();
  play.programme = { ...play.programme, terms: { [step]: terms } };
  for (const name of ['intake', 'admission']) play.perform(name);
  return play;
}

const open = (play: Play): OpenStep => play.state.openSteps.find((candidate) => candidate.step === step)!;
const explained = (play: Play, whatIf = {}) => {
  const named = termNamesOf(programmesOf([play.programme]));
  return explainStep(play.state, open(play), play.programme.terms[step], whatIf, named);
};
const fatalOf = (play: Play, whatIf = {}) => explained(play, whatIf).fatal!;
const english = (play: Play, whatIf = {}) => fatalOf(play, whatIf).because.map(({ en }) => en);
const on = (play: Play, text: string) => (play.now = Date.parse(`${text}T10:00:00Z`));

const long: Terms = { target: calendarDays(100), fatal: calendarDays(300), remind: [calendarDays(90)] };

describe('A suspension that is asked about', () => {
  const suspended = () => {
    const play = playWith(long);
    on(play, '2026-11-10');
    play.perform('suspend');
    on(play, '2026-12-10');
    play.perform('resume');
    return play;
  };

  it('counts once with a recorded one that it overlaps, wholly or in part', () => {
    const play = suspended();
    const { date } = fatalOf(play);
    const ask = (from: string, to: string) => fatalOf(play, { suspension: { from, to } }).date;
    assert.equal(ask('2026-11-10', '2026-12-10'), date);
    assert.equal(ask('2026-11-15', '2026-12-01'), date);
    assert.equal(ask('2026-12-01', '2026-12-20'), addDays(date!, 10));
    assert.equal(ask('2026-11-05', '2026-11-20'), addDays(date!, 5));
    assert.equal(ask('2026-11-05', '2026-12-20'), addDays(date!, 15));
    assert.equal(ask('2026-12-10', '2026-12-20'), addDays(date!, 10));
  });

  it('is named beside it, and the days that they share are said to count once', () => {
    const told = english(suspended(), { suspension: { from: '2026-12-01', to: '2026-12-20' } });
    assert.deepEqual(told.slice(1, 4), [
      'The clock stood still from 10 November 2026 to 10 December 2026: suspended (the municipality).',
      'The clock stood still from 1 December 2026 to 20 December 2026: the suspension that was asked about.',
      'Together from 10 November 2026 to 20 December 2026; days that they share count once. What was left runs on after that.',
    ]);
  });
});

describe('A court hold that is placed during a suspension', () => {
  const both = () => {
    const play = playWith(long);
    on(play, '2026-11-10');
    play.perform('suspend');
    on(play, '2026-11-20');
    play.perform('place-court-hold');
    return play;
  };

  it('is named beside the suspension while both stand', () => {
    assert.deepEqual(english(both()).slice(1), [
      'The clock has stood still since 10 November 2026: suspended (the municipality).',
      'The clock has stood still since 20 November 2026: court hold (the municipality).',
    ]);
  });

  for (const [first, second, periods] of [
    [
      'resume',
      'lift-court-hold',
      ['10 November 2026 to 1 December 2026: suspended', '20 November 2026 to 20 December 2026: court hold'],
    ],
    [
      'lift-court-hold',
      'resume',
      ['10 November 2026 to 20 December 2026: suspended', '20 November 2026 to 1 December 2026: court hold'],
    ],
  ] as const) {
    it(`keeps its own period when they end by ${first} and then ${second}`, () => {
      const play = both();
      on(play, '2026-12-01');
      play.perform(first);
      assert.equal(fatalOf(play).date, null);
      on(play, '2026-12-20');
      play.perform(second);
      const told = english(play);
      for (const [i, period] of periods.entries())
        assert.ok(told[i + 1]!.includes(`from ${period} (the municipality)`));
      assert.match(told[3]!, /^Together from 10 November 2026 to 20 December 2026;/);
      assert.ok(fatalOf(play).agrees);
    });
  }
});

describe('Many suspensions', () => {
  it('are all in the explanation while a step is open that they moved, also past twenty', () => {
    const play = playWith(long);
    for (let i = 0; i < 35; i += 1) {
      play.perform('suspend');
      play.now += 2 * day;
      play.perform('resume');
      play.now += day;
    }
    const { fatal, target } = explained(play);
    assert.ok(fatal!.agrees && target!.agrees);
    assert.equal(fatal!.because.filter(({ en }) => en.includes('stood still')).length, 35);
    assert.equal(fatal!.date, addDays(dayOf(open(play).openedAt), 300 + 70));
  });

  it('are forgotten, the oldest first, when they ended before every open step began to run, and only past twenty', () => {
    const past = Array.from({ length: 18 }, (_none, i): Suspension => period(addDays('2026-01-01', 3 * i), 2));
    const later = Array.from({ length: 15 }, (_none, i): Suspension => period(addDays('2026-06-01', 3 * i), 2));
    assert.deepEqual(withoutPast(past, ['2026-06-01']), past);
    assert.deepEqual(withoutPast([...past, ...later], ['2026-06-01', '2026-07-01']), [...past.slice(13), ...later]);
    assert.deepEqual(withoutPast([...past, ...later], ['2025-12-01', '2026-07-01']), [...past, ...later]);
    assert.equal(withoutPast([...past, ...later], []).length, 20);
  });

  it('of no time at all are forgotten past twenty, and never one that moved a date', () => {
    const all = Array.from({ length: 60 }, (_none, i) => period(addDays('2026-01-01', i), i % 6 === 0 ? 1 : 0));
    const kept = withoutPast(all, ['2025-12-01']);
    assert.equal(kept.length, 20);
    assert.equal(kept.filter(({ from, to }) => from !== to).length, 10);
  });

  function period(from: string, days: number): Suspension {
    return { from, to: addDays(from, days), reason: 'suspension', by: 'municipality' };
  }
});

describe('A term that was extended before a suspension', () => {
  const terms: Terms = { target: workingDays(20), fatal: workingDays(30), remind: [] };

  it('is explained in the order in which it came', () => {
    const play = playWith(terms);
    play.perform('extend-term', { step, days: 3, reason: 'More time.' });
    on(play, '2026-11-10');
    play.perform('suspend');
    on(play, '2026-11-24');
    play.perform('resume');
    play.perform('extend-term', { step, days: 5, reason: 'Even more.' });
    const told = english(play);
    assert.deepEqual(told.slice(2, 5), [
      'Extended by 3 calendar days by the municipality on 2 November 2026: More time.',
      'The clock stood still from 10 November 2026 to 24 November 2026: suspended (the municipality). What was left runs on after that.',
      'Extended by 5 calendar days by the municipality on 24 November 2026: Even more.',
    ]);
    assert.ok(fatalOf(play).agrees);
  });
});

describe('A suspension over holidays', () => {
  it('makes them no reason for a date: they would not have counted anyway', () => {
    const play = playWith({ target: workingDays(20), fatal: workingDays(40), remind: [] });
    on(play, '2026-12-20');
    play.perform('suspend');
    on(play, '2026-12-30');
    play.perform('resume');
    assert.deepEqual(
      fatalOf(play).holidays.map(({ day: off }) => off),
      ['2027-01-01'],
    );
  });
});

describe('A term of working days that is extended to a day off', () => {
  it('ends on the working day after it, says why, and keeps that through a suspension of no time at all', () => {
    const play = playWith({ target: workingDays(20), fatal: workingDays(30), remind: [] });
    play.perform('extend-term', { step, days: 5, reason: 'More time.' });
    const { fatalDate } = open(play);
    assert.equal(fatalDate, '2026-12-21');
    assert.ok(fatalOf(play).because.some(({ nl }) => nl.includes('19 december 2026 is een vrije dag (zaterdag)')));
    assert.ok(fatalOf(play).agrees);
    play.perform('suspend');
    play.perform('resume');
    assert.equal(open(play).fatalDate, fatalDate);
    assert.ok(fatalOf(play).agrees);
  });

  it('moves its target on as well, past New Year', () => {
    const play = playWith({ target: workingDays(30), fatal: workingDays(40), remind: [] });
    const { targetDate } = open(play);
    play.perform('extend-term', { step, days: daysBetween(targetDate!, '2027-01-01'), reason: 'More time.' });
    assert.equal(open(play).targetDate, '2027-01-04');
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, dayOf } from '../../src/trajectory/terms/calendar.js';
import { calendarDays, months, statutory, weeks, type Terms } from '../../src/trajectory/terms/deadlines.js';
import { decide } from '../../src/trajectory/deciding/decide.js';
import { Refusal } from '../../src/trajectory/replayed/refusal.js';
import type { OpenStep } from '../../src/trajectory/replayed/state.js';
import { explainStep } from '../../src/trajectory/terms/terms.js';
import { Play } from '../support/play.js';
import { livedByLaw, type Length } from './oracle.js';
import { isThorough } from '../support/thorough.js';

const day = 86_400_000;
const step = 'legal-review';

/** A play in which `legal-review` has been opened after so many days, with these terms. */
function playWith(terms: Terms, begins: number): Play {
  const play = new Play();
  play.programme = { ...play.programme, terms: { [step]: terms } };
  play.now += begins * day;
  for (const name of ['intake', 'admission']) play.perform(name);
  return play;
}

const open = (play: Play): OpenStep => play.state.openSteps.find((candidate) => candidate.step === step)!;
const explained = (play: Play) => explainStep(play.state, open(play), play.programme.terms[step]);

describe('A trajectory with terms that the law sets', () => {
  const lengths: [Length['unit'], number, Terms['fatal']][] = [
    ['days', 3, statutory(calendarDays(3))],
    ['days', 14, statutory(calendarDays(14))],
    ['weeks', 6, statutory(weeks(6))],
    ['months', 3, statutory(months(3))],
    ['weeks', 13, statutory(weeks(13))],
    ['weeks', 2, weeks(2)],
    ['months', 1, months(1)],
  ];
  const moves = fc.array(
    fc.record({
      days: fc.integer({ min: 0, max: 9 }),
      name: fc.constantFrom('suspend', 'resume', 'place-court-hold', 'lift-court-hold'),
    }),
    { maxLength: 8 },
  );

  for (const [unit, amount, term] of lengths) {
    const byLaw = term.statutory === true;
    it(`of ${amount} ${unit}${byLaw ? ' by law' : ''} has its date where someone who lives through it comes`, () => {
      fc.assert(
        fc.property(fc.nat(60), moves, (begins, all) => {
          const play = playWith({ target: term, fatal: term, remind: [term] }, begins);
          const stands = new Set<string>();
          const pauses: { from: string; to: string }[] = [];
          const names = {
            suspend: 'suspension',
            resume: 'suspension',
            'place-court-hold': 'hold',
            'lift-court-hold': 'hold',
          };
          const move = (name: keyof typeof names) => {
            const starts = name === 'suspend' || name === 'place-court-hold';
            if (stands.has(names[name]) === starts) return;
            play.perform(name);
            if (starts && stands.size === 0) pauses.push({ from: dayOf(play.instant), to: '' });
            if (starts) stands.add(names[name]);
            else stands.delete(names[name]);
            if (stands.size === 0) pauses.at(-1)!.to = dayOf(play.instant);
          };
          for (const { days, name } of all) {
            play.now += days * day;
            move(name);
          }
          play.now += day;
          move('resume');
          move('lift-court-hold');
          const { fatalDate, targetDate, openedAt, wakeUps } = open(play);
          const expected = livedByLaw(dayOf(openedAt), { unit, amount, byLaw }, pauses);
          assert.equal(fatalDate, expected);
          assert.equal(targetDate, expected);
          assert.deepEqual(
            wakeUps.map(({ kind, at }) => [kind, dayOf(at)]),
            [
              ['reminder', expected],
              ['overdue', addDays(expected, 1)],
            ],
          );
          assert.ok(explained(play).fatal!.agrees);
        }),
        { numRuns: isThorough ? 200 : 60 },
      );
    });
  }

  it('explains each date through suspensions, court holds and extensions, also when the term had passed', () => {
    const made = fc.record({
      days: fc.integer({ min: 0, max: 15 }),
      name: fc.constantFrom('suspend', 'resume', 'place-court-hold', 'lift-court-hold', 'extend-term', 'extend-term'),
      by: fc.integer({ min: 1, max: 12 }),
    });
    const terms: Terms = { target: statutory(calendarDays(5)), fatal: statutory(weeks(6)), remind: [] };
    fc.assert(
      fc.property(fc.nat(60), fc.array(made, { maxLength: 12 }), (begins, all) => {
        const play = playWith(terms, begins);
        for (const { days, name, by } of all) {
          play.now += days * day;
          const command = play.command(
            name,
            name === 'extend-term' ? { input: { step, days: by, reason: 'More.' } } : {},
          );
          try {
            play.take(decide(play.programme, play.state, command, play.instant));
          } catch (error) {
            assert.ok(error instanceof Refusal);
          }
        }
        const { fatal, target } = explained(play);
        assert.equal(fatal!.date, open(play).fatalDate);
        assert.equal(target!.date, open(play).targetDate);
        assert.ok(fatal!.agrees && target!.agrees);
      }),
      { numRuns: isThorough ? 1_000 : 300 },
    );
  });

  it('leaves a Sunday that a person chose until the clock has stood still, and then ends on no day off', () => {
    const term = statutory(weeks(6));
    const play = playWith({ target: term, fatal: term, remind: [] }, 0);
    play.perform(step);
    play.perform('plan-step', { step, by: '2027-02-07', reason: 'New facts.' });
    play.perform('suspend');
    play.perform('resume');
    assert.equal(open(play).targetDate, '2027-02-07');
    play.perform('suspend');
    play.now += 7 * day;
    play.perform('resume');
    assert.equal(open(play).targetDate, '2027-02-15');
  });

  it('ends on no day off by an extension either, and becomes overdue the day after', () => {
    const term = statutory(weeks(6));
    const play = playWith({ target: term, fatal: term, remind: [] }, 0);
    play.perform('extend-term', { step, days: 6, reason: 'More time.' });
    assert.equal(open(play).fatalDate, '2026-12-21');
    assert.equal(dayOf(open(play).wakeUps[0]!.at), '2026-12-22');
    assert.ok(explained(play).fatal!.agrees);
    assert.match(
      explained(play).fatal!.because.at(-1)!.en,
      /would end on 20 December 2026 \(Sunday\), so it runs on to 21 December 2026/,
    );
  });
});

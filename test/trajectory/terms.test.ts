import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, addWorkingDays, isWorkingDay, workingDaysBetween } from '../../src/trajectory/terms/calendar.js';
import { calendarDays, workingDays } from '../../src/trajectory/terms/deadlines.js';
import { lastDay } from '../../src/trajectory/terms/termCalculation.js';
import { programmesOf } from '../../src/trajectory/definitions/programme.js';
import { termNamesOf } from '../../src/trajectory/reading/termNames.js';
import { enteredDays } from '../../src/trajectory/reading/enteredDays.js';
import { explain, explainStep, type Explanation } from '../../src/trajectory/terms/terms.js';
import { correct } from '../support/corrections.js';
import { actor, like, Play } from '../support/play.js';
import { days, later, lived } from './oracle.js';

const years = days.filter(({ text }) => text >= '2019-01-01' && text <= '2030-12-31');
const noon = (day: string) => `${day}T12:00:00.000Z`;

describe('The calendar, held against one that was written another way', () => {
  it('has the same working days from 2019 to 2030', () => {
    for (const { text, works } of years) assert.equal(isWorkingDay(text), works, text);
  });

  it('ends terms of working days and of calendar days on the same day, whenever they begin', () => {
    for (const { text } of years) {
      for (const amount of [1, 2, 5, 14, 42, 90]) {
        assert.equal(addWorkingDays(text, amount), later(text, amount, true), `${text} + ${amount} working days`);
        assert.equal(addDays(text, amount), later(text, amount, false), `${text} + ${amount} days`);
      }
    }
  });

  it('counts the working days between two days back again', () => {
    for (const { text } of years.filter((_day, i) => i % 3 === 0)) {
      for (const amount of [1, 7, 30]) assert.equal(workingDaysBetween(text, addWorkingDays(text, amount)), amount);
    }
  });

  it('moves a term by exactly the time that the clock stood still, as someone who lives through it would count', () => {
    const start = fc.integer({ min: 0, max: years.length - 800 });
    const gaps = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 60 })), { maxLength: 4 });
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 60 }), fc.boolean(), gaps, (at, amount, working, all) => {
        const from = years[at]!.text;
        let day = at;
        const pauses = all.map(([runs, stands]) => {
          const pause = { from: years[day + runs]!.text, to: years[day + runs + stands]!.text };
          day += runs + stands;
          return pause;
        });
        const suspensions = pauses.map((pause) => ({ ...pause, reason: 'suspension', by: 'municipality' }));
        const term = working ? workingDays(amount) : calendarDays(amount);
        assert.equal(lastDay({ from: noon(from), term, suspensions }), lived(from, amount, working, pauses));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('A date explains itself', () => {
  const play = () => {
    const made = new Play();
    made.perform('intake');
    made.perform('admission');
    return made;
  };
  const step = (made: Play, name = 'legal-review') => {
    const open = made.state.openSteps.find((candidate) => candidate.step === name)!;
    const { terms } = made.programme.steps.find((candidate) => candidate.name === name)!;
    return { open, terms };
  };
  const explained = (made: Play, whatIf = {}) => {
    const { open, terms } = step(made);
    return { open, ...explainStep(made.state, open, terms, whatIf, termNamesOf(programmesOf([made.programme]))) };
  };

  it('by its rule, the article, the holidays on its way, each suspension, the extension, and who set them', () => {
    const made = play();
    made.now = Date.parse('2026-11-20T10:00:00Z');
    made.perform('suspend');
    made.now = Date.parse('2026-12-10T10:00:00Z');
    made.perform('resume');
    made.perform('extend-term');
    const { open, fatal, target } = explained(made);
    assert.equal(fatal?.date, open.fatalDate);
    assert.equal(target?.date, open.targetDate);
    assert.ok(fatal?.agrees && target?.agrees);
    const en = fatal.because.map((text) => text.en);
    assert.equal(en.length, 4);
    assert.match(en[0]!, /^30 working days from 2 November 2026, the day on which the term began to run/);
    assert.match(en[1]!, /art\. 3 Algemene termijnenwet/);
    assert.match(en[2]!, /stood still from 20 November 2026 to 10 December 2026: suspended \(the municipality\)/);
    assert.match(en[3]!, /Extended by 14 calendar days by the municipality on 10 December 2026: The lawyer has asked/);
    assert.ok(fatal.because.every(({ nl }) => nl.length > 0));
    const named = fatal.because.map(({ nl }) => nl);
    assert.match(named[2]!, /: opgeschort \(de gemeente\)/);
    assert.match(named[3]!, /door de gemeente op 10 december 2026/);
    assert.deepEqual(
      fatal.holidays.map(({ day, name }) => [day, name.en]),
      [
        ['2026-12-25', 'Christmas Day'],
        ['2027-01-01', "New Year's Day"],
      ],
    );
  });

  it('agrees with the trajectory after any number of suspensions and extensions', () => {
    const move = fc.record({
      days: fc.integer({ min: 0, max: 12 }),
      name: fc.constantFrom('suspend', 'resume', 'extend-term', 'place-court-hold', 'lift-court-hold'),
    });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 8 }), (moves) => {
        const made = play();
        for (const { days: passes, name } of moves) {
          made.now += passes * 86_400_000;
          try {
            made.perform(name);
          } catch {
            continue;
          }
        }
        const { open, fatal, target } = explained(made);
        assert.equal(fatal?.date, open.fatalDate);
        assert.equal(target?.date, open.targetDate);
        assert.ok(fatal?.agrees && target?.agrees, JSON.stringify(moves));
      }),
      { numRuns: 300 },
    );
  });

  describe('that no rule gives', () => {
    const withEntered = (made: Play, name: string) => {
      const { open, terms } = step(made, name);
      const isSecondLook = (one: string) => made.programme.steps.find((each) => each.name === one)?.secondLook === true;
      return explainStep(made.state, open, terms, {}, undefined, enteredDays(made.batches, open, isSecondLook));
    };
    const said = (of: Explanation | null | undefined) => of?.because.map(({ en }) => en);
    const entered = 'A member of staff entered this date.';
    const unknown = 'This date was entered by a member of staff, or follows from a rule that held then.';

    it('shows no sum that gives another date, and says once that it was entered or follows from an earlier rule', () => {
      const made = play();
      made.perform('legal-review');
      made.perform('plan-step', { step: 'legal-review', by: '2027-02-01', reason: 'New facts.' });
      const { target, fatal } = explained(made);
      assert.deepEqual([target?.date, target?.agrees, target?.holidays], ['2027-02-01', false, []]);
      assert.deepEqual(said(target), [unknown]);
      assert.deepEqual(said(fatal), [unknown]);
    });

    it('says that someone entered it when they did, and counts the fatal term from it', () => {
      const made = play();
      made.perform('legal-review', like('legal-review', { reviewAgainOn: '2027-02-01' }));
      const { target, fatal } = withEntered(made, 'legal-review');
      assert.deepEqual([target?.date, said(target)], ['2027-02-01', [entered]]);
      assert.match(said(fatal)?.[0] ?? '', /^30 working days from 1 February 2027/);
      const planned = play();
      planned.perform('legal-review', like('legal-review', { reviewAgainOn: undefined }));
      const by = { opensOn: '2026-12-01', by: '2027-02-01', reason: 'New facts.' };
      planned.perform('plan-step', { step: 'legal-review', ...by });
      planned.now = Date.parse('2026-12-01T10:00:00Z');
      planned.tick();
      assert.deepEqual(said(withEntered(planned, 'legal-review').target), [entered]);
    });

    it('counts from the day that was entered as its beginning, and never from one that gives another date', () => {
      const made = new Play();
      made.perform('intake');
      made.now = Date.parse('2026-11-30T10:00:00Z');
      for (const { step: name } of made.state.openSteps.filter((one) => one.step.startsWith('dossier'))) {
        made.perform(name, like(name, { deliveredOn: '2026-11-15' }));
      }
      const { target } = withEntered(made, 'rest-period');
      assert.equal(target?.date, '2026-11-29');
      assert.match(said(target)?.[0] ?? '', /^14 calendar days from 15 November 2026/);
      const { open, terms } = step(made, 'rest-period');
      assert.deepEqual(said(explainStep(made.state, open, terms).target), [unknown]);
    });

    it('is as little explained by a sum while the clock stands still', () => {
      const made = play();
      made.perform('legal-review', like('legal-review', { reviewAgainOn: '2027-02-01' }));
      made.perform('place-court-hold');
      const { target } = withEntered(made, 'legal-review');
      assert.deepEqual([target?.date, said(target)?.length, said(target)?.[0]], [null, 2, entered]);
    });

    it('is known as entered after the second look at a proposal that has it, and after a correction', () => {
      const made = new Play();
      made.perform('intake');
      made.now = Date.parse('2026-11-30T10:00:00Z');
      const refusal = { decision: 'refused', ground: 'outside-target-group', direction: undefined };
      const objectionUntil = '2026-12-28';
      made.perform('admission', like('admission', { ...refusal, decidedOn: '2026-11-16', objectionUntil }));
      const colleague = { ...actor('municipality:coordinator'), subject: 'a-colleague' };
      made.take(made.decided({ ...made.command('admission-check'), actor: colleague }));
      const { target, fatal } = withEntered(made, 'objection-term');
      assert.deepEqual([fatal?.date, said(target), said(fatal)], [objectionUntil, [entered], [entered]]);
      const procedure = play();
      procedure.perform('start-procedure', like('start-procedure', { lodgedOn: '2026-11-01' }));
      procedure.now = Date.parse('2026-11-30T10:00:00Z');
      correct(procedure, 'start-procedure', { dueOn: '2026-12-15' });
      assert.deepEqual(said(withEntered(procedure, 'procedure-no-fault').fatal), [entered]);
    });
  });

  it('has no end while the clock stands still, and says since when', () => {
    const made = play();
    made.perform('place-court-hold');
    const { fatal } = explained(made);
    assert.equal(fatal?.date, null);
    assert.match(fatal?.because.at(-1)?.en ?? '', /has stood still since 2 November 2026: court hold/);
  });

  it('answers what it would be from another start, or with one more suspension, and changes nothing', () => {
    const made = play();
    const before = JSON.stringify(made.state);
    const later30 = explained(made, { start: '2026-12-01' }).fatal;
    assert.equal(later30?.date, lastDay({ from: noon('2026-12-01'), term: step(made).terms!.fatal, suspensions: [] }));
    const suspension = { from: '2026-11-09', to: '2026-11-23' };
    const suspended = explained(made, { suspension }).fatal;
    assert.equal(
      workingDaysBetween('2026-11-23', suspended!.date!),
      workingDaysBetween('2026-11-09', explained(made).fatal!.date!),
    );
    assert.equal(JSON.stringify(made.state), before);
  });

  it('in seconds is explained as well, as tests and demonstrations have them', () => {
    const { because } = explain({ from: noon('2026-11-02'), term: { amount: 5, unit: 'second' }, suspensions: [] });
    assert.match(because[0]!.en, /^5 seconds/);
  });
});

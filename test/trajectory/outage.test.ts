import assert from 'node:assert/strict';
import { standardSteps } from '../../src/lvv/index.js';
import { nextWakeAt } from '../../src/trajectory/replayed/state.js';
import { seconds, workingDays, type Terms } from '../../src/trajectory/terms/deadlines.js';
import type { Rules } from '../../src/trajectory/definitions/rules.js';
import { Play, programmeWith } from '../support/play.js';

const day = 86_400_000;

/** A trajectory of which the legal review is open with these terms. */
function waiting(terms: Terms, rules: Partial<Rules> = {}): Play {
  const play = new Play();
  play.programme = { ...programmeWith(standardSteps, rules), terms: { 'legal-review': terms } };
  play.perform('intake');
  play.perform('admission');
  return play;
}

const ofReview = (play: Play) =>
  play
    .tick()
    .events.filter(({ step }) => step === 'legal-review')
    .map(({ type, tells = [] }) => [type, ...tells]);

/** Ticks as the kernel does, at each moment that comes, until a day. */
function until(play: Play, end: number): (string | undefined)[][] {
  const seen: (string | undefined)[][] = [];
  for (let at = nextWakeAt(play.state); at !== null && Date.parse(at) <= end; at = nextWakeAt(play.state)) {
    play.now = Math.max(play.now, Date.parse(at));
    seen.push(...ofReview(play));
  }
  return seen;
}

describe('After an outage', () => {
  const inSeconds: Terms = { target: seconds(10), fatal: seconds(30), remind: [seconds(20)], escalate: seconds(60) };
  const inDays: Terms = {
    target: workingDays(1),
    fatal: workingDays(3),
    remind: [workingDays(1), workingDays(2)],
    escalate: workingDays(5),
  };

  it('of a minute a step records all its stages and tells only that it is overdue; the escalation waits its grace', () => {
    const play = waiting(inSeconds, { escalationGrace: seconds(45) });
    play.now += 75_000;
    assert.deepEqual(ofReview(play), [['step-reminded'], ['step-overdue', 'ngo'], ['escalation-postponed']]);
    play.now += 44_000;
    assert.deepEqual(ofReview(play), []);
    play.now += 1_000;
    assert.deepEqual(ofReview(play), [['step-escalated', 'municipality']]);
    assert.deepEqual(ofReview(play), []);
  });

  for (const [name, days] of [
    ['a week', 12],
    ['a month', 31],
  ] as const) {
    it(`of ${name} nobody is escalated who had no chance, and no reminder comes after what is later`, () => {
      const play = waiting(inDays);
      play.now += days * day;
      assert.deepEqual(ofReview(play), [
        ['step-reminded'],
        ['step-reminded'],
        ['step-overdue', 'ngo'],
        ['escalation-postponed'],
      ]);
      const back = play.now;
      assert.deepEqual(until(play, back + day), []);
      assert.deepEqual(until(play, back + 10 * day), [['step-escalated', 'municipality']]);
    });
  }

  it('a step of which someone heard before is escalated at once, and tells only that', () => {
    const play = waiting(inDays);
    assert.deepEqual(until(play, play.now + 2.5 * day), [
      ['step-reminded', 'ngo'],
      ['step-reminded', 'ngo'],
    ]);
    play.now += 31 * day;
    assert.deepEqual(ofReview(play), [['step-overdue'], ['step-escalated', 'municipality']]);
  });

  it('of no time each stage is told in its turn', () => {
    const play = waiting(inDays);
    assert.deepEqual(until(play, play.now + 40 * day), [
      ['step-reminded', 'ngo'],
      ['step-reminded', 'ngo'],
      ['step-overdue', 'ngo'],
      ['step-escalated', 'municipality'],
    ]);
  });

  it('the agency that a step was handed to meanwhile has its grace as well', () => {
    const play = waiting(inDays);
    until(play, play.now + 2.5 * day);
    play.programme = {
      ...play.programme,
      steps: standardSteps.map((step) =>
        step.name === 'legal-review'
          ? { ...step, responsible: 'municipality' as const, performedBy: ['municipality:case-director' as const] }
          : step,
      ),
    };
    play.now += 31 * day;
    assert.deepEqual(ofReview(play), [
      ['step-reassigned', 'municipality'],
      ['step-overdue', 'municipality'],
      ['escalation-postponed'],
    ]);
  });
});

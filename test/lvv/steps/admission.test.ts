import assert from 'node:assert/strict';
import { standardSteps } from '../../../src/lvv/index.js';
import { calendarDays } from '../../../src/trajectory/terms/deadlines.js';
import type { Rules } from '../../../src/trajectory/definitions/rules.js';
import { actor, after, like, Play, pointers, programmeWith } from '../../support/play.js';

const decidedOn = '2026-11-16';
const refusal = like('admission', {
  decidedOn,
  decision: 'refused',
  ground: 'outside-target-group',
  direction: undefined,
});
const admitting = like('admission', { decidedOn });

/** Up to the decision, under these rules. */
function atDecision(rules: Partial<Rules> = {}): Play {
  const play = new Play();
  play.programme = programmeWith(standardSteps, rules);
  play.perform('intake');
  return play.goTo(decidedOn);
}

const figures = (play: Play) => Object.assign({}, ...play.events.map((event) => event.figures ?? {}));

describe('A refusal at admission', () => {
  it('is a proposal that does nothing until another person has looked at it', () => {
    const play = atDecision();
    play.perform('admission', refusal);
    assert.equal(play.state.facts['admission'], undefined);
    assert.equal(figures(play).admission, undefined);
    assert.ok(play.open.includes('admission-check') && !play.open.includes('outcome-registration'));
    play.perform('admission-check');
    assert.equal(play.state.facts['admission'], 'refused');
    assert.equal(figures(play).refusedOn, '2026-11-16');
    assert.deepEqual([play.open.includes('outcome-registration'), play.open.includes('legal-review')], [true, false]);
  });

  it('is not looked at by the one who decided, nor when they have the other role as well', () => {
    const play = atDecision();
    play.perform('admission', refusal);
    const decider = actor('municipality:case-director');
    const command = play.command('admission-check', {
      actor: { ...decider, roles: ['case-director', 'coordinator'] },
    });
    assert.equal(play.refusedCommand(command).code, 'forbidden');
  });

  it('that is sent back is decided anew, and both are on the timeline', () => {
    const play = atDecision();
    play.perform('admission', refusal);
    play.perform('admission-check', like('admission-check', { verdict: 'sent-back' }));
    assert.ok(play.open.includes('admission') && !play.open.includes('admission-check'));
    play.perform('admission', admitting);
    assert.equal(play.state.facts['admission'], 'admitted');
    assert.equal(play.events.filter(({ type, step }) => type === 'step-completed' && step === 'admission').length, 2);
  });

  it('holds at once where the municipality has settled that no one looks twice', () => {
    const play = atDecision({ secondPair: { admission: 'never', outcome: 'never' } });
    play.perform('admission', refusal);
    assert.equal(play.state.facts['admission'], 'refused');
  });
});

describe('Admission', () => {
  it('waits for the second pair of eyes as well where the municipality has settled so', () => {
    const play = atDecision({ secondPair: { admission: 'always', outcome: 'never' } });
    play.perform('admission', admitting);
    assert.equal(play.state.direction, null);
    play.perform('admission-check');
    assert.equal(play.state.direction, 'UNDER_INVESTIGATION');
  });

  it('rests on a ground that fits, and an exception names the decision that made it', () => {
    const wrong = (changes: Parameters<typeof like>[1]) =>
      pointers(atDecision().refused('admission', like('admission', changes)));
    assert.deepEqual(wrong({ ground: 'exclusion-ground' }), ['/ground']);
    assert.deepEqual(wrong({ decision: 'refused', direction: undefined }), ['/ground']);
    assert.deepEqual(wrong({ ground: 'exception-by-lso' }), ['/exception']);
    assert.deepEqual(wrong({ exception: 'LSO-2026-11' }), ['/exception']);
    const play = atDecision();
    play.perform('admission', like('admission', { ground: 'exception-by-steering-group', exception: 'STG-2026-04' }));
    assert.equal(play.state.facts['admission'], 'admitted');
  });

  it('goes by the direction that the conference agreed on when it names none itself', () => {
    const play = after('intake');
    play.state = { ...play.state, facts: { ...play.state.facts, agreedDirection: 'LEGALISATION' } };
    play.perform('admission', like('admission', { direction: undefined }));
    assert.equal(play.state.direction, 'LEGALISATION');
  });

  it('opens after the step that the municipality has settled', () => {
    assert.ok(atDecision().open.includes('admission'));
    const later = atDecision({ admissionAfter: 'case-conference' });
    assert.ok(!later.open.includes('admission'));
  });

  it('works out the last day of the stay where there is a maximum, and none where there is none', () => {
    const limited = atDecision({ maximumStay: calendarDays(540) });
    limited.perform('admission', admitting);
    assert.equal(limited.state.facts['stayUntil'], '2028-05-09');
    assert.equal(figures(limited).stayUntil, '2028-05-09');
    const unlimited = atDecision();
    unlimited.perform('admission', admitting);
    assert.equal(unlimited.state.facts['stayUntil'], undefined);
    assert.equal(unlimited.refused('extend-stay').code, 'conflict');
  });

  it('can be extended beyond the maximum by a decision, up to what the municipality allows', () => {
    const play = atDecision({ maximumStay: calendarDays(540), mostExtension: calendarDays(90) });
    play.perform('admission', admitting);
    const until = (day: string) => like('extend-stay', { until: day });
    assert.deepEqual(pointers(play.refused('extend-stay', until('2028-05-09'))), ['/until']);
    assert.deepEqual(pointers(play.refused('extend-stay', until('2028-08-08'))), ['/until']);
    play.perform('extend-stay', until('2028-08-07'));
    assert.equal(play.state.facts['stayUntil'], '2028-08-07');
    assert.deepEqual(pointers(play.refused('extend-stay', until('2028-09-01'))), ['/until']);
  });

  it('ends nothing when the last day of the stay has passed: time reminds and marks, and people decide', () => {
    const play = atDecision({ maximumStay: calendarDays(30) });
    play.perform('admission', admitting);
    play.now = Date.parse('2030-01-01T12:00:00Z');
    play.tick();
    assert.equal(play.state.status, 'open');
    assert.equal(play.state.outcome, null);
  });
});

describe('An agency that takes no part in the programme', () => {
  const partners = ['municipality', 'ngo'] as const;

  it('is told nothing, performs nothing, and no step waits for it', () => {
    const play = atDecision({ partners });
    play.perform('admission', admitting);
    assert.ok(
      play.events.every(({ tells = [] }) => tells.every((agency) => agency === 'municipality' || agency === 'ngo')),
    );
    assert.ok(play.state.openSteps.every(({ responsible }) => responsible === 'municipality' || responsible === 'ngo'));
    assert.deepEqual(play.state.parties.toSorted(), ['municipality', 'ngo']);
    // Who was a partner once may know of it, and still performs nothing.
    play.state = { ...play.state, parties: [...play.state.parties, 'dtv'] };
    assert.equal(play.refused('return-counselling').code, 'forbidden');
  });

  it('leaves its work to another partner that may do it', () => {
    const play = atDecision({ partners });
    play.perform('admission', admitting);
    const counselling = play.state.openSteps.find(({ step }) => step === 'return-counselling');
    assert.equal(counselling?.responsible, 'ngo');
    play.take(play.decided(play.command('return-counselling', { actor: actor('ngo:counsellor') })));
    assert.ok(!play.open.includes('return-counselling'));
  });
});

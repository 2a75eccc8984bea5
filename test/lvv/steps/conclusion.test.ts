import assert from 'node:assert/strict';
import { outcomes, type Outcome } from '../../../src/lvv/codes.js';
import { standardSteps } from '../../../src/lvv/index.js';
import type { Rules } from '../../../src/trajectory/definitions/rules.js';
import type { Json } from '../../../src/trajectory/replayed/state.js';
import { actor, admitted, like, Play, pointers, programmeWith } from '../../support/play.js';

const outcome = (code: Outcome, more: Record<string, Json> = {}): Json =>
  like('outcome-registration', { outcome: code, evidenceKind: outcomes[code].evidence[0]!, ...more });
const figures = (play: Play) => Object.assign({}, ...play.events.map((event) => event.figures ?? {}));

function admittedUnder(rules: Partial<Rules>): Play {
  const play = new Play();
  play.programme = programmeWith(standardSteps, rules);
  play.perform('intake');
  play.perform('admission');
  return play;
}

describe('An outcome that says that there was no solution', () => {
  it('closes nothing and counts as nothing until another person has looked at it', () => {
    const play = admitted();
    play.perform('outcome-registration', outcome('MOB'));
    assert.deepEqual([play.state.status, play.state.outcome], ['open', null]);
    assert.equal(figures(play).outcome, undefined);
    assert.ok(play.open.includes('outcome-check'));
    assert.ok(play.open.includes('legal-review'), 'the work goes on meanwhile');
    play.perform('outcome-check');
    assert.deepEqual([play.state.status, play.state.outcome], ['closed', 'MOB']);
    assert.equal(figures(play).outcomeOn, '2026-11-02');
  });

  it('is not looked at by the one who registered it', () => {
    const play = admitted();
    play.perform('outcome-registration', outcome('ENDED_NON_COOPERATION'));
    const command = play.command('outcome-check', { actor: actor('municipality:case-director') });
    assert.equal(play.refusedCommand(command).code, 'forbidden');
  });

  it('that is sent back leaves the trajectory as it was, with its outcome to be registered anew', () => {
    const play = admitted();
    play.perform('outcome-registration', outcome('ENDED_MAX_TERM'));
    play.perform('outcome-check', like('outcome-check', { verdict: 'sent-back' }));
    assert.deepEqual([play.state.status, play.state.outcome], ['open', null]);
    assert.ok(play.open.includes('outcome-registration') && !play.open.includes('outcome-check'));
    play.perform('outcome-registration');
    assert.equal(play.state.outcome, 'RETURNED_INDEPENDENT');
  });

  it('is not avoided by a withdrawal after admission, nor registered twice at once', () => {
    const play = admitted();
    play.perform('withdraw');
    assert.equal(play.state.status, 'open');
    assert.equal(play.refused('withdraw').code, 'conflict');
    assert.equal(play.refused('outcome-registration').code, 'conflict');
    play.perform('outcome-check');
    assert.equal(play.state.outcome, 'OWN_REQUEST');
  });

  it('is what the class map of the programme says, but an ending by decision is always looked at twice', () => {
    const play = admittedUnder({ classes: { OTHER_SHELTER: 'SEMI_DURABLE', ENDED_MAX_TERM: 'SEMI_DURABLE' } });
    play.perform('outcome-registration', outcome('ENDED_MAX_TERM'));
    assert.equal(play.state.status, 'open');
    const other = admittedUnder({ classes: { OTHER_SHELTER: 'SEMI_DURABLE' } });
    other.perform('outcome-registration', outcome('OTHER_SHELTER'));
    assert.equal(other.state.status, 'closed');
  });

  it('is looked at by no one else where the municipality has settled so, and so is every outcome elsewhere', () => {
    const never = admittedUnder({ secondPair: { admission: 'never', outcome: 'never' } });
    never.perform('outcome-registration', outcome('MOB'));
    assert.equal(never.state.status, 'closed');
    const always = admittedUnder({ secondPair: { admission: 'never', outcome: 'always' } });
    always.perform('outcome-registration');
    assert.equal(always.state.status, 'open');
  });

  it('cannot even be proposed while a court has ordered that it goes on', () => {
    const play = admitted();
    play.perform('place-court-hold');
    const ended = outcome('ENDED_NON_COOPERATION', { evidenceKind: 'reasoned-decision' });
    assert.match(play.refused('outcome-registration', ended).detail, /court/);
  });
});

describe('A follow-up', () => {
  const planned = () => {
    const play = admitted();
    play.perform('outcome-registration', outcome('RETURNED_INDEPENDENT', { followUpOn: '2027-03-15' }));
    return play;
  };

  it('keeps the trajectory open with its outcome, stops the work, and asks by the day that was planned', () => {
    const play = planned();
    assert.deepEqual([play.state.status, play.state.outcome], ['open', 'RETURNED_INDEPENDENT']);
    assert.deepEqual(play.open, ['follow-up']);
    assert.equal(play.state.openSteps[0]!.targetDate, '2027-03-15');
    play.tick();
    assert.deepEqual(play.open, ['follow-up']);
  });

  it('closes when the outcome holds, or when that cannot be known', () => {
    for (const finding of ['holds', 'unknown']) {
      const play = planned();
      play.perform('follow-up', like('follow-up', { finding }));
      assert.deepEqual([play.state.status, play.state.outcome], ['closed', 'RETURNED_INDEPENDENT']);
    }
  });

  it('takes the outcome back when it does not hold: the work goes on, and it is in no figure as if it had', () => {
    const play = planned();
    play.perform('follow-up', like('follow-up', { finding: 'does-not-hold' }));
    assert.deepEqual([play.state.status, play.state.outcome], ['open', null]);
    assert.deepEqual([figures(play).outcome, figures(play).outcomeOn, figures(play).evidence], [null, null, null]);
    for (const step of ['outcome-registration', 'legal-review', 'return-counselling']) {
      assert.ok(play.open.includes(step), step);
    }
    play.perform('outcome-registration');
    assert.equal(play.state.status, 'closed');
  });
});

describe('The periodic review', () => {
  it('plans the next one, unless an outcome is expected', () => {
    const play = admitted();
    const goesOn = like('periodic-review', { conclusion: 'go-on' });
    assert.deepEqual(pointers(play.refused('periodic-review', goesOn)), ['/nextReviewOn']);
    play.perform('periodic-review', like('periodic-review', { conclusion: 'go-on', nextReviewOn: '2027-05-17' }));
    const next = play.state.openSteps.find(({ step }) => step === 'periodic-review');
    assert.equal(next?.targetDate, '2027-05-17');
    play.perform('periodic-review');
    assert.ok(!play.open.includes('periodic-review'));
  });

  it('says why someone is found not to cooperate, and ends nothing by that', () => {
    const play = admitted();
    const unwilling = { cooperation: 'does-not-cooperate', conclusion: 'go-on', nextReviewOn: '2027-03-01' };
    assert.deepEqual(pointers(play.refused('periodic-review', like('periodic-review', { ...unwilling, reason: '' }))), [
      '/reason',
    ]);
    play.perform('periodic-review', like('periodic-review', unwilling));
    assert.deepEqual([play.state.status, play.state.outcome], ['open', null]);
    assert.equal(play.state.facts['cooperation'], 'does-not-cooperate');
  });

  it('brings the case before the conference again when the direction is to be discussed', () => {
    const play = admitted();
    play.perform(
      'periodic-review',
      like('periodic-review', { conclusion: 'discuss-direction', nextReviewOn: '2027-03-01' }),
    );
    assert.ok(play.open.includes('case-conference'));
  });
});

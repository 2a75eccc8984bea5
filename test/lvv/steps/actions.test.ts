import assert from 'node:assert/strict';
import { outcomeCodes, outcomes, outcomesOf, putsOut, type Outcome } from '../../../src/lvv/codes.js';
import { standardActions, standardSteps } from '../../../src/lvv/index.js';
import { addDays, dayOf } from '../../../src/trajectory/terms/calendar.js';
import type { Json } from '../../../src/trajectory/replayed/state.js';
import { definition, Play, programmeWith } from '../../support/play.js';

const day = 86_400_000;
const like = (name: string, changes: Record<string, Json>): Json => ({
  ...(definition(name).example as object),
  ...changes,
});
function admitted(): Play {
  const play = new Play();
  play.perform('intake');
  play.perform('admission');
  return play;
}
const ending = (outcome: Outcome) =>
  like('outcome-registration', {
    outcome,
    occurredOn: '2026-11-02',
    evidenceKind: outcomes[outcome].evidence[0]!,
    ...(outcome === 'RESIDENCE_GRANTED' && { ground: 'other' }),
  });
const open = (play: Play, step: string) => play.state.openSteps.find((candidate) => candidate.step === step)!;

describe('A court hold', () => {
  it('keeps the municipality from ending shelter or trajectory by decision until a person lifts it', () => {
    const play = admitted();
    play.perform('place-court-hold');
    for (const outcome of outcomeCodes.filter((code) => putsOut(code) && code !== 'REFUSED_AT_ADMISSION')) {
      const refused = play.refused('outcome-registration', ending(outcome));
      assert.equal(refused.code, 'conflict');
      assert.match(refused.detail, /court.*Lift the hold first/s);
    }
    assert.equal(play.state.status, 'open');
    play.perform('lift-court-hold');
    play.perform('outcome-registration', ending('ENDED_MAX_TERM'));
    play.perform('outcome-check');
    assert.equal(play.state.status, 'closed');
  });

  it('keeps nobody from registering what happened to the person or what they chose', () => {
    const happened = outcomesOf('participant').filter((code) => !putsOut(code));
    assert.ok(happened.includes('DECEASED') && happened.includes('RETURNED_INDEPENDENT'));
    for (const outcome of happened) {
      const play = admitted();
      play.perform('place-court-hold');
      play.perform('outcome-registration', ending(outcome));
      if (play.open.includes('outcome-check')) play.perform('outcome-check');
      assert.deepEqual([play.state.status, play.state.outcome], ['closed', outcome]);
    }
  });

  it('outranks every timer: not even the day on which it was to end ends it', () => {
    const play = admitted();
    play.perform('place-court-hold', like('place-court-hold', { until: '2026-12-01' }));
    play.now += 1000 * day;
    assert.deepEqual(play.tick().events, []);
    assert.equal(play.refused('outcome-registration', ending('ENDED_MAX_TERM')).code, 'conflict');
  });

  it('is entered once and lifted once', () => {
    const play = admitted();
    assert.equal(play.refused('lift-court-hold').code, 'conflict');
    play.perform('place-court-hold');
    assert.equal(play.refused('place-court-hold').code, 'conflict');
    play.perform('lift-court-hold');
    assert.equal(play.refused('lift-court-hold').code, 'conflict');
  });
});

describe('Suspending', () => {
  it('happens as often as needed, and never twice at the same time', () => {
    const play = admitted();
    assert.equal(play.refused('resume').code, 'conflict');
    for (let round = 0; round < 3; round += 1) {
      play.perform('suspend');
      assert.match(play.refused('suspend').detail, /Resume it first/);
      play.perform('resume');
    }
  });

  it('keeps nobody from going on with what is open', () => {
    const play = admitted();
    play.perform('suspend');
    play.perform('legal-review');
    play.perform('outcome-registration');
    assert.equal(play.state.status, 'closed');
  });
});

describe('Extending a term', () => {
  it('moves target, fatal day and moments by exactly the days that are given', () => {
    const play = admitted();
    const before = open(play, 'legal-review');
    play.perform('extend-term');
    const after = open(play, 'legal-review');
    assert.equal(after.targetDate, addDays(before.targetDate!, 14));
    assert.equal(after.fatalDate, addDays(before.fatalDate!, 14));
    assert.deepEqual(
      after.wakeUps.map(({ at }) => dayOf(at)),
      before.wakeUps.map(({ at }) => addDays(dayOf(at), 14)),
    );
  });

  it('is possible up to the length of the term in all, and says how much is left', () => {
    const play = admitted();
    const { openedAt, fatalDate } = open(play, 'legal-review');
    const term = Math.round((Date.parse(fatalDate!) - Date.parse(dayOf(openedAt))) / day);
    play.perform('extend-term', like('extend-term', { days: term - 3 }));
    const refused = play.refused('extend-term', like('extend-term', { days: 4 }));
    assert.match(refused.detail, /by 3 days at most/);
    play.perform('extend-term', like('extend-term', { days: 3 }));
    assert.match(play.refused('extend-term', like('extend-term', { days: 1 })).detail, /cannot be extended any more/);
    assert.equal(open(play, 'legal-review').fatalDate, addDays(fatalDate!, term));
  });

  it('starts anew with another round of the step', () => {
    const play = admitted();
    const all = like('extend-term', { days: 20 });
    play.perform('extend-term', all);
    play.perform('legal-review');
    play.now += day;
    play.perform('plan-step', { step: 'legal-review', reason: 'New facts.' });
    play.perform('extend-term', all);
  });

  it('makes what was overdue so no longer, and it becomes so again when the new term has passed', () => {
    const play = admitted();
    const { fatalDate } = open(play, 'legal-review');
    play.now = Date.parse(`${addDays(fatalDate!, 2)}T10:00:00Z`);
    play.tick();
    assert.ok(open(play, 'legal-review').overdue);
    play.perform('extend-term');
    assert.ok(!open(play, 'legal-review').overdue);
    play.now += 20 * day;
    assert.ok(play.tick().events.some(({ type, step }) => type === 'step-overdue' && step === 'legal-review'));
    assert.ok(open(play, 'legal-review').overdue);
  });

  it('counts on when the clock stands still', () => {
    const play = admitted();
    const { fatalDate } = open(play, 'legal-review');
    play.perform('suspend');
    play.perform('extend-term');
    assert.equal(open(play, 'legal-review').fatalDate, null);
    play.perform('resume');
    assert.equal(open(play, 'legal-review').fatalDate, addDays(fatalDate!, 14));
  });

  it('that would have passed already, or of a step that is not open, is refused', () => {
    const play = admitted();
    play.now += 200 * day;
    assert.match(play.refused('extend-term').detail, /would have passed already/);
    assert.match(
      play.refused('extend-term', like('extend-term', { step: 'intake' })).detail,
      /“Intake” is not open here/,
    );
  });
});

describe('Reassigning', () => {
  it('makes an agency responsible that may perform the step, tells it, and leaves the terms as they are', () => {
    const play = admitted();
    const before = open(play, 'return-counselling');
    const { events } = play.perform('reassign');
    assert.deepEqual(open(play, 'return-counselling'), { ...before, responsible: 'ngo' });
    assert.deepEqual(events.find(({ type }) => type === 'step-reassigned')?.tells, ['ngo']);
    assert.ok(play.state.parties.includes('ngo'));
  });

  it('to who may not perform it, or has it already, is refused with who can', () => {
    const play = admitted();
    const refused = play.refused('reassign', like('reassign', { to: 'avim' }));
    assert.deepEqual(refused.params, { step: 'return-counselling', able: ['dtv', 'ngo'] });
    assert.equal(play.refused('reassign', like('reassign', { to: 'dtv' })).code, 'conflict');
  });

  it('to who takes no part in the programme is refused, and it is not asked to look along either', () => {
    const play = admitted();
    play.programme = programmeWith(standardSteps, { partners: ['municipality', 'dtv'] });
    const refused = play.refused('reassign', like('reassign', { to: 'ngo' }));
    assert.deepEqual(refused.params, { step: 'return-counselling', able: ['dtv'] });
    assert.match(play.refused('share', like('share', { with: 'ngo' })).detail, /the NGO takes no part/);
  });
});

describe('Referring to another agency', () => {
  it('makes it a party and tells it, and moves nothing', () => {
    const play = new Play();
    const steps = play.state.openSteps;
    assert.ok(!play.state.parties.includes('ind'));
    const { events } = play.perform('share');
    assert.deepEqual(events[0]?.tells, ['ind']);
    assert.ok(play.state.parties.includes('ind'));
    assert.deepEqual(play.state.openSteps, steps);
    assert.equal(play.refused('share', { with: 'ind', reason: 'Once more.' }).code, 'conflict');
    play.perform('share', { with: 'ind', question: 'Q-2', reason: 'Another question.' });
  });
});

describe('What is noted on a trajectory', () => {
  it('a flag is there until it is taken away, each with a reason, and no more than ten', () => {
    const play = new Play();
    play.perform('flag');
    assert.deepEqual(Object.keys(play.state.facts['flags'] as object), ['urgent']);
    assert.equal(play.refused('flag').code, 'conflict');
    for (let i = 1; i < 10; i += 1) play.perform('flag', like('flag', { flag: `flag-${i}` }));
    assert.match(play.refused('flag', like('flag', { flag: 'one-more' })).detail, /Take one away first/);
    play.perform('unflag');
    assert.match(play.refused('unflag').detail, /does not have the flag urgent/);
    for (let i = 1; i < 10; i += 1) play.perform('unflag', like('unflag', { flag: `flag-${i}` }));
    assert.ok(!('flags' in play.state.facts));
  });

  it('the last contact is the latest that succeeded, in whatever order they are entered', () => {
    const play = new Play();
    play.now = Date.parse('2026-12-01T10:00:00Z');
    const contact = (on: string, succeeded: boolean) => play.perform('add-contact', { on, how: 'phone', succeeded });
    contact('2026-11-20', true);
    contact('2026-11-28', false);
    contact('2026-11-10', true);
    assert.equal(play.state.facts['lastContactOn'], '2026-11-20');
    assert.equal(
      play.refused('add-contact', { on: '2026-12-02', how: 'phone', succeeded: true }).code,
      'invalid-input',
    );
  });

  it('a correction points at an entry that someone filled in, and leaves that entry as it is', () => {
    const play = admitted();
    const before = structuredClone(play.batches);
    play.perform('correct');
    assert.deepEqual(play.batches.slice(0, -1), before);
    assert.equal(play.state.facts['receivedOn'], '2026-11-01');
    for (const sequence of [2, play.state.version + 1]) {
      assert.equal(play.refused('correct', like('correct', { sequence })).code, 'invalid-input');
    }
  });

  it('what came by post or phone is on the timeline, with who sent it and where it is kept', () => {
    const play = admitted();
    play.now = Date.parse('2026-11-20T10:00:00Z');
    const { events } = play.perform('register-received');
    assert.deepEqual(events[0]?.data, definition('register-received').example);
    assert.equal(events[0]?.type, 'register-received');
  });

  it('what can be done to many at once is taking up, holding and handing over, and nothing that ends or decides', () => {
    const bulk = standardActions.filter((action) => action.bulk).map(({ name }) => name);
    assert.deepEqual(bulk, ['claim', 'release', 'reassign', 'place-court-hold', 'lift-court-hold']);
  });
});

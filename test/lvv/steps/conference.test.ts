import assert from 'node:assert/strict';
import { standardSteps } from '../../../src/lvv/index.js';
import { calendarDays, workingDays } from '../../../src/trajectory/terms/deadlines.js';
import type { LadderLevel } from '../../../src/lvv/rules.js';
import type { Rules } from '../../../src/trajectory/definitions/rules.js';
import type { Json } from '../../../src/trajectory/replayed/state.js';
import { actor, like, Play, pointers, programmeWith } from '../../support/play.js';

const level = (name: string, days: number): LadderLevel => ({
  level: name,
  title: { en: name, nl: name },
  term: calendarDays(days),
});
const ladder = [level('local-steering-group', 21), level('programme-council', 42)];

/** Up to the conference, under these rules. */
function atConference(rules: Partial<Rules> = {}): Play {
  const play = new Play();
  play.programme = programmeWith(standardSteps, { ladder, ...rules });
  for (const step of ['intake', 'dossier-ind', 'dossier-dtv', 'rest-period']) play.perform(step);
  return play;
}

const dissent: Record<string, Json | undefined> = {
  agreement: 'dissent',
  direction: undefined,
  dissent: [{ agency: 'dtv', position: 'RETURN' }],
};
const held = (changes: Record<string, Json | undefined>) => like('case-conference', changes);
const figures = (play: Play) => Object.assign({}, ...play.events.map((event) => event.figures ?? {}));
const marks = (play: Play, name: string) =>
  play.events.flatMap((event) => event.marks ?? []).filter((mark) => mark.name === name);

describe('The case conference', () => {
  it('opens when the dossier is there and its rest has ended, and waits for no agency that takes no part', () => {
    assert.ok(atConference().open.includes('case-conference'));
    const early = new Play();
    early.perform('intake');
    assert.ok(!early.open.includes('case-conference'));
    const alone = new Play();
    alone.programme = programmeWith(standardSteps, { partners: ['municipality', 'ngo'] });
    alone.perform('intake');
    for (const step of ['dossier-ind', 'dossier-dtv', 'rest-period']) {
      if (alone.open.includes(step))
        alone.take(alone.decided(alone.command(step, { actor: actor('municipality:case-director') })));
    }
    assert.ok(alone.open.includes('case-conference'));
  });

  it('sets the direction by consensus: at once when admitted, else for the one who decides on admission', () => {
    const play = atConference();
    play.perform('case-conference', held({ direction: 'LEGALISATION' }));
    assert.equal(play.state.direction, null);
    play.perform('admission', like('admission', { direction: undefined }));
    assert.equal(play.state.direction, 'LEGALISATION');
    play.perform('plan-step', like('plan-step', { step: 'case-conference' }));
    play.perform('case-conference', held({ direction: 'RETURN' }));
    assert.equal(play.state.direction, 'RETURN');
    assert.equal(play.state.outcome, null);
  });

  it('keeps how each direction came to be', () => {
    const play = atConference();
    play.perform('admission');
    play.perform('case-conference', held({ direction: 'LEGALISATION', minutes: 'LSO-1' }));
    play.perform('change-direction');
    const history = play.state.facts['directions'] as { direction: string; reason: unknown }[];
    assert.deepEqual(
      history.map(({ direction }) => direction),
      ['UNDER_INVESTIGATION', 'LEGALISATION', 'RETURN'],
    );
    assert.deepEqual(history[1]!.reason, { code: 'agreed-in-conference', params: { minutes: 'LSO-1' } });
  });

  it('sets no direction when a party dissents: it records who, and goes up the ladder', () => {
    const play = atConference();
    play.perform('admission', like('admission', { direction: 'RETURN' }));
    play.perform('case-conference', held(dissent));
    assert.equal(play.state.direction, 'RETURN');
    assert.equal(play.state.facts['investigating'], 'NO_AGREEMENT');
    const open = play.state.openSteps.find(({ step }) => step === 'escalation');
    assert.equal(open?.targetDate, '2026-11-23');
    assert.equal(figures(play).escalationLevel, 'local-steering-group');
    assert.deepEqual(
      marks(play, 'conference').map(({ value }) => value),
      ['dissent'],
    );
  });

  it('leaves dissent where it is, for all to see, when the municipality has no ladder', () => {
    const play = atConference({ ladder: [] });
    play.perform('case-conference', held(dissent));
    assert.ok(!play.open.includes('escalation'));
    assert.equal(play.state.facts['investigating'], 'NO_AGREEMENT');
  });

  it('refuses an agreement that does not fit, and says all that is wrong', () => {
    const wrong = (changes: Record<string, Json | undefined>) =>
      pointers(atConference().refused('case-conference', held(changes)));
    assert.deepEqual(wrong({ present: ['ngo'] }), ['/present']);
    assert.deepEqual(wrong({ present: ['municipality', 'municipality'] }), ['/present']);
    assert.deepEqual(wrong({ direction: undefined }), ['/direction']);
    assert.deepEqual(wrong({ isCase: 'no' }), ['/direction']);
    assert.deepEqual(wrong({ investigating: 'IDENTITY' }), ['/investigating']);
    assert.deepEqual(wrong({ dissent: [{ agency: 'dtv', position: 'RETURN' }] }), ['/dissent']);
    assert.deepEqual(wrong({ ...dissent, dissent: [] }), ['/dissent']);
    assert.deepEqual(wrong({ ...dissent, present: ['municipality'] }), ['/dissent']);
    assert.deepEqual(wrong({ ...dissent, direction: 'RETURN' }), ['/direction']);
  });

  it('asks for the quorum that the municipality has settled', () => {
    const conference = { perMeeting: 8, quorum: ['municipality', 'avim'] as const, positionsBefore: workingDays(2) };
    assert.deepEqual(pointers(atConference({ conference }).refused('case-conference')), ['/present']);
  });
});

describe('The agenda of the conference', () => {
  it('has the day of the meeting, and the day until which positions are given, counted back in working days', () => {
    const play = atConference();
    play.perform('schedule-conference', like('schedule-conference', { meetingOn: '2026-12-28' }));
    assert.deepEqual(play.state.facts['agenda'], { meetingOn: '2026-12-28', positionsBy: '2026-12-23' });
    play.perform('case-conference');
    assert.equal(play.state.facts['agenda'], undefined);
  });

  it('takes a case again that was discussed before, and none before its intake or on a day that has passed', () => {
    const play = atConference();
    play.perform('case-conference');
    assert.ok(!play.open.includes('case-conference'));
    play.perform('schedule-conference');
    assert.ok(play.open.includes('case-conference'));
    assert.equal(new Play().refused('schedule-conference').code, 'conflict');
    const past = like('schedule-conference', { meetingOn: '2026-11-01' });
    assert.deepEqual(pointers(play.refused('schedule-conference', past)), ['/meetingOn']);
  });

  it('has the position of each party in advance, the last one that it gave', () => {
    const play = atConference();
    const give = (by: string, position: string) =>
      play.take(play.decided(play.command('give-position', { actor: actor(by), input: { position } })));
    give('ngo:legal', 'LEGALISATION');
    give('dtv:departure-officer', 'UNDER_INVESTIGATION');
    give('dtv:departure-officer', 'RETURN');
    const positions = play.state.facts['positions'] as Record<string, { position: string }>;
    assert.deepEqual(
      Object.entries(positions).map(([agency, { position }]) => [agency, position]),
      [
        ['ngo', 'LEGALISATION'],
        ['dtv', 'RETURN'],
      ],
    );
    play.perform('case-conference');
    assert.equal(play.state.facts['positions'], undefined);
    assert.equal(play.refused('give-position').code, 'conflict');
  });
});

describe('The escalation ladder', () => {
  const escalated = () => {
    const play = atConference();
    play.perform('admission');
    play.perform('case-conference', held(dissent));
    return play;
  };
  const answer = (changes: Record<string, Json | undefined>) => like('escalation', changes);
  const openEscalation = (play: Play) => play.state.openSteps.find(({ step }) => step === 'escalation');

  it('goes level by level, each with its own clock, and back to the conference after the last', () => {
    const play = escalated();
    play.perform('escalation', answer({ result: 'not-agreed', direction: undefined }));
    assert.equal((play.state.facts['escalation'] as { level: string }).level, 'programme-council');
    assert.equal(openEscalation(play)?.targetDate, '2026-12-14');
    play.perform('escalation', answer({ result: 'not-agreed', direction: undefined }));
    assert.equal(play.state.facts['escalation'], undefined);
    assert.ok(play.open.includes('case-conference') && !play.open.includes('escalation'));
    assert.deepEqual(
      marks(play, 'escalation').map(({ value }) => value),
      ['local-steering-group/not-agreed', 'programme-council/not-agreed'],
    );
    assert.equal(figures(play).escalationLevel, null);
  });

  it('sets the direction when a level agrees on one', () => {
    const play = escalated();
    play.perform('escalation');
    assert.equal(play.state.direction, 'LEGALISATION');
    assert.equal(play.state.facts['escalation'], undefined);
    assert.equal(play.state.facts['investigating'], undefined);
  });

  it('decides nothing when its clock runs out: it reminds, marks and escalates to the coordinator', () => {
    const play = escalated();
    play.now = Date.parse('2027-06-01T12:00:00Z');
    const late = play.tick().events;
    play.now = Date.parse('2027-07-01T12:00:00Z');
    const types = new Set(
      [...late, ...play.tick().events].filter(({ step }) => step === 'escalation').map(({ type }) => type),
    );
    assert.deepEqual(types, new Set(['step-reminded', 'step-overdue', 'escalation-postponed', 'step-escalated']));
    assert.equal((play.state.facts['escalation'] as { level: string }).level, 'local-steering-group');
    assert.equal(play.state.direction, 'UNDER_INVESTIGATION');
  });

  it('takes an answer of the level that it is at, with a direction only when it was agreed', () => {
    const wrong = (changes: Record<string, Json | undefined>) =>
      pointers(escalated().refused('escalation', answer(changes)));
    assert.deepEqual(wrong({ level: 'programme-council' }), ['/level']);
    assert.deepEqual(wrong({ direction: undefined }), ['/direction']);
    assert.deepEqual(wrong({ result: 'not-agreed' }), ['/direction']);
  });

  it('is asked no more once the conference agrees after all, and is not begun anew by dissent in it', () => {
    const play = escalated();
    play.perform('escalation', answer({ result: 'not-agreed', direction: undefined }));
    play.perform('schedule-conference');
    play.perform('case-conference', held(dissent));
    assert.equal((play.state.facts['escalation'] as { level: string }).level, 'programme-council');
    play.perform('schedule-conference');
    play.perform('case-conference', held({ direction: 'ONWARD_MIGRATION' }));
    assert.equal(play.state.direction, 'ONWARD_MIGRATION');
    assert.ok(!play.open.includes('escalation'));
    assert.equal(play.state.facts['escalation'], undefined);
  });

  it('can be gone up without a conference, once at a time, and not where there is no ladder', () => {
    const play = atConference();
    play.perform('escalate');
    assert.ok(play.open.includes('escalation'));
    assert.equal(play.refused('escalate').code, 'conflict');
    assert.equal(atConference({ ladder: [] }).refused('escalate').code, 'conflict');
  });
});

import assert from 'node:assert/strict';
import { differenceOf } from '../../../src/trajectory/deciding/correcting.js';
import { decide } from '../../../src/trajectory/deciding/decide.js';
import { figuresAfter } from '../../../src/trajectory/definitions/figures.js';
import { subjectFor } from '../../../src/agencies/message.js';
import { messagesOf } from '../../../src/agencies/messagesOf.js';
import { stepNamesOf } from '../../../src/agencies/names.js';
import { wordingOf } from '../../../src/trajectory/reading/names.js';
import type { Batch } from '../../../src/trajectory/replayed/events.js';
import { calledBy, marksIn } from '../../../src/trajectory/deciding/correction.js';
import { evolve } from '../../../src/trajectory/replayed/evolve.js';
import { knowledgeOf, numberFor } from '../../../src/trajectory/access/knowledge.js';
import { programmesOf } from '../../../src/trajectory/definitions/programme.js';
import { Refusal } from '../../../src/trajectory/replayed/refusal.js';
import { nothingYet, type Actor, type Json } from '../../../src/trajectory/replayed/state.js';
import { correct, entryOf, reason } from '../../support/corrections.js';
import { actor, after, like, programmeWith, type Play } from '../../support/play.js';

const colleague: Actor = { ...actor('municipality:coordinator'), subject: 'a-colleague' };

/** Admitted on 16 November, and it is December. */
function admitted(decision = like('admission', { decidedOn: '2026-11-16' })): Play {
  const play = after('intake');
  play.now = Date.parse('2026-12-01T10:00:00Z');
  play.perform('admission', decision);
  return play;
}

const figures = (play: Play) => figuresAfter(play.batches);

describe('A corrected entry', () => {
  it('counts with the right day from then on, in figures, facts and terms, whatever followed from the wrong one', () => {
    const play = after('intake');
    play.programme = programmeWith(undefined, { maximumStay: { amount: 18, unit: 'month' } });
    play.now = Date.parse('2026-12-20T10:00:00Z');
    play.perform('admission', like('admission', { decidedOn: '2026-11-10' }));
    assert.equal(play.state.facts['stayUntil'], '2028-05-10');
    correct(play, 'admission', { decidedOn: '2026-12-10' });
    assert.equal(play.state.facts['admittedOn'], '2026-12-10');
    assert.equal(play.state.facts['stayUntil'], '2028-06-10');
    const { admittedOn, admissionOn, stayUntil } = figures(play);
    assert.deepEqual([admittedOn, admissionOn, stayUntil], ['2026-12-10', '2026-12-10', '2028-06-10']);
    correct(play, 'intake', { heldOn: '2026-11-25' });
    assert.equal(figures(play)['intakeOn'], '2026-11-25');
  });

  it('stays on the record as it was, and what was known before the correction is what was believed then', () => {
    const play = admitted();
    const [before, state] = [structuredClone(play.batches), play.state];
    correct(play, 'admission', { decidedOn: '2026-11-20' });
    assert.deepEqual(play.batches.slice(0, before.length), before);
    assert.deepEqual(play.batches.slice(0, before.length).reduce(evolve, nothingYet), state);
    assert.equal(figuresAfter(before)['admittedOn'], '2026-11-16');
  });

  it('takes back what was counted by it and counts the right, each once', () => {
    const play = after('intake', 'admission');
    play.now = Date.parse('2026-11-20T10:00:00Z');
    play.perform('lodge-objection');
    const objections = () => marksIn(play.batches).filter(({ mark }) => mark.name === 'objection');
    play.now = Date.parse('2026-12-01T10:00:00Z');
    for (const lodgedOn of ['2026-11-10', '2026-11-12']) {
      correct(play, 'lodge-objection', { lodgedOn });
      assert.deepEqual(
        objections().map(({ mark }) => mark.on),
        [lodgedOn],
      );
    }
  });

  it('may get a day that had not come when it was entered, and has come since', () => {
    const play = after('intake', 'admission');
    play.now = Date.parse('2026-12-01T10:00:00Z');
    correct(play, 'admission', { decidedOn: '2026-11-30' });
    assert.equal(figures(play)['admittedOn'], '2026-11-30');
    const sequence = entryOf(play, 'admission');
    const tomorrow = { sequence, changes: { decidedOn: '2026-12-02' }, reason };
    assert.equal(play.refused('correct', tomorrow).code, 'invalid-input');
  });

  it('moves the dates of a step that runs from it', () => {
    const play = after('intake', 'admission');
    play.perform('start-procedure', like('start-procedure', { lodgedOn: '2026-11-01' }));
    const dates = () => play.state.openSteps.find(({ step }) => step === 'procedure-no-fault')!;
    const before = dates().targetDate!;
    play.now = Date.parse('2026-11-30T10:00:00Z');
    correct(play, 'start-procedure', { dueOn: '2026-12-15' });
    assert.notEqual(dates().targetDate, before);
    assert.equal(dates().fatalDate, '2026-12-15');
  });

  it('is marked as corrected until something else sets it', () => {
    const play = after('intake', 'admission');
    const { version } = play.state;
    play.now = Date.parse('2026-12-20T10:00:00Z');
    play.perform('add-contact', { on: '2026-12-01', how: 'phone', succeeded: true });
    correct(play, 'add-contact', { on: '2026-12-02' });
    assert.deepEqual(play.state.facts['corrected'], { lastContactOn: version + 2 });
    play.perform('add-contact', { on: '2026-12-10', how: 'phone', succeeded: true });
    assert.equal(play.state.facts['corrected'], undefined);
  });

  it('can be corrected again, and a field that may be left out can be taken away', () => {
    const play = after('intake', 'admission');
    for (const decidedOn of ['2026-11-10', '2026-11-12', '2026-11-16']) {
      play.now = Date.parse('2026-12-01T10:00:00Z');
      correct(play, 'admission', { decidedOn });
      assert.equal(figures(play)['admittedOn'], decidedOn);
    }
    correct(play, 'admission', { direction: 'RETURN' });
    assert.equal(play.state.direction, 'RETURN');
    correct(play, 'intake', { legalRepresentative: null });
    assert.equal(play.state.direction, 'RETURN');
  });

  it('that is closed stays closed, with the right day of its outcome', () => {
    const play = after('intake', 'admission');
    play.now = Date.parse('2026-12-20T10:00:00Z');
    play.perform('outcome-registration');
    const { closedAt } = play.state;
    correct(play, 'outcome-registration', { occurredOn: '2026-12-01' });
    assert.deepEqual([play.state.status, play.state.closedAt], ['closed', closedAt]);
    assert.equal(figures(play)['outcomeOn'], '2026-12-01');
    const ended = { outcome: 'RESIDENCE_GRANTED', evidenceKind: 'ind-decision', ground: 'asylum' };
    correct(play, 'outcome-registration', ended);
    assert.equal(play.state.outcome, 'RESIDENCE_GRANTED');
    assert.equal(figures(play)['outcome'], 'RESIDENCE_GRANTED');
  });
});

describe('A correction', () => {
  const refused = like('admission', {
    decision: 'refused',
    ground: 'outside-target-group',
    direction: undefined,
    decidedOn: '2026-11-16',
  });

  it('tells the agencies that were told of the entry and may see what changed, and no other that takes part', () => {
    const play = admitted();
    const { ground, from } = play.command('suspend').input as { ground: string; from?: string };
    const suspended = play.perform('suspend');
    assert.deepEqual(suspended.events[0]?.tells, ['ngo', 'dtv']);
    assert.ok(play.state.parties.includes('ind'));
    const told = (changes: Record<string, Json>) => correct(play, 'suspend', changes).events[0]?.tells;
    assert.deepEqual(told({ ground: ground === 'medical' ? 'other' : 'medical' }), ['municipality', 'ngo']);
    assert.deepEqual(told({ from: from === undefined ? '2026-11-30' : '2026-11-29' }), ['municipality', 'ngo', 'dtv']);
  });

  it('of a decision that was looked at twice waits for another than who proposed it', () => {
    const play = admitted(refused);
    play.take(play.decided({ ...play.command('admission-check'), actor: colleague }));
    correct(play, 'admission', { decidedOn: '2026-11-20' });
    assert.equal(figures(play)['refusedOn'], '2026-11-16');
    const { proposal } = play.state.facts['correctionProposal'] as { proposal: number };
    const confirms = (by: Actor, verdict = 'confirmed') =>
      play.command('confirm-correction', { input: { sequence: proposal, verdict, reason }, actor: by });
    assert.equal(play.refusedCommand(confirms(actor('municipality:case-director'))).code, 'forbidden');
    play.take(play.decided(confirms(colleague)));
    assert.equal(figures(play)['refusedOn'], '2026-11-20');
    assert.equal(play.state.facts['correctionProposal'], undefined);
  });

  it('that waits for a colleague is called a proposal, in messages as well, and one that holds a correction', () => {
    const play = admitted(refused);
    play.take(play.decided({ ...play.command('admission-check'), actor: colleague }));
    const programmes = programmesOf([play.programme]);
    const names = stepNamesOf(programmes);
    const said = (batch: Batch) => {
      const [message] = messagesOf(play.state, [batch], new Map(), names);
      return [wordingOf(programmes).event(calledBy(batch.events[0]!)).nl, message && subjectFor(names, message).nl];
    };
    assert.deepEqual(said(correct(play, 'admission', { decidedOn: '2026-11-20' })), [
      'Correctie voorgesteld',
      'Een correctie wacht op controle door een collega',
    ]);
    assert.deepEqual(said(correct(play, 'intake', { heldOn: '2026-11-03' })), [
      'Invoer gecorrigeerd',
      'Invoer gecorrigeerd',
    ]);
  });

  it('that makes of a decision one that has to be looked at twice is looked at twice itself', () => {
    const play = after('intake', 'admission');
    const changes = { decision: 'refused', ground: 'outside-target-group', direction: null };
    correct(play, 'admission', changes);
    assert.equal(play.state.facts['admission'], 'admitted');
    const { proposal } = play.state.facts['correctionProposal'] as { proposal: number };
    const input = { sequence: proposal, verdict: 'confirmed', reason };
    play.take(play.decided(play.command('confirm-correction', { input, actor: colleague })));
    assert.deepEqual([play.state.facts['admission'], play.state.direction], ['refused', null]);
    assert.equal(play.open.includes('admission-check'), false);
  });

  it('that makes of a refusal that was looked at an admission holds without the look at the refusal', () => {
    const play = admitted(refused);
    play.take(play.decided({ ...play.command('admission-check'), actor: colleague }));
    correct(play, 'admission', { decision: 'admitted', ground: 'meets-criteria', direction: 'RETURN' });
    const { proposal } = play.state.facts['correctionProposal'] as { proposal: number };
    const input = { sequence: proposal, verdict: 'confirmed', reason };
    play.take(play.decided(play.command('confirm-correction', { input, actor: colleague })));
    assert.deepEqual([play.state.facts['admission'], play.state.direction], ['admitted', 'RETURN']);
    assert.deepEqual([figures(play)['admittedOn'], figures(play)['refusedOn']], ['2026-11-16', undefined]);
  });

  it('tells who waits for a step of what is overdue by it, and of no moment that has passed', () => {
    const step = 'procedure-human-trafficking';
    const toldBy = (lodgedOn: string) => {
      const play = after('intake', 'admission');
      const input = like('start-procedure', { procedure: 'human-trafficking', lodgedOn: '2026-11-01' });
      play.perform('start-procedure', input);
      play.now = Date.parse('2027-01-10T10:00:00Z');
      correct(play, 'start-procedure', { lodgedOn });
      return play.tick().events.flatMap((event) => (event.step === step ? [[event.type, event.tells]] : []));
    };
    assert.deepEqual(toldBy('2026-09-01'), [['step-overdue', ['avim']]]);
    // The reminder would have come a week ago.
    assert.deepEqual(toldBy('2026-11-08'), []);
  });

  it('rests on an earlier one that a colleague looked at, as on what was looked at when it was entered', () => {
    const play = after('intake', 'admission');
    play.now = Date.parse('2026-12-01T10:00:00Z');
    const looked = (changes: Record<string, Json>) => {
      correct(play, 'admission', changes);
      const { proposal } = play.state.facts['correctionProposal'] as { proposal: number };
      const input = { sequence: proposal, verdict: 'confirmed', reason };
      play.take(play.decided(play.command('confirm-correction', { input, actor: colleague })));
    };
    looked({ decision: 'refused', ground: 'outside-target-group', direction: null });
    looked({ decidedOn: '2026-11-20' });
    assert.deepEqual([figures(play)['refusedOn'], play.state.facts['admission']], ['2026-11-20', 'refused']);
    correct(play, 'intake', { heldOn: '2026-11-03' });
    assert.deepEqual([figures(play)['refusedOn'], figures(play)['intakeOn']], ['2026-11-20', '2026-11-03']);
  });

  it('sent back changes nothing', () => {
    const play = admitted(refused);
    play.take(play.decided({ ...play.command('admission-check'), actor: colleague }));
    const before = figures(play);
    correct(play, 'admission', { decidedOn: '2026-11-12' });
    const { proposal } = play.state.facts['correctionProposal'] as { proposal: number };
    const input = { sequence: proposal, verdict: 'sent-back', reason };
    play.take(play.decided(play.command('confirm-correction', { input, actor: colleague })));
    assert.deepEqual(figures(play), before);
    assert.equal(play.state.facts['correctionProposal'], undefined);
  });

  it('that does not fit what came later is refused, with the entry to correct first', () => {
    const play = admitted();
    play.now = Date.parse('2026-12-20T10:00:00Z');
    play.perform('outcome-registration');
    const sequence = entryOf(play, 'admission');
    const changes = { decision: 'refused', ground: 'outside-target-group', direction: null };
    const { code, extra } = play.refused('correct', { sequence, changes, reason });
    assert.equal(code, 'conflict');
    assert.equal(typeof extra?.['entry'], 'number');
  });

  it('that makes a later day impossible is refused with that day, and not with a mark that is nowhere', () => {
    const play = after('intake', 'dossier-ind');
    play.now = Date.parse('2026-12-20T10:00:00Z');
    const { detail, because } = play.refused('correct', {
      sequence: 1,
      changes: { receivedOn: '2026-12-19' },
      reason,
    });
    assert.equal(because, 'later-entry-does-not-fit');
    assert.match(detail, /“Intake”.*2 November 2026 comes before/);
    assert.doesNotMatch(detail, /marked|Look at it again/);
  });

  it('is checked by the form of the entry, and says at which of its fields the mistake is', () => {
    const play = after('intake', 'admission');
    const sequence = entryOf(play, 'admission');
    for (const [field, value] of [
      ['decidedOn', 'tomorrow'],
      ['ground', 'outside-target-group'],
      ['nothingOfTheKind', 1],
    ] as const) {
      const { code, errors } = play.refused('correct', { sequence, changes: { [field]: value }, reason });
      assert.equal(code, 'invalid-input', field);
      const [error] = errors ?? [];
      assert.equal(error?.pointer, `/changes/${field}`);
    }
  });

  it('is made by who may perform it, or by the case director, and of no field that the agency may not see', () => {
    const play = after('intake', 'admission');
    const input = { sequence: entryOf(play, 'admission'), changes: { decidedOn: '2026-11-10' }, reason };
    const by = (who: string, body: Json = input) => play.command('correct', { input: body, actor: actor(who) });
    assert.equal(play.refusedCommand(by('municipality:intake-officer')).code, 'forbidden');
    const referred = { sequence: 1, changes: { channel: 'phone' }, reason };
    play.take(play.decided(by('municipality:intake-officer', referred)));
    assert.equal(figures(play)['channel'], 'phone');
  });

  it('that an agency asks of what nobody filled in is refused without a number by which it does not count', () => {
    const play = after('intake', 'admission');
    const by = (who: string, name: string, input: Json) => play.command(name, { input, actor: actor(who) });
    const lodged = { lodgedOn: '2026-10-20', reference: 'B8-2026-3', reason };
    // Known to those who guide alone; of the other procedure DT&V knows too.
    for (const procedure of ['human-trafficking', 'statelessness'])
      play.take(play.decided(by('municipality:case-director', 'start-procedure', { procedure, ...lodged })));
    const { from, events } = play.batches.at(-1)!;
    const opened = from + events.findIndex(({ type }) => type === 'step-opened');
    const sequence = numberFor(knowledgeOf(play.state), 'dtv', opened)!;
    assert.ok(sequence < opened);
    const asked = { sequence, changes: { lodgedOn: '2026-10-21' }, reason };
    const refusal = play.refusedCommand(by('dtv:departure-officer', 'correct', asked));
    assert.ok(!JSON.stringify(refusal).includes(String(opened)), refusal.detail);
  });

  it('rests on the version at which it was worked out, and on no other', () => {
    const play = after('intake', 'admission');
    const command = play.command('correct');
    const wanted = { entry: 1, changes: { receivedOn: '2026-11-01' }, actor: command.actor };
    const difference = differenceOf(programmesOf([play.programme]), play.batches, wanted, play.instant);
    const decided = () => decide(play.programme, play.state, { ...command, difference }, play.instant);
    assert.equal(decided().events[0]?.type, 'correct');
    play.perform('flag');
    assert.throws(decided, (error) => error instanceof Refusal && error.refused.code === 'stale-version');
  });
});

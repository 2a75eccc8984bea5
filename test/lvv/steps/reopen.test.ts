import assert from 'node:assert/strict';
import fc from 'fast-check';
import { z } from 'zod';
import { standardActions, standardSteps } from '../../../src/lvv/index.js';
import { reopen, reopeningGrounds } from '../../../src/lvv/outcome/reopen.js';
import { stopsOf } from '../../../src/trajectory/terms/clock.js';
import { decide } from '../../../src/trajectory/deciding/decide.js';
import { proposedNumber } from '../../../src/trajectory/terms/numbers.js';
import { workingDays } from '../../../src/trajectory/terms/deadlines.js';
import type { Refusal } from '../../../src/trajectory/replayed/refusal.js';
import { defineStep, setFacts, type Step } from '../../../src/trajectory/definitions/step.js';
import { actor, Play, programmeWith } from '../../support/play.js';
import { moves, turn } from '../../trajectory/moves.js';
import { type FactValues } from '../../../src/trajectory/replayed/fact.js';
import { blockersFact } from '../../../src/lvv/guidance/blockers.js';
import { procedureFact } from '../../../src/lvv/procedures/procedureFact.js';
import { escalationFact } from '../../../src/lvv/conference/conferenceFacts.js';
import { admissionFact } from '../../../src/lvv/admission/admissionFact.js';
import { admissionProposal } from '../../../src/lvv/admission/admissionDecision.js';

const closings: Record<string, string[]> = {
  'before intake': ['withdraw'],
  'after intake': ['intake', 'withdraw'],
  'after admission': ['intake', 'admission', 'withdraw'],
  'with an outcome': ['intake', 'admission', 'outcome-registration'],
  'with an outcome, when all was done': [
    'intake',
    'admission',
    'legal-review',
    'return-counselling',
    'outcome-registration',
  ],
  'as a duplicate': ['intake', 'close-as-duplicate'],
  'while it was suspended': ['intake', 'admission', 'suspend', 'outcome-registration'],
  'while it was offered to another municipality': ['intake', 'admission', 'offer-transfer', 'outcome-registration'],
};

function closed(...way: string[]): Play {
  const play = new Play();
  for (const name of way) play.perform(name);
  looked(play);
  assert.equal(play.state.status, 'closed');
  play.now += 30 * 86_400_000;
  return play;
}

/** A second pair of eyes looks, where one is asked for. */
function looked(play: Play): void {
  for (const check of ['admission-check', 'outcome-check', 'duplicate-check']) {
    if (play.open.includes(check)) play.perform(check);
  }
}

/** Closes it, however far it is. */
function end(play: Play): void {
  if (stopsOf(play.state)['court-hold']) play.perform('lift-court-hold');
  if (proposedNumber.of(play.state.facts)) play.perform('remove-v-number');
  looked(play);
  if (play.open.includes('follow-up')) play.perform('follow-up');
  if (play.state.status === 'closed') return;
  play.perform('close-as-duplicate');
  looked(play);
}

const body = (more: object = {}) => ({ ground: 'outcome-was-wrong', reason: 'It does not stand.', ...more });

const notAdmitted = {
  outcome: 'REFUSED_AT_ADMISSION',
  occurredOn: '2026-11-02',
  evidenceKind: 'reasoned-decision',
  evidence: 'DEC-1',
};

/** Performs whatever is open with its example, the first to be opened first. */
function goOn(play: Play): void {
  for (let steps = 0; play.state.status === 'open'; steps += 1) {
    assert.ok(steps < 40 && play.open.length > 0, `still open: ${play.open.join()}`);
    const [step] = play.open;
    const refused = step === 'outcome-registration' && play.state.facts['admission'] === 'refused';
    play.perform(step!, refused ? notAdmitted : undefined);
  }
}

/** A step that stands for one that opens only when something asks for it. */
function raised(name: string): Step {
  return defineStep({
    name,
    title: { en: name, nl: name },
    description: { en: name, nl: name },
    responsible: 'municipality',
    performedBy: ['municipality:case-director'],
    opensWhen: () => false,
    repeatable: true,
    terms: { target: workingDays(1), fatal: workingDays(2), remind: [workingDays(1)] },
    tells: {},
    input: z.strictObject({}),
    example: {},
    decide: () => [],
  });
}

describe('Reopening', () => {
  for (const [when, way] of Object.entries(closings)) {
    it(`a trajectory that was closed ${when} makes it the same one again, which waits for something and comes to an outcome`, () => {
      const play = closed(...way);
      const before = play.state;
      const { events } = play.perform('reopen', body());
      const { state } = play;
      assert.deepEqual(
        { status: state.status, outcome: state.outcome, closedAt: state.closedAt },
        { status: 'open', outcome: null, closedAt: null },
      );
      for (const key of ['id', 'episode', 'openedAt', 'direction', 'done'] as const) {
        assert.deepEqual(state[key], before[key], key);
      }
      assert.equal(state.facts['admission'], before.facts['admission']);
      assert.deepEqual(
        events.slice(0, 2).map(({ type }) => type),
        ['reopen', 'trajectory-reopened'],
      );
      assert.ok(play.open.length > 0);
      const timed = state.openSteps.filter(({ step }) => step !== 'outcome-registration');
      assert.ok(timed.every(({ fatalDate, wakeUps }) => fatalDate !== null && wakeUps.length > 0));
      goOn(play);
      assert.notEqual(play.state.outcome, null);
    });
  }

  it('opens the registration of an outcome again, once admission is decided, and not before', () => {
    assert.deepEqual(reopened(closed('intake', 'admission', 'outcome-registration')), [
      'legal-review',
      'outcome-registration',
      'return-counselling',
    ]);
    const play = new Play();
    play.perform('intake');
    play.perform('admission', {
      decision: 'refused',
      ground: 'outside-target-group',
      decidedOn: '2026-11-02',
      motivation: 'DEC-2026-0188',
      mandate: 'MANDATE-2025-03',
    });
    looked(play);
    play.perform('outcome-registration', notAdmitted);
    looked(play);
    assert.deepEqual(reopened(play), ['outcome-registration']);
    assert.deepEqual(reopened(closed('intake', 'withdraw')), ['admission']);
  });

  it('takes up the work with the person that the caseworker names, and no other that was done', () => {
    const way = closings['with an outcome, when all was done']!;
    assert.deepEqual(reopened(closed(...way)), ['outcome-registration']);
    assert.deepEqual(reopened(closed(...way), { with: ['legal-review'] }), ['legal-review', 'outcome-registration']);
    assert.deepEqual(reopened(closed(...way), { with: ['return-counselling', 'legal-review'] }), [
      'legal-review',
      'outcome-registration',
      'return-counselling',
    ]);
    // Never done: it opens by itself, and is there once.
    const admitted = closed('intake', 'admission', 'outcome-registration');
    assert.equal(reopened(admitted, { with: ['legal-review'] }).filter((step) => step === 'legal-review').length, 1);
  });

  it('with work that cannot be taken up again is refused, at its place', () => {
    const early = closed('intake', 'withdraw');
    const refused = early.refused('reopen', body({ with: ['legal-review'] }));
    assert.equal(refused.code, 'invalid-input');
    assert.match(JSON.stringify(refused.errors), /"\/with\/0".*It opens by itself when its time comes/);
    const way = closings['with an outcome, when all was done']!;
    const twice = closed(...way).refused('reopen', body({ with: ['legal-review', 'legal-review'] }));
    assert.match(JSON.stringify(twice.errors), /"\/with\/1".*named twice/);
    const without = closed(...way);
    without.programme = programmeWith(standardSteps.filter(({ name }) => name !== 'legal-review'));
    const absent = without.refused('reopen', body({ with: ['legal-review'] }));
    assert.match(JSON.stringify(absent.errors), /cannot be repeated in this programme/);
  });

  it('goes on with what it waited for: a blocker, a procedure, a question on its way up, a decision that was to be looked at', () => {
    const lodged = { 'medical-deferral': { lodgedOn: '2026-11-10', dueOn: null, reference: 'IND-2026-1' } };
    const refusal = {
      decision: 'refused',
      ground: 'other',
      decidedOn: '2026-11-10',
      direction: null,
      by: 'someone',
    } as const;
    const asking: [facts: FactValues[], step: string][] = [
      [[blockersFact.set({ identity: { since: '2026-11-10', owner: 'avim' } })], 'identity'],
      [[procedureFact.set(lodged)], 'procedure-medical-deferral'],
      [[escalationFact.set({ level: 'local', question: 'Q-1', since: '2026-11-10' })], 'escalation'],
      [[admissionFact.set(null), admissionProposal.set(refusal)], 'admission-check'],
      [[admissionFact.set(null)], 'admission'],
    ];
    for (const [facts, step] of asking) {
      const asks = { ...raised('made-up'), decide: () => [setFacts(...facts)], opensWhen: () => true } as Step;
      const play = new Play();
      play.perform('intake');
      play.perform('admission');
      play.programme = programmeWith([
        ...standardSteps,
        asks,
        ...['identity', 'procedure-medical-deferral', 'escalation', 'admission-check'].map(raised),
      ]);
      play.tick();
      const command = { ...play.command('intake'), name: 'made-up', input: {} };
      play.take(
        decide(play.programme, play.state, { ...command, actor: actor('municipality:case-director') }, play.instant),
      );
      play.perform('close-as-duplicate');
      play.perform('duplicate-check');
      play.perform('reopen', body());
      assert.ok(play.open.includes(step), step);
    }
  });

  it('of what was closed as a duplicate says that the work goes on elsewhere, and is for two persons after all', () => {
    for (const ground of reopeningGrounds) {
      const play = closed('intake', 'close-as-duplicate');
      if (ground === 'outcome-was-wrong' || ground === 'other') {
        play.perform('reopen', body({ ground }));
        assert.ok(!('continuesIn' in play.state.facts));
        continue;
      }
      const { code, because, errors } = play.refused('reopen', body({ ground }));
      assert.equal(code, 'invalid-input');
      assert.equal(because, 'closed-as-duplicate');
      assert.deepEqual([errors?.[0]?.pointer, errors?.[0]?.because], ['/ground', 'ground-of-duplicate']);
    }
    assert.match(reopen.description.en, /closed as a duplicate.*two persons/);
    assert.match(reopen.description.nl, /als dubbel is gesloten.*twee personen/);
  });

  it('says why and on what it rests, is counted by its ground, and takes the outcome out of the figures', () => {
    const play = closed('intake', 'admission', 'outcome-registration');
    const { events } = play.perform('reopen', body({ ground: 'court-order', decision: 'AWB 26-0412' }));
    const [done, follows] = events;
    assert.deepEqual(done?.reason, { typed: 'It does not stand.' });
    assert.deepEqual(done?.tells, ['ngo', 'dtv']);
    assert.deepEqual(done?.marks, [{ name: 'reopened', on: play.instant.slice(0, 10), value: 'court-order' }]);
    assert.deepEqual(play.state.facts['reopened'], {
      ground: 'court-order',
      on: play.instant.slice(0, 10),
      decision: 'AWB 26-0412',
    });
    const { outcome, closedOn, reopenedOn } = follows?.figures ?? {};
    assert.deepEqual([outcome, closedOn, reopenedOn], [null, null, play.instant.slice(0, 10)]);
  });

  it('leaves nothing of the closing, nor of a meeting or an offer of before it', () => {
    const play = closed('intake', 'admission', 'offer-transfer', 'outcome-registration');
    play.perform('reopen', body());
    assert.ok(!('transfer' in play.state.facts));
    const answer = { ...play.command('accept-transfer'), actor: actor('municipality:case-director', 'groningen') };
    assert.throws(
      () => decide(play.programme, play.state, answer, play.instant),
      (error: Refusal) => error.refused.code === 'not-found',
    );
  });

  it('is for what has ended, of the own municipality, by who directs or watches over it', () => {
    const open = new Play();
    assert.match(open.refused('reopen', body()).detail, /This trajectory is open/);
    const play = closed('withdraw');
    const as = (who: string, municipality: string | null = 'utrecht') => {
      const command = { ...play.command('reopen', { input: body() }), actor: actor(who, municipality) };
      try {
        return decide(play.programme, play.state, command, play.instant).events.length > 0 && 'done';
      } catch (error) {
        return (error as Refusal).refused.code;
      }
    };
    assert.equal(as('municipality:case-director'), 'done');
    assert.equal(as('municipality:coordinator'), 'done');
    for (const who of ['municipality:intake-officer', 'ngo:legal']) assert.notEqual(as(who), 'done', who);
    assert.equal(as('municipality:coordinator', null), 'forbidden');
    assert.equal(as('municipality:case-director', 'groningen'), 'not-found');
    assert.deepEqual(
      standardActions.filter(({ performedOn }) => performedOn === 'closed').map(({ name }) => name),
      ['reopen'],
    );
  });

  it('leads to an outcome by what is open then, whatever was done before the closing', () => {
    let outcomes = 0;
    fc.assert(
      fc.property(moves, (sequence) => {
        const play = new Play();
        for (const move of sequence) turn(play, move);
        if (play.state.status === 'open') end(play);
        play.now = Math.max(play.now, Date.parse(play.state.updatedAt)) + 86_400_000;
        play.perform('reopen', body());
        goOn(play);
        outcomes += 1;
      }),
      { numRuns: 100 },
    );
    assert.equal(outcomes, 100);
  });

  it('can be done again after each closing, and each is on the timeline', () => {
    const play = closed('withdraw');
    for (let round = 1; round <= 3; round += 1) {
      play.perform('reopen', body());
      play.perform('withdraw');
      assert.equal(play.events.filter(({ type }) => type === 'trajectory-reopened').length, round);
    }
    assert.equal(play.state.status, 'closed');
  });
});

const ofTheWay = ['intake', 'admission', 'legal-review', 'return-counselling', 'outcome-registration'];

/** The steps of the short way that are open after reopening, by name. */
function reopened(play: Play, more: object = {}): string[] {
  play.perform('reopen', body(more));
  return play.open.filter((step) => ofTheWay.includes(step)).toSorted();
}

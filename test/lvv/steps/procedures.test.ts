import assert from 'node:assert/strict';
import { standardSteps } from '../../../src/lvv/index.js';
import { procedureKinds, procedures, type ProcedureKind } from '../../../src/lvv/procedures/procedureKinds.js';
import { decideReferral } from '../../../src/trajectory/deciding/decide.js';
import { evolve } from '../../../src/trajectory/replayed/evolve.js';
import { nothingYet, type Json } from '../../../src/trajectory/replayed/state.js';
import { audienceOf } from '../../../src/trajectory/definitions/step.js';
import { actor, admitted, after, definition, like, pointers, programmeWith, type Play } from '../../support/play.js';
import { inWords } from '../../support/wording.js';

const open = (play: Play, step: string) => play.state.openSteps.find((candidate) => candidate.step === step);
const marks = (play: Play, name: string) =>
  play.events.flatMap((event) => event.marks ?? []).filter((mark) => mark.name === name);
const start = (procedure: ProcedureKind, changes: Record<string, Json | undefined> = {}) =>
  like('start-procedure', { procedure, ...changes });
const result = (kind: ProcedureKind, changes: Record<string, Json | undefined>) => like(`procedure-${kind}`, changes);
function running(...kinds: ProcedureKind[]): Play {
  const play = admitted();
  for (const kind of kinds) play.perform('start-procedure', start(kind));
  return play;
}

describe('A procedure', () => {
  for (const kind of procedureKinds) {
    it(`${kind} is followed from its start to each of its results, and none of them is an outcome`, () => {
      for (const each of Object.keys(procedures[kind].results)) {
        const play = running(kind);
        const step = `procedure-${kind}`;
        assert.equal(open(play, step)?.responsible, procedures[kind].responsible);
        assert.deepEqual(
          marks(play, 'procedure-started').map(({ on, value }) => [on, value]),
          [['2026-11-02', kind]],
        );
        play.now = Date.parse('2027-01-20T12:00:00.000Z');
        play.perform(step, result(kind, { result: each }));
        assert.equal(play.state.outcome, null);
        assert.equal(play.state.status, 'open');
        const goesOn = procedures[kind].results[each]!.goesOnWith;
        assert.equal(open(play, step)?.responsible, goesOn);
        assert.equal('procedures' in play.state.facts, goesOn !== undefined);
        assert.deepEqual(
          marks(play, 'procedure-ended').map(({ value }) => value),
          goesOn ? [] : [`${kind}/${each}`],
        );
      }
    });
  }

  it('runs beside others, and keeps of each since when it runs and its reference', () => {
    const play = running('laissez-passer', 'no-fault');
    play.perform('procedure-laissez-passer');
    assert.deepEqual(play.state.facts['procedures'], {
      'no-fault': { lodgedOn: '2026-11-02', dueOn: null, reference: 'DTV-2026-00417' },
    });
  });

  it('runs once at a time, and can be started again when it has ended', () => {
    const play = running('statelessness');
    assert.match(play.refused('start-procedure', start('statelessness')).detail, /since 2 November 2026/);
    play.perform('procedure-statelessness', result('statelessness', { result: 'rejected' }));
    play.perform('start-procedure', start('statelessness'));
    assert.ok(play.open.includes('procedure-statelessness'));
  });

  it('is not opened by planning, which would not look for what excludes it', () => {
    const play = running('assisted-return');
    play.perform('procedure-assisted-return', result('assisted-return', { result: 'refused' }));
    const planned = like('plan-step', { step: 'procedure-assisted-return' });
    assert.deepEqual(pointers(play.refused('plan-step', planned)), ['/step']);
  });

  it('is started by an agency that has a part in it', () => {
    const play = admitted();
    play.perform('share', like('share', { with: 'avim' }));
    const command = (kind: ProcedureKind, by: string) =>
      play.command('start-procedure', { input: start(kind), actor: actor(by) });
    for (const [kind, by] of [
      ['human-trafficking', 'dtv:departure-officer'],
      ['laissez-passer', 'ngo:legal'],
      ['repeat-asylum', 'avim:liaison'],
    ] as const) {
      assert.equal(play.refusedCommand(command(kind, by)).code, 'forbidden');
    }
    play.take(play.decided(command('human-trafficking', 'avim:liaison')));
  });

  it('is followed by the municipality where the agency that decides takes no part, and not at all where the programme has no step', () => {
    const play = admitted();
    play.programme = programmeWith(standardSteps, { partners: ['municipality', 'ngo'] });
    play.perform('start-procedure', start('laissez-passer'));
    assert.equal(open(play, 'procedure-laissez-passer')?.responsible, 'municipality');
    play.programme = programmeWith(standardSteps.filter(({ name }) => name !== 'procedure-no-fault'));
    assert.deepEqual(pointers(play.refused('start-procedure')), ['/procedure']);
  });

  it('is not started for who was refused, nor beside an outcome that is only followed up', () => {
    const refused = after('intake');
    const input = { decision: 'refused', ground: 'exclusion-ground', direction: undefined };
    refused.perform('admission', like('admission', input));
    refused.perform('admission-check');
    assert.equal(refused.refused('start-procedure').code, 'conflict');
    const followed = admitted();
    followed.perform('outcome-registration', like('outcome-registration', { followUpOn: '2027-03-01' }));
    assert.equal(followed.refused('start-procedure').code, 'conflict');
  });

  it('that was stopped by an outcome goes on, with its day, when the outcome does not hold', () => {
    const play = running('repeat-asylum');
    const until = open(play, 'procedure-repeat-asylum')?.targetDate;
    play.perform('outcome-registration', like('outcome-registration', { followUpOn: '2027-03-01' }));
    play.perform('follow-up', like('follow-up', { finding: 'does-not-hold' }));
    assert.equal(open(play, 'procedure-repeat-asylum')?.targetDate, until);
    assert.equal(play.refused('start-procedure', start('no-fault')).code, 'conflict');
  });
});

describe('The clock of a procedure', () => {
  it('runs from the day on which it was lodged, not from the day on which that was entered', () => {
    const play = admitted();
    play.perform('start-procedure', start('laissez-passer', { lodgedOn: '2026-01-12' }));
    const { targetDate, fatalDate, wakeUps } = open(play, 'procedure-laissez-passer')!;
    assert.deepEqual([targetDate, fatalDate], ['2026-12-12', '2027-01-12']);
    assert.deepEqual(
      wakeUps.map(({ kind, at }) => [kind, at.slice(0, 10)]),
      [
        ['reminder', '2026-11-12'],
        ['overdue', '2027-01-12'],
        ['escalation', '2027-02-12'],
      ],
    );
    assert.deepEqual(pointers(admitted().refused('start-procedure', start('no-fault', { lodgedOn: '2026-11-03' }))), [
      '/lodgedOn',
    ]);
  });

  it('is that of its kind: twelve months for a travel document, three for reflection, ninety days for IOM', () => {
    const last = (kind: ProcedureKind) => open(running(kind), `procedure-${kind}`)?.fatalDate;
    assert.equal(last('laissez-passer'), '2027-11-02');
    assert.equal(last('human-trafficking'), '2027-02-02');
    assert.equal(last('assisted-return'), '2027-01-31');
  });

  it('says with the step whose it is, or that none is known', () => {
    for (const kind of procedureKinds) {
      const { description } = definition(`procedure-${kind}`);
      assert.ok(
        description.nl.endsWith(procedures[kind].clock.nl) && description.en.endsWith(procedures[kind].clock.en),
      );
    }
    assert.match(definition('procedure-no-fault').description.nl, /geen termijn voor bekend/);
  });

  it('ends on the day that the lawyer or the agency names, when one does', () => {
    const play = admitted();
    play.perform('start-procedure', start('no-fault', { dueOn: '2027-03-01' }));
    assert.equal(open(play, 'procedure-no-fault')?.fatalDate, '2027-03-01');
    assert.equal((play.state.facts['procedures'] as { 'no-fault': { dueOn: string } })['no-fault'].dueOn, '2027-03-01');
    const early = start('no-fault', { dueOn: '2026-11-01' });
    assert.deepEqual(pointers(admitted().refused('start-procedure', early)), ['/dueOn']);
  });

  it('of an incomplete repeat application gives its lawyer a week, or until the day that the IND named', () => {
    const play = running('repeat-asylum').goTo('2026-11-10');
    play.perform('procedure-repeat-asylum', result('repeat-asylum', { result: 'incomplete', decidedOn: '2026-11-10' }));
    const repair = open(play, 'procedure-repeat-asylum')!;
    assert.deepEqual([repair.responsible, repair.targetDate, repair.fatalDate], ['ngo', '2026-11-17', '2026-11-17']);
    const named = { result: 'incomplete', decidedOn: '2026-11-10', nextBy: '2026-11-10' };
    play.now = Date.parse('2026-11-10T12:00:00.000Z');
    play.perform('procedure-repeat-asylum', result('repeat-asylum', named));
    assert.equal(open(play, 'procedure-repeat-asylum')?.fatalDate, '2026-11-10');
    play.perform('procedure-repeat-asylum', result('repeat-asylum', { result: 'repaired', decidedOn: '2026-11-10' }));
    assert.equal(open(play, 'procedure-repeat-asylum')?.responsible, 'ind');
    const wrong = result('repeat-asylum', { result: 'granted', nextBy: '2027-01-01' });
    assert.deepEqual(pointers(play.refused('procedure-repeat-asylum', wrong)), ['/nextBy']);
  });

  it('ends nothing when it has run out', () => {
    const play = running('laissez-passer');
    play.now = Date.parse('2028-12-01T10:00:00Z');
    const types = play.tick().events.map(({ type }) => type);
    assert.ok(types.includes('step-overdue') && !types.includes('step-withdrawn'));
    assert.ok(play.open.includes('procedure-laissez-passer'));
    play.perform('procedure-laissez-passer', result('laissez-passer', { result: 'no-answer' }));
  });
});

/** Written apart from the table: what DOMAIN §0.10 says of mediation and of leaving with support. */
const excluding = [
  ['no-fault', 'repeat-asylum'],
  ['no-fault', 'medical-deferral'],
  ['no-fault', 'human-trafficking'],
  ['assisted-return', 'repeat-asylum'],
  ['assisted-return', 'medical-deferral'],
  ['assisted-return', 'human-trafficking'],
  ['assisted-return', 'no-fault'],
  ['assisted-return', 'statelessness'],
  ['assisted-return', 'regular-application'],
  ['no-fault', 'regular-application'],
  ['laissez-passer', 'repeat-asylum'],
  ['laissez-passer', 'human-trafficking'],
];

describe('Procedures that exclude each other', () => {
  it('are refused in both directions, and all others can run side by side', () => {
    for (const first of procedureKinds) {
      for (const second of procedureKinds.filter((kind) => kind !== first)) {
        const conflict = excluding.some((pair) => pair.includes(first) && pair.includes(second));
        const play = running(first);
        if (conflict)
          assert.equal(play.refused('start-procedure', start(second)).code, 'conflict', `${first}, ${second}`);
        else play.perform('start-procedure', start(second));
        assert.ok(play.open.includes(`procedure-${first}`), 'the one that runs is never ended for it');
      }
    }
  });

  it('are explained: which one runs, since when, why, and what to do first, in both languages', () => {
    const { detail, extra, ...said } = running('repeat-asylum').refused('start-procedure', start('assisted-return'));
    assert.match(detail, /“Repeat asylum application” has been running since 2 November 2026/);
    assert.match(detail, /IOM ends their procedures/);
    assert.match(detail, /first end the other: perform “/);
    assert.equal(extra?.['runs'], 'repeat-asylum');
    assert.match(inWords(said, 'nl'), /loopt sinds 2 november 2026/);
  });

  it('can follow one another when the first has been ended by a person', () => {
    const play = running('repeat-asylum');
    play.perform('procedure-repeat-asylum', result('repeat-asylum', { result: 'withdrawn' }));
    play.perform('start-procedure', start('assisted-return'));
    assert.ok(play.open.includes('procedure-assisted-return'));
  });

  it('are only what was committed to: a choice for return is prepared while a procedure runs, and nothing ends by it', () => {
    const play = running('repeat-asylum');
    play.perform('return-counselling');
    assert.equal(play.state.facts['returnChoice'], 'return');
    assert.ok(play.open.includes('procedure-repeat-asylum'));
    assert.equal(play.refused('start-procedure', start('assisted-return')).code, 'conflict');
  });
});

describe('Human trafficking', () => {
  it('is in a compartment of its own: no field of it is shown to DT&V, and its start to no more than who guides', () => {
    const step = definition('procedure-human-trafficking');
    for (const field of Object.keys(step.example as object)) {
      assert.deepEqual(audienceOf(step, field), ['municipality', 'ngo', 'avim', 'ind'], field);
    }
    for (const field of ['procedure', 'reference']) {
      assert.deepEqual(audienceOf(definition('start-procedure'), field), ['municipality', 'ngo'], field);
    }
  });

  it('is not named to an agency outside it when it stands in the way', () => {
    const play = running('human-trafficking');
    const by = (agencyRole: string) =>
      play.refusedCommand(
        play.command('start-procedure', { input: start('assisted-return'), actor: actor(agencyRole) }),
      );
    const told = JSON.stringify(by('dtv:departure-officer'));
    assert.doesNotMatch(told, /traffick|mensenhandel|B8|2026-11-02|2 November/i);
    assert.match(told, /cannot start now. Ask the municipality/);
    assert.doesNotMatch(told, /procedure runs|loopt/);
    assert.match(by('ngo:counsellor').detail, /“Human trafficking \(B8\/3\)” has been running since/);
  });

  it('goes on with the IND when a report has been made', () => {
    const play = running('human-trafficking').goTo('2026-12-01');
    play.perform(
      'procedure-human-trafficking',
      result('human-trafficking', { result: 'report-made', decidedOn: '2026-12-01' }),
    );
    const goesOn = open(play, 'procedure-human-trafficking');
    assert.deepEqual([goesOn?.responsible, goesOn?.fatalDate], ['ind', '2027-06-01']);
  });
});

describe('HASA refused', () => {
  it('leads back to guidance while the trajectory is open', () => {
    for (const refused of ['refused', 'disregarded']) {
      const play = running('repeat-asylum');
      play.perform('return-counselling');
      assert.ok(!play.open.includes('return-counselling'));
      const { events } = play.perform('procedure-repeat-asylum', result('repeat-asylum', { result: refused }));
      assert.ok(play.open.includes('return-counselling'));
      assert.deepEqual(events.find(({ type }) => type === 'step-opened')?.tells, ['dtv']);
    }
  });

  it('leaves a session that is open as it is, with its dates', () => {
    const play = running('repeat-asylum');
    const before = open(play, 'return-counselling');
    play.now += 5 * 86_400_000;
    play.perform('procedure-repeat-asylum', result('repeat-asylum', { result: 'refused' }));
    assert.deepEqual(open(play, 'return-counselling'), before);
  });

  it('leads to a new episode when the trajectory had ended with the application', () => {
    const play = running('repeat-asylum');
    const lodged = { outcome: 'REPEAT_ASYLUM_LODGED', evidenceKind: 'application-receipt' };
    play.perform('outcome-registration', like('outcome-registration', lodged));
    assert.equal(play.state.status, 'closed');
    const { personRef } = play.state;
    const referral = { ...play.command('referral'), kind: undefined };
    const again = decideReferral(
      play.programme,
      { id: `${personRef}.2`, personRef, episode: 2 },
      referral,
      play.instant,
    );
    const episode = evolve(nothingYet, again);
    assert.deepEqual([episode.episode, episode.openSteps.map(({ step }) => step)], [2, ['intake']]);
    assert.equal(play.state.outcome, 'REPEAT_ASYLUM_LODGED');
  });
});

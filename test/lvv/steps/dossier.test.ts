import assert from 'node:assert/strict';
import { standardSteps } from '../../../src/lvv/index.js';
import { calendarDays } from '../../../src/trajectory/terms/deadlines.js';
import { actor, after, like, Play, pointers, programmeWith } from '../../support/play.js';

const figures = (play: Play) => Object.assign({}, ...play.events.map((event) => event.figures ?? {}));
const open = (play: Play, step: string) => play.state.openSteps.find((candidate) => candidate.step === step);
const told = (play: Play, type: string, step: string) =>
  play.events.filter((event) => event.type === type && event.step === step).map(({ tells = [] }) => tells);
const on = (play: Play, day: string) => {
  play.now = Date.parse(`${day}T10:00:00Z`);
};

/** After the intake, with both parts of the dossier delivered on these days, and entered on the later one. */
function delivered(ind: string, dtv: string): Play {
  const play = after('intake');
  on(play, ind > dtv ? ind : dtv);
  play.perform('dossier-ind', like('dossier-ind', { deliveredOn: ind }));
  play.perform('dossier-dtv', like('dossier-dtv', { deliveredOn: dtv }));
  return play;
}

describe('The dossier', () => {
  it('is asked of IND and DT&V side by side after the intake, and each is told once', () => {
    const play = after('intake');
    assert.deepEqual([open(play, 'dossier-ind')?.responsible, open(play, 'dossier-dtv')?.responsible], ['ind', 'dtv']);
    const all = play.events.flatMap(({ tells = [] }) => tells);
    assert.deepEqual(
      all.filter((agency) => agency === 'ind' || agency === 'dtv'),
      ['ind', 'dtv'],
    );
    assert.deepEqual(told(play, 'step-completed', 'intake'), [[]]);
  });

  it('is made known to both by the intake itself where a programme has no step for it', () => {
    const play = new Play();
    play.programme = programmeWith(standardSteps.filter(({ name }) => !name.startsWith('dossier-')));
    play.perform('intake');
    assert.deepEqual(told(play, 'step-completed', 'intake')[0]?.toSorted(), ['dtv', 'ind']);
  });

  it('is entered by the municipality when it came by post, also where the agency takes no part', () => {
    const play = new Play();
    play.programme = programmeWith(standardSteps, { partners: ['municipality', 'ngo'] });
    play.perform('intake');
    assert.equal(open(play, 'dossier-ind')?.responsible, 'municipality');
    const command = play.command('dossier-ind', { actor: actor('municipality:intake-officer') });
    play.take(play.decided(command));
    assert.equal(figures(play).dossierIndOn, '2026-11-02');
  });

  it('is delivered in either order, and the rest starts when the last part is there', () => {
    for (const [first, second] of [
      ['dossier-ind', 'dossier-dtv'],
      ['dossier-dtv', 'dossier-ind'],
    ] as const) {
      const play = after('intake', first);
      assert.ok(!play.open.includes('rest-period'));
      play.perform(second);
      assert.ok(play.open.includes('rest-period'));
    }
  });

  it('is an answer too when the agency does not know the person, who then has no documents there', () => {
    const unknown = like('dossier-ind', { known: false, documents: [], reference: undefined });
    const play = after('intake');
    assert.deepEqual(pointers(play.refused('dossier-ind', like('dossier-ind', { known: false }))), ['/documents']);
    play.perform('dossier-ind', unknown);
    assert.equal((play.state.facts['dossier'] as { ind: { known: boolean } }).ind.known, false);
  });

  it('is not asked for any more once admission has been decided', () => {
    const play = after('intake');
    const early = { ...play.state, openSteps: play.state.openSteps.filter(({ step }) => step === 'admission') };
    play.state = early;
    play.perform('admission');
    assert.ok(!play.open.includes('dossier-ind') && !play.open.includes('rest-period'));
  });
});

describe('The rest period', () => {
  it('runs fourteen days from the day on which the last part was delivered, whatever day that was entered', () => {
    const play = delivered('2026-11-05', '2026-11-09');
    assert.equal(play.state.facts['restUntil'], '2026-11-23');
    assert.equal(open(play, 'rest-period')?.targetDate, '2026-11-23');
    const late = after('intake');
    on(late, '2026-11-16');
    late.perform('dossier-dtv', like('dossier-dtv', { deliveredOn: '2026-11-09' }));
    late.perform('dossier-ind', like('dossier-ind', { deliveredOn: '2026-11-05' }));
    assert.equal(open(late, 'rest-period')?.targetDate, '2026-11-23');
  });

  it('is not made longer by a date of delivery that is still to come', () => {
    const play = after('intake');
    assert.deepEqual(pointers(play.refused('dossier-ind', like('dossier-ind', { deliveredOn: '2036-11-05' }))), [
      '/deliveredOn',
    ]);
    play.perform('dossier-ind');
    play.perform('dossier-dtv');
    assert.equal(play.state.facts['restUntil'], '2026-11-16');
  });

  it('is ended by a person and never by time', () => {
    const play = delivered('2026-11-05', '2026-11-09');
    on(play, '2027-06-01');
    play.tick();
    assert.ok(open(play, 'rest-period')?.overdue);
    play.perform('rest-period', {});
    assert.equal(figures(play).restEndedOn, '2027-06-01');
  });

  it('ends before the fourteen days only when it is shortened, with who agreed and why', () => {
    const play = delivered('2026-11-05', '2026-11-09');
    on(play, '2026-11-20');
    const refused = play.refused('rest-period', {});
    assert.match(refused.detail, /until 23 November 2026/);
    assert.deepEqual(pointers(refused), ['/agreedBy', '/reason']);
    assert.deepEqual(pointers(play.refused('rest-period', { agreedBy: ['person'] })), ['/reason']);
    assert.deepEqual(pointers(play.refused('rest-period', { reason: 'In a hurry.' })), ['/agreedBy']);
    assert.deepEqual(pointers(play.refused('rest-period', { endedOn: '2026-11-23' })), ['/endedOn']);
    play.perform('rest-period');
    assert.equal(figures(play).restEndedOn, '2026-11-20');
    const over = delivered('2026-11-05', '2026-11-09');
    on(over, '2026-11-23');
    over.perform('rest-period', {});
  });

  it('has the length that the programme has settled', () => {
    const play = after('intake');
    const terms = { target: calendarDays(7), fatal: calendarDays(10), remind: [] };
    play.programme = { ...play.programme, terms: { 'rest-period': terms } };
    on(play, '2026-11-09');
    play.perform('dossier-ind', like('dossier-ind', { deliveredOn: '2026-11-05' }));
    play.perform('dossier-dtv', like('dossier-dtv', { deliveredOn: '2026-11-09' }));
    assert.equal(play.state.facts['restUntil'], '2026-11-16');
    assert.equal(open(play, 'rest-period')?.fatalDate, '2026-11-19');
  });

  it('comes right after the intake where no dossier is asked for, and is never opened afterwards for who was admitted', () => {
    const play = new Play();
    play.programme = programmeWith(standardSteps.filter(({ name }) => !name.startsWith('dossier-')));
    play.perform('intake');
    assert.equal(open(play, 'rest-period')?.targetDate, '2026-11-16');
    const early = after('intake');
    early.state = { ...early.state, openSteps: early.state.openSteps.filter(({ step }) => step === 'admission') };
    early.programme = play.programme;
    early.perform('admission');
    assert.ok(!early.open.includes('rest-period'));
  });

  it('makes known to the parties, when it has ended, that they can prepare for the conference', () => {
    const play = delivered('2026-11-05', '2026-11-09');
    const { events } = play.perform('rest-period');
    assert.deepEqual(events[0]?.tells, ['ngo', 'ind', 'dtv']);
  });

  it('decides nothing: neither admission nor a direction comes of it', () => {
    const play = delivered('2026-11-05', '2026-11-09');
    play.perform('rest-period');
    assert.equal(play.state.facts['admission'], undefined);
    assert.equal(play.state.direction, null);
    assert.ok(play.open.includes('case-conference'));
  });
});

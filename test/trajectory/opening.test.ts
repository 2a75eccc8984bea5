import { typed } from '../../src/trajectory/definitions/step.js';
import assert from 'node:assert/strict';
import { standardSteps } from '../../src/lvv/index.js';
import { pictureOf } from '../../src/trajectory/reading/picture.js';
import { availableCommands } from '../../src/trajectory/reading/availableCommands.js';
import { dayOf } from '../../src/trajectory/terms/calendar.js';
import { calendarDays } from '../../src/trajectory/terms/deadlines.js';
import { datesOfOpening } from '../../src/trajectory/definitions/opening.js';
import { nextWakeAt } from '../../src/trajectory/replayed/state.js';
import { openFrom, opensOn, type OpenAgain } from '../../src/trajectory/definitions/step.js';
import { actor, admitted, like, programmeWith, type Play } from '../support/play.js';
import { Trajectory } from '../support/changing.js';

/** The 2nd of November; in the catalogue of its own `talk-later` opens on the 20th. */
const planned = () => new Trajectory().performs('talk').does('talk-later');
const open = ({ state }: { state: { openSteps: { step: string }[] } }) => state.openSteps.map(({ step }) => step);
const on = (trajectory: Trajectory, day: string) => {
  trajectory.now = Date.parse(`${day}T12:00:00.000Z`);
  return trajectory.tick().events.map(({ type, step, tells = [] }) => [type, step, ...tells]);
};

describe('A step that opens on a later day', () => {
  it('is announced when it is planned, told as ready on its day, and its dates are counted from then', () => {
    const trajectory = planned();
    const [announced] = trajectory.events.filter(({ type }) => type === 'step-planned');
    assert.deepEqual(
      [announced?.step, announced?.tells, announced?.data],
      ['talk', ['ngo'], { opensOn: '2026-11-20' }],
    );
    assert.deepEqual(open(trajectory), ['watch']);
    assert.equal(dayOf(nextWakeAt({ ...trajectory.state, openSteps: [] })!), '2026-11-20');
    assert.deepEqual(
      on(trajectory, '2026-11-19').filter(([, step]) => step === 'talk'),
      [],
    );
    assert.deepEqual(
      on(trajectory, '2026-11-20').filter(([, step]) => step === 'talk'),
      [['step-opened', 'talk', 'ngo']],
    );
    const talk = trajectory.state.openSteps.find(({ step }) => step === 'talk');
    assert.deepEqual([talk?.targetDate, talk?.fatalDate], ['2026-11-25', '2026-11-30']);
    assert.equal(trajectory.state.facts['planned'], undefined);
  });

  it('opens on its day in another municipality, with the dates of that day', () => {
    const trajectory = planned().does('hand-to-groningen');
    on(trajectory, '2026-11-20');
    assert.ok(open(trajectory).includes('talk'));
  });

  it('opens on its day while the clock stands still, without dates until the clock runs again', () => {
    const trajectory = planned().does('stand-still');
    on(trajectory, '2026-11-20');
    const talk = () => trajectory.state.openSteps.find(({ step }) => step === 'talk');
    assert.equal(talk()?.fatalDate, null);
    trajectory.now = Date.parse('2026-11-24T12:00:00.000Z');
    trajectory.does('go-on');
    assert.equal(talk()?.fatalDate, '2026-12-04');
  });

  it('does not open when it is taken away, nor when the trajectory has ended, also not after it is reopened', () => {
    for (const doing of [['drop-talk'], ['end', 'begin-again']]) {
      const trajectory = planned();
      for (const name of doing) trajectory.does(name);
      assert.ok(trajectory.events.some(({ type, step }) => type === 'step-withdrawn' && step === 'talk'));
      on(trajectory, '2026-11-20');
      assert.ok(!open(trajectory).includes('talk'), doing.join());
    }
  });

  it('waits while there is an outcome, and wakes nobody for it', () => {
    const trajectory = planned().does('conclude');
    assert.equal(nextWakeAt({ ...trajectory.state, openSteps: [] }), null);
    on(trajectory, '2026-11-20');
    assert.ok(!open(trajectory).includes('talk'));
  });

  it('is shown with its day, and can be planned by people', () => {
    const play = admitted();
    play.perform('legal-review');
    play.perform('plan-step', like('plan-step', { opensOn: '2026-12-01' }));
    assert.ok(!play.open.includes('legal-review'));
    const director = actor('ngo:legal');
    const node = pictureOf(play.programme, play.state, director, new Set()).nodes.find(
      ({ step }) => step === 'legal-review',
    );
    assert.deepEqual([node?.state, node?.opensOn], ['planned', '2026-12-01']);
    const move = availableCommands(play.programme, play.state, director, play.instant).find(
      ({ name }) => name === 'legal-review',
    );
    assert.deepEqual(move?.because, { en: 'Opens on 1 December 2026.', nl: 'Opent op 1 december 2026.' });
    const late = play.refused('plan-step', like('plan-step', { opensOn: '2027-03-01', by: '2027-02-01' }));
    assert.equal(late.code, 'invalid-input');
  });
});

describe('A step that opens with dates counted from another day', () => {
  const opened = (consequence: (again: OpenAgain) => ReturnType<typeof openFrom>): Play => {
    const play = admitted();
    play.programme = programmeWith(
      standardSteps.map((step) =>
        step.name === 'legal-review'
          ? { ...step, decide: () => [consequence({ step: 'legal-review', reason: typed('again') })] }
          : step,
      ),
    );
    play.perform('legal-review');
    return play;
  };
  const fatal = (play: Play) => play.state.openSteps.find(({ step }) => step === 'legal-review')?.fatalDate;

  it('opens now when that day is past', () => {
    const [now, before] = [
      opened((again) => openFrom('2026-11-02', again)),
      opened((again) => openFrom('2026-10-05', again)),
    ];
    assert.ok(fatal(before)! < fatal(now)!);
  });

  it('opens on that day when it is still to come, and does not say before that it is ready', () => {
    for (const later of [openFrom, opensOn]) {
      const play = opened((again) => later('2026-12-07', again));
      assert.equal(fatal(play), undefined);
      assert.ok(!play.batches.at(-1)!.events.some(({ type }) => type === 'step-opened'));
      play.now = Date.parse('2026-12-07T12:00:00.000Z');
      play.tick();
      assert.ok(fatal(play)! > '2026-12-07');
    }
  });
});

describe('The dates of a step that opens', () => {
  const terms = { target: calendarDays(7), fatal: calendarDays(14), remind: [calendarDays(2), calendarDays(10)] };
  const at = '2026-11-12T10:00:00.000Z';
  const dates = (again: Parameters<typeof datesOfOpening>[2]) => {
    const { targetDate, fatalDate, wakeUps } = datesOfOpening(terms, { at, spreadBy: 'x' }, again);
    return [targetDate, fatalDate, ...wakeUps.map(({ kind, at: due }) => `${kind} ${dayOf(due)}`)];
  };

  it('counted from an earlier day have no reminder of a day that has passed', () => {
    const usual = ['2026-11-19', '2026-11-26', 'reminder 2026-11-14', 'reminder 2026-11-22', 'overdue 2026-11-27'];
    assert.deepEqual(dates({}), usual);
    const earlier = ['2026-11-12', '2026-11-19', 'reminder 2026-11-15', 'overdue 2026-11-20'];
    assert.deepEqual(dates({ from: '2026-11-05' }), earlier);
    const until = ['2026-11-17', '2026-11-17', 'reminder 2026-11-13', 'overdue 2026-11-18'];
    assert.deepEqual(dates({ until: '2026-11-17' }), until);
  });

  it('planned for a later day have their last day counted from that one, and from now when it has passed', () => {
    const later = ['2026-12-01', '2026-12-15', 'reminder 2026-12-03', 'reminder 2026-12-11', 'overdue 2026-12-16'];
    assert.deepEqual(dates({ target: '2026-12-01' }), later);
    assert.deepEqual(dates({ target: '2026-11-02' }).slice(0, 2), ['2026-11-02', '2026-11-26']);
  });
});

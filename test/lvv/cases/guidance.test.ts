import assert from 'node:assert/strict';
import { Story } from '../../support/story.js';
import { admittedOn, intakeOn } from './intake.js';

const why = { reason: 'As the file says.' };

/** Referred in January, at the intake a week later, admitted in February. */
function admitted(city: string, changes = {}): Story {
  const story = new Story(city, '2026-01-12');
  story.on('2026-01-19').does('intake', intakeOn('2026-01-19'));
  return story.on('2026-02-09').does('admission', admittedOn('2026-02-09', changes));
}

describe('A laissez-passer without an answer', () => {
  const asked = () =>
    admitted('utrecht', { direction: 'RETURN' })
      .on('2026-03-02')
      .does(
        'start-procedure',
        { procedure: 'laissez-passer', lodgedOn: '2026-03-02', reference: 'LP-2026-1', ...why },
        'dtv:departure-officer',
      );

  it('is withdrawn by the departure case officer of DT&V and by nobody else', () => {
    const story = asked().on('2027-03-02');
    story.does('procedure-laissez-passer', { result: 'no-answer', decidedOn: '2027-03-02' }).on('2027-10-01');
    const withdrawn = { result: 'withdrawn', decidedOn: '2027-10-01' };
    for (const by of ['municipality:case-director', 'dtv:liaison']) {
      assert.equal(story.refuses('procedure-laissez-passer', withdrawn, by).code, 'forbidden');
    }
    story.does('procedure-laissez-passer', withdrawn, 'dtv:departure-officer');
    assert.ok(!story.open.includes('procedure-laissez-passer'));
  });

  it('does not run beside a repeat asylum application or the reflection period, whichever came first', () => {
    for (const other of ['repeat-asylum', 'human-trafficking']) {
      const start = (procedure: string) => ({ procedure, lodgedOn: '2026-03-02', reference: 'REF-2026-1', ...why });
      const first = admitted('utrecht').on('2026-03-09').does('start-procedure', start(other));
      assert.equal(first.refuses('start-procedure', start('laissez-passer')).code, 'conflict');
      const second = asked().on('2026-03-09');
      assert.equal(second.refuses('start-procedure', start(other)).code, 'conflict');
    }
  });
});

describe('A stay with a maximum', () => {
  it('is that of the city that takes over: none where that has none', () => {
    const story = admitted('amsterdam').on('2026-06-01');
    story.does('offer-transfer', { to: 'groningen', ...why });
    story.on('2026-06-08').does('accept-transfer', why, 'municipality:case-director@groningen');
    assert.equal(story.lastDayOf('end-of-stay'), undefined);
    assert.equal(story.state.facts['stayUntil'], undefined);
    const back = story.on('2026-07-01').does('offer-transfer', { to: 'amsterdam', ...why });
    back.on('2026-07-08').does('accept-transfer', why, 'municipality:case-director@amsterdam');
    assert.equal(back.lastDayOf('end-of-stay'), '2027-08-09');
  });
});

describe('A decision that is entered later', () => {
  it('suspends from its own day, so that what became overdue since is not', () => {
    const story = admitted('utrecht', { from: '2026-02-01' });
    assert.equal(story.figures['admittedOn'], '2026-02-01');
    const reflection = { procedure: 'human-trafficking', lodgedOn: '2026-02-09', reference: 'B8-2026-3', ...why };
    story.does('start-procedure', reflection);
    const open = () => story.state.openSteps.find(({ step }) => step === 'procedure-human-trafficking')!;
    assert.equal(open().fatalDate, '2026-05-09');
    story.on('2026-06-01');
    assert.equal(open().overdue, true);
    story.does('suspend', { ground: 'medical', from: '2026-03-02', ...why });
    assert.deepEqual([open().overdue, open().fatalDate], [false, null]);
    story.on('2026-06-08').does('resume', { from: '2026-06-02', ...why });
    assert.deepEqual([open().overdue, open().fatalDate], [false, '2026-08-09']);
  });

  it('leaves steps for which no source has a term without any, so that none is overdue', () => {
    const story = admitted('utrecht').on('2026-12-01');
    assert.ok(story.open.includes('legal-review'));
    assert.ok(story.state.openSteps.every(({ fatalDate, overdue }) => fatalDate === null && !overdue));
  });

  it('has bounds, which it explains', () => {
    const story = admitted('utrecht').on('2026-04-20');
    const from = (day: string) => story.refuses('suspend', { ground: 'medical', from: day, ...why });
    assert.match(JSON.stringify(from('2026-04-21').errors), /still to come/);
    assert.match(JSON.stringify(from('2026-01-11').errors), /began on 12 January 2026/);
    story.does('suspend', { ground: 'medical', from: '2026-03-02', ...why });
    story.does('resume', { from: '2026-04-01', ...why });
    assert.match(JSON.stringify(from('2026-03-30').errors), /stood still until 1 April 2026/);
  });
});

describe('The mandate', () => {
  it('is named with each decision while it held, and is not asked for after it ended', () => {
    const story = new Story('utrecht', '2024-09-02');
    story.on('2024-09-09').does('intake', intakeOn('2024-09-09'));
    for (const step of ['dossier-ind', 'dossier-dtv']) {
      story.does(step, { deliveredOn: '2024-09-09', known: false });
    }
    story.on('2024-09-24').does('rest-period', {});
    story.on('2024-10-01').does('case-conference', {
      heldOn: '2024-10-01',
      present: ['municipality', 'ngo', 'ind', 'dtv'],
      isCase: 'yes',
      agreement: 'consensus',
      direction: 'RETURN',
      minutes: 'LSO-2024-9',
    });
    const refused = story.on('2024-10-08').refuses('admission', admittedOn('2024-10-08'));
    assert.match(JSON.stringify(refused.errors), /mandate/);
    story.on('2025-01-06').does('admission', admittedOn('2025-01-06'));
    assert.equal(story.state.direction, 'RETURN');
  });
});

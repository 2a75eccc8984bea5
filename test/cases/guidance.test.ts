import assert from 'node:assert/strict';
import { Story } from '../support/story.js';
import { admittedOn, intakeOn } from './intake.js';

const why = { reason: 'As the file says.' };

/** Referred in January, at the intake a week later, admitted in February. */
function admitted(city: string, changes = {}): Story {
  const story = new Story(city, '2026-01-12');
  story.on('2026-01-19').does('intake', intakeOn('2026-01-19'));
  return story.on('2026-02-09').does('admission', admittedOn('2026-02-09', changes));
}

describe('A case without a direction', () => {
  it('has none at admission, and the LSO agrees later that it is still under investigation', () => {
    const story = admitted('utrecht');
    assert.equal(story.state.direction, null);
    assert.ok(!story.events.some(({ type }) => type === 'direction-set'));
    story.on('2026-03-12').does('change-direction', {
      direction: 'UNDER_INVESTIGATION',
      investigating: 'IDENTITY',
      decidedIn: 'case-conference',
      decision: 'LSO-2026-12',
      ...why,
    });
    assert.equal(story.state.direction, 'UNDER_INVESTIGATION');
  });
});

describe('A laissez-passer without an answer', () => {
  const asked = () =>
    admitted('utrecht', { direction: 'RETURN' })
      .on('2026-03-02')
      .does(
        'start-procedure',
        { procedure: 'laissez-passer', lodgedOn: '2026-03-02', reference: 'LP-2026-1', ...why },
        'dtv:departure-officer',
      );
  const answered = (story: Story, result: string, decidedOn: string, by?: string) =>
    story.on(decidedOn).does('procedure-laissez-passer', { result, decidedOn }, by);

  it('goes on after twelve months, until the country confirms the nationality and then issues the document', () => {
    const story = answered(asked(), 'no-answer', '2027-03-02');
    assert.ok(story.open.includes('procedure-laissez-passer'));
    assert.equal(story.lastDayOf('procedure-laissez-passer'), null);
    answered(story, 'recognised', '2027-08-16');
    assert.ok(story.open.includes('procedure-laissez-passer'), 'recognised is not a document');
    answered(story, 'issued', '2027-09-20');
    assert.ok(!story.open.includes('procedure-laissez-passer'));
  });

  it('is withdrawn by the departure case officer of DT&V and by nobody else', () => {
    const story = answered(asked(), 'no-answer', '2027-03-02').on('2027-10-01');
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

describe('A regular application, such as for family life', () => {
  it('is a procedure of its own: support of IOM and mediation wait for it', () => {
    const story = admitted('eindhoven').on('2026-04-01');
    const start = (procedure: string) => ({ procedure, lodgedOn: '2026-03-30', reference: 'IND-2026-8', ...why });
    story.does('start-procedure', start('regular-application'));
    for (const other of ['assisted-return', 'no-fault']) {
      assert.equal(story.refuses('start-procedure', start(other)).code, 'conflict');
    }
    story.on('2026-09-14').does('procedure-regular-application', { result: 'refused', decidedOn: '2026-09-10' });
    story.does('start-procedure', start('assisted-return'));
  });
});

describe('The reflection period', () => {
  it('is started by AVIM itself, once it has a part', () => {
    const story = admitted('utrecht')
      .on('2026-04-01')
      .does('share', { with: 'avim', ...why });
    story.does(
      'start-procedure',
      { procedure: 'human-trafficking', lodgedOn: '2026-04-01', reference: 'B8-2026-3', ...why },
      'avim:liaison',
    );
    assert.equal(story.lastDayOf('procedure-human-trafficking'), '2026-07-01');
    assert.deepEqual(
      story.told('dtv').filter((line) => line.includes('trafficking')),
      [],
    );
  });
});

describe('A deferral of departure on medical grounds', () => {
  it('is watched until its last day, extended or lapsed, and the IND hears when the case ends meanwhile', () => {
    const granted = { result: 'granted', decidedOn: '2026-05-11', validUntil: '2026-11-11' };
    const story = admitted('groningen').on('2026-05-11');
    story.does('start-procedure', {
      procedure: 'medical-deferral',
      lodgedOn: '2026-04-01',
      reference: 'A64-2026-2',
      ...why,
    });
    story.does('procedure-medical-deferral', granted);
    assert.equal(story.lastDayOf('procedure-medical-deferral'), '2026-11-11');
    story.on('2026-11-20');
    assert.ok(story.told('municipality').includes('2026-11-12 step-overdue procedure-medical-deferral'));
    story.does('procedure-medical-deferral', { result: 'lapsed', decidedOn: '2026-11-11' });
    assert.ok(!story.open.includes('procedure-medical-deferral'));
    story.does('start-procedure', { procedure: 'repeat-asylum', lodgedOn: '2026-11-18', reference: 'M35-O', ...why });
    const lodged = { outcome: 'REPEAT_ASYLUM_LODGED', evidenceKind: 'application-receipt', evidence: 'M35-O-2026' };
    story.on('2026-11-24').does('outcome-registration', { ...lodged, occurredOn: '2026-11-18' });
    assert.equal(story.told('ind').at(-1), '2026-11-24 step-withdrawn procedure-repeat-asylum');
  });
});

describe('A stay with a maximum', () => {
  it('reminds before its last day, is overdue after it, ends nothing, and can be extended by who may', () => {
    const story = admitted('amsterdam');
    assert.equal(story.lastDayOf('end-of-stay'), '2027-08-09');
    assert.equal(story.lastDayOf('outcome-registration'), null);
    story.on('2027-08-16');
    assert.ok(story.told('ngo').includes('2027-07-26 step-reminded end-of-stay'));
    assert.ok(story.told('municipality').includes('2027-08-10 step-overdue end-of-stay'));
    assert.equal(story.state.status, 'open');
    const extended = {
      result: 'extended',
      until: '2028-02-09',
      decidedIn: 'municipality',
      decision: 'DEC-2027-4',
      ...why,
    };
    story.does('end-of-stay', extended);
    assert.equal(story.lastDayOf('end-of-stay'), '2028-02-09');
    assert.equal(story.figures['stayUntil'], '2028-02-09');
  });

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

describe('An intake before the dossier', () => {
  const unknown = { proceduresFinished: 'not-known-yet', dublinClaim: 'not-known-yet' };

  it('says what is not known yet; who knows fills it in, and admission asks for the rest', () => {
    const story = new Story('utrecht', '2026-01-12');
    story.on('2026-01-19').does('intake', intakeOn('2026-01-19', unknown));
    story.on('2026-02-02').does('complete-intake', { dublinClaim: 'no', source: 'IND-2026-00417' }, 'ind:liaison');
    story.on('2026-02-09');
    const refused = story.refuses('admission', admittedOn('2026-02-09'));
    assert.match(JSON.stringify(refused.extra), /proceduresFinished/);
    assert.doesNotMatch(JSON.stringify(refused.extra), /dublinClaim/);
    story.does('admission', admittedOn('2026-02-09', { proceduresFinished: 'yes' }));
    assert.equal(story.state.facts['inTargetGroup'], true);
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
    assert.match(JSON.stringify(from('2026-04-21').extra), /still to come/);
    assert.match(JSON.stringify(from('2026-01-11').extra), /opened on 2026-01-12/);
    story.does('suspend', { ground: 'medical', from: '2026-03-02', ...why });
    story.does('resume', { from: '2026-04-01', ...why });
    assert.match(JSON.stringify(from('2026-03-30').extra), /stood still until 2026-04-01/);
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
    assert.match(JSON.stringify(refused.extra), /mandate/);
    story.on('2025-01-06').does('admission', admittedOn('2025-01-06'));
    assert.equal(story.state.direction, 'RETURN');
  });
});

import assert from 'node:assert/strict';
import { countedIn, Story } from '../../../support/story.js';
import { admittedOn, intakeOn } from '../intake.js';

const why = { reason: 'As the file says.' };
const officer = 'dtv:departure-officer';
const lodged = (procedure: string, lodgedOn: string, reference: string) => ({
  procedure,
  lodgedOn,
  reference,
  ...why,
});

describe('The life of someone for whom a solution is found', () => {
  it('Chen waits in Rotterdam for a laissez-passer that stays unanswered for a year, gets it after all, and returns', () => {
    const chen = new Story('rotterdam', '2025-03-03');
    chen.on('2025-03-10').does('intake', intakeOn('2025-03-10'));
    chen.on('2025-04-07').does('admission', admittedOn('2025-04-07', { direction: 'RETURN' }));
    chen.does('start-shelter', { from: '2025-04-07', basis: 'admitted', ...why });
    // DT&V asks the country of origin for a document. At the latest after twelve months is noted that there is no answer.
    chen.on('2025-05-12').does('start-procedure', lodged('laissez-passer', '2025-05-12', 'LP-2025-1'), officer);
    const lp = 'procedure-laissez-passer';
    assert.equal(chen.lastDayOf(lp), '2026-05-12');
    chen.on('2026-05-12').does(lp, { result: 'no-answer', decidedOn: '2026-05-12' }, officer);
    assert.deepEqual(
      chen.told('dtv').filter((line) => line.includes(lp)),
      [`2025-05-12 step-opened ${lp}`, `2026-03-12 step-reminded ${lp}`, `2026-05-12 step-opened ${lp}`],
    );
    // The application goes on, without a term. Who does not want to wait longer asks DT&V: nobody else withdraws it.
    assert.deepEqual([chen.open.includes(lp), chen.lastDayOf(lp)], [true, null]);
    const withdrawn = { result: 'withdrawn', decidedOn: '2026-06-01' };
    assert.equal(chen.on('2026-06-01').refuses(lp, withdrawn, 'municipality:case-director').code, 'forbidden');
    // The nationality is confirmed, which is not yet a document; that comes five weeks later.
    chen.on('2026-08-17').does(lp, { result: 'recognised', decidedOn: '2026-08-17' }, officer);
    assert.ok(chen.open.includes(lp));
    chen.on('2026-09-21').does(lp, { result: 'issued', decidedOn: '2026-09-21' }, officer);
    assert.ok(!chen.open.includes(lp));

    // He chooses to return with the help of IOM, and leaves.
    chen.on('2026-09-28').does('return-counselling', { sessionOn: '2026-09-28', choice: 'return', destination: 'CN' });
    chen.does('start-procedure', lodged('assisted-return', '2026-09-28', 'IOM-2026-0042'), officer);
    assert.equal(chen.lastDayOf('procedure-assisted-return'), '2026-12-27');
    chen.on('2026-11-24').does('procedure-assisted-return', { result: 'departed', decidedOn: '2026-11-23' }, officer);
    // Whether it holds is looked at in spring: until then the outcome stands and the trajectory is open.
    chen.on('2026-11-27').does('outcome-registration', {
      outcome: 'RETURNED_INDEPENDENT',
      occurredOn: '2026-11-23',
      evidenceKind: 'departure-confirmation',
      evidence: 'IOM-2026-0042',
      followUpOn: '2027-03-01',
    });
    assert.deepEqual(
      [chen.state.status, chen.state.outcome, chen.open],
      ['open', 'RETURNED_INDEPENDENT', ['follow-up']],
    );
    chen.on('2027-03-01').does('follow-up', { heldOn: '2027-03-01', finding: 'holds', ...why });
    assert.deepEqual([chen.state.status, chen.state.outcome], ['closed', 'RETURNED_INDEPENDENT']);
    assert.deepEqual(chen.told('ngo'), [
      '2025-04-07 step-opened legal-review',
      '2026-11-27 step-completed outcome-registration',
    ]);

    const years = { from: '2025-01-01', to: '2026-12-31' };
    const happened = [
      'referred',
      'admitted',
      'outflow',
      'outflow-by-outcome/RETURNED_INDEPENDENT',
      'outflow-in-rate',
      'outflow-by-class/DURABLE',
      'referral-to-intake-n',
      'referral-to-admission-n',
      'admission-to-outcome-n',
    ];
    assert.deepEqual(countedIn('rotterdam', { ...years, on: '2026-11-22' }, chen), [
      'participants',
      'places-taken',
      'participants-by-direction/RETURN',
      'days-to-maximum-stay/no-maximum',
      ...happened,
    ]);
    assert.deepEqual(countedIn('rotterdam', { ...years, on: '2026-11-23' }, chen), happened);
  });

  it('Dina comes to Utrecht before her dossier, asks for residence with her family, and is granted it', () => {
    const dina = new Story('utrecht', '2025-09-01');
    // At the first conversation nobody knows yet whether her procedures are finished, or whether another state claims her.
    const unknown = { proceduresFinished: 'not-known-yet', dublinClaim: 'not-known-yet' };
    dina.on('2025-09-08').does('intake', intakeOn('2025-09-08', unknown));
    // The IND knows of one of them; the decision asks for the other, and for nothing that is known.
    dina.on('2025-09-22').does('dossier-ind', { deliveredOn: '2025-09-22', known: true, reference: 'IND-2025-00417' });
    dina.does('complete-intake', { dublinClaim: 'no', source: 'IND-2025-00417' }, 'ind:liaison');
    const refused = dina.on('2025-10-06').refuses('admission', admittedOn('2025-10-06'));
    assert.match(JSON.stringify(refused.errors), /proceduresFinished/);
    assert.doesNotMatch(JSON.stringify(refused.errors), /dublinClaim/);
    dina.does('admission', admittedOn('2025-10-06', { proceduresFinished: 'yes' }));
    assert.equal(dina.state.facts['inTargetGroup'], true);
    // Nobody has agreed a direction: that is not "still under investigation", which the LSO agrees five weeks later.
    assert.deepEqual([dina.state.direction, dina.events.some(({ type }) => type === 'direction-set')], [null, false]);
    dina.on('2025-11-13').does('change-direction', {
      direction: 'UNDER_INVESTIGATION',
      investigating: 'DOSSIER_INCOMPLETE',
      decidedIn: 'case-conference',
      decision: 'LSO-2025-11',
      ...why,
    });
    assert.equal(dina.state.direction, 'UNDER_INVESTIGATION');
    dina.on('2026-01-08').does('change-direction', {
      direction: 'LEGALISATION',
      decidedIn: 'case-conference',
      decision: 'LSO-2026-01',
      ...why,
    });
    // Article 8 ECHR: a procedure of its own kind. While it runs, neither mediation nor support of IOM is begun.
    dina
      .on('2026-02-03')
      .does('start-procedure', lodged('regular-application', '2026-02-02', 'IND-2026-8'), 'ngo:legal');
    assert.equal(dina.lastDayOf('procedure-regular-application'), null, 'no source has a term for it');
    for (const other of ['assisted-return', 'no-fault']) {
      assert.equal(dina.refuses('start-procedure', lodged(other, '2026-02-03', 'REF-2026-8')).code, 'conflict');
    }
    dina.on('2026-09-16');
    dina.does('procedure-regular-application', { result: 'granted', decidedOn: '2026-09-14' }, 'ind:liaison');
    dina.on('2026-09-21').does('outcome-registration', {
      outcome: 'RESIDENCE_GRANTED',
      ground: 'regular',
      occurredOn: '2026-09-14',
      evidenceKind: 'ind-decision',
      evidence: 'IND-2026-8',
    });
    assert.deepEqual([dina.state.status, dina.state.outcome], ['closed', 'RESIDENCE_GRANTED']);
    assert.deepEqual(dina.told('ind'), [
      '2025-09-08 step-opened dossier-ind',
      '2026-02-03 step-opened procedure-regular-application',
    ]);

    const year = { from: '2025-01-01', to: '2025-12-31' };
    const came = ['referred', 'admitted', 'referral-to-intake-n', 'referral-to-admission-n'];
    assert.deepEqual(countedIn('utrecht', { ...year, on: '2025-10-31' }, dina), [
      'participants',
      'participants-by-direction/NONE_AGREED',
      'days-to-maximum-stay/no-maximum',
      ...came,
    ]);
    assert.deepEqual(countedIn('utrecht', year, dina), [
      'participants',
      'participants-by-direction/UNDER_INVESTIGATION',
      'under-investigation-by-reason/DOSSIER_INCOMPLETE',
      'days-to-maximum-stay/no-maximum',
      ...came,
    ]);
    assert.deepEqual(countedIn('utrecht', { from: '2026-01-01', to: '2026-12-31' }, dina), [
      'outflow',
      'outflow-by-outcome/RESIDENCE_GRANTED',
      'outflow-in-rate',
      'outflow-by-class/DURABLE',
      'admission-to-outcome-n',
    ]);
  });

  it('Goran gets time to reflect from the police in Utrecht, reports trafficking, and may stay; DT&V learns nothing of it', () => {
    const goran = new Story('utrecht', '2026-01-12');
    goran.on('2026-01-19').does('intake', intakeOn('2026-01-19'));
    goran.on('2026-02-09').does('admission', admittedOn('2026-02-09', { direction: 'RETURN' }));
    // The counsellor asks the police to look along. It takes part from now on, and offers the reflection period itself.
    const avim = 'avim:liaison';
    const b8 = 'procedure-human-trafficking';
    goran.on('2026-04-01').does('share', { with: 'avim', ...why }, 'ngo:counsellor');
    goran.on('2026-04-03').does('start-procedure', lodged('human-trafficking', '2026-04-03', 'B8-2026-3'), avim);
    assert.equal(goran.lastDayOf(b8), '2026-07-03');
    // DT&V wants to ask for a document. It is refused, and told no more than whom to ask.
    const refused = goran
      .on('2026-04-20')
      .refuses('start-procedure', lodged('laissez-passer', '2026-04-20', 'LP-1'), officer);
    assert.match(refused.detail, /Ask the municipality/);
    assert.doesNotMatch(JSON.stringify(refused), /traffick|mensenhandel|B8/i);
    // Reminded in time, he reports it: the IND has half a year. It grants a permit for a year, of which the last day is watched.
    goran.on('2026-06-22').does(b8, { result: 'report-made', decidedOn: '2026-06-22' }, avim);
    assert.equal(goran.lastDayOf(b8), '2026-12-22');
    goran.on('2026-10-14');
    goran.does(b8, { result: 'granted', decidedOn: '2026-10-12', validUntil: '2027-10-12' }, 'ind:liaison');
    assert.equal(goran.lastDayOf(b8), '2027-10-12');
    goran.on('2026-10-19').does('outcome-registration', {
      outcome: 'RESIDENCE_GRANTED',
      ground: 'human-trafficking',
      occurredOn: '2026-10-12',
      evidenceKind: 'ind-decision',
      evidence: 'IND-2026-0093',
    });
    assert.equal(goran.state.status, 'closed');
    assert.deepEqual(goran.told('avim'), [
      '2026-04-01 share',
      `2026-04-03 step-opened ${b8}`,
      `2026-05-29 step-reminded ${b8}`,
    ]);
    assert.deepEqual(goran.told('dtv'), [
      '2026-01-19 step-opened dossier-dtv',
      '2026-02-09 step-opened return-counselling',
      '2026-10-19 step-completed outcome-registration',
    ]);

    assert.deepEqual(countedIn('utrecht', { from: '2026-01-01', to: '2026-12-31', on: '2026-10-11' }, goran), [
      'participants',
      'participants-by-direction/RETURN',
      'days-to-maximum-stay/no-maximum',
      'referred',
      'admitted',
      'outflow',
      'outflow-by-outcome/RESIDENCE_GRANTED',
      'outflow-in-rate',
      'outflow-by-class/DURABLE',
      'referral-to-intake-n',
      'referral-to-admission-n',
      'admission-to-outcome-n',
    ]);
  });

  it('Jamila reaches the end of her stay in Amsterdam, stays longer and is ill, lodges a new application; a year later her dates are put right', () => {
    const jamila = new Story('amsterdam', '2025-02-24');
    jamila.on('2025-03-05').does('intake', intakeOn('2025-03-05'));
    jamila.on('2025-03-10').does('admission', admittedOn('2025-03-10', { direction: 'LEGALISATION' }));
    // Amsterdam has a maximum of eighteen months. Its last day is watched, and is the target of no other step.
    assert.equal(jamila.lastDayOf('end-of-stay'), '2026-09-10');
    assert.equal(jamila.lastDayOf('outcome-registration'), null);
    // Two weeks and a day before it the city and the NGO are reminded. The conference extends it by half a year.
    jamila.on('2026-09-10').does('end-of-stay', {
      result: 'extended',
      until: '2027-03-10',
      decidedIn: 'case-conference',
      decision: 'LSO-2026-09',
      ...why,
    });
    assert.equal(jamila.lastDayOf('end-of-stay'), '2027-03-10');
    // She is too ill to travel: the IND defers her departure for some months, and that last day is watched as well.
    const deferral = 'procedure-medical-deferral';
    jamila
      .on('2026-11-03')
      .does('start-procedure', lodged('medical-deferral', '2026-11-02', 'A64-2026-2'), 'ngo:legal');
    jamila.on('2026-12-15');
    jamila.does(deferral, { result: 'granted', decidedOn: '2026-12-14', validUntil: '2027-02-15' }, 'ind:liaison');
    assert.equal(jamila.lastDayOf(deferral), '2027-02-15');
    jamila.on('2027-02-22').does(deferral, { result: 'lapsed', decidedOn: '2027-02-15' });
    // She lodges a repeat application. The stay ends meanwhile: that is told, and ends nothing.
    jamila.on('2027-03-02').does('start-procedure', lodged('repeat-asylum', '2027-03-01', 'M35-O-2027'), 'ngo:legal');
    jamila.on('2027-03-15');
    assert.equal(jamila.state.status, 'open');
    const dates = (agency: 'municipality' | 'ngo') =>
      jamila.told(agency).filter((line) => /end-of-stay|medical-deferral/.test(line) && /reminded|overdue/.test(line));
    assert.deepEqual(dates('municipality'), [
      '2026-08-27 step-reminded end-of-stay',
      '2026-09-09 step-reminded end-of-stay',
      '2027-02-01 step-reminded procedure-medical-deferral',
      '2027-02-14 step-reminded procedure-medical-deferral',
      '2027-02-16 step-overdue procedure-medical-deferral',
      '2027-02-24 step-reminded end-of-stay',
      '2027-03-09 step-reminded end-of-stay',
      '2027-03-11 step-overdue end-of-stay',
    ]);
    assert.deepEqual(
      dates('ngo'),
      dates('municipality').filter((line) => line.includes('end-of-stay')),
    );
    jamila.does('outcome-registration', {
      outcome: 'REPEAT_ASYLUM_LODGED',
      occurredOn: '2027-03-01',
      evidenceKind: 'application-receipt',
      evidence: 'M35-O-2027',
    });
    assert.deepEqual([jamila.state.status, jamila.state.outcome], ['closed', 'REPEAT_ASYLUM_LODGED']);
    // The IND, which was still asked for a decision, hears that nobody waits for it here any more.
    assert.equal(jamila.told('ind').at(-1), '2027-03-15 step-withdrawn procedure-repeat-asylum');

    // A year later the file shows three wrong days. They count from then on, also of a trajectory that has ended.
    const march = { from: '2025-03-01', to: '2025-03-31' };
    const april = { from: '2025-04-01', to: '2025-04-30' };
    const ended = { from: '2027-03-01', to: '2027-03-31', on: '2027-03-05' };
    const asOf = '2028-03-31T12:00:00.000Z';
    const before = [march, april, ended].map((ask) => countedIn('amsterdam', ask, jamila));
    jamila.on('2028-04-03').corrects('intake', { heldOn: '2025-03-25' });
    jamila.corrects('admission', { decidedOn: '2025-04-10' });
    jamila.corrects('outcome-registration', { occurredOn: '2027-03-08' });
    assert.deepEqual([jamila.state.status, jamila.state.outcome], ['closed', 'REPEAT_ASYLUM_LODGED']);
    const { intakeOn: intake, admissionOn, admittedOn: admitted, outcomeOn, closedOn } = jamila.figures;
    assert.deepEqual([intake, admissionOn, admitted], ['2025-03-25', '2025-04-10', '2025-04-10']);
    assert.deepEqual([outcomeOn, closedOn], ['2027-03-08', '2027-03-15']);
    // The extension stands as it was decided; the stay that it extended ended a month later.
    assert.deepEqual(
      [jamila.figures['stayUntil'], jamila.figures['stayUntil@2025-04-10']],
      ['2027-03-10', '2026-10-10'],
    );
    // In March she was not admitted yet: she waited, and her intake was done; in April she takes part. When she left is a week later.
    assert.deepEqual(countedIn('amsterdam', march, jamila), [
      'waiting-list',
      'waiting-list-by-stage/conference',
      'referral-to-intake-n',
    ]);
    const takesPart = ['participants', 'participants-by-direction/LEGALISATION'];
    assert.deepEqual(countedIn('amsterdam', april, jamila), [
      ...takesPart,
      'days-to-maximum-stay/later',
      'admitted',
      'referral-to-admission-n',
    ]);
    assert.deepEqual(countedIn('amsterdam', ended, jamila), [
      ...takesPart,
      'days-to-maximum-stay/within-30-days',
      'outflow',
      'outflow-by-outcome/REPEAT_ASYLUM_LODGED',
      'outflow-in-rate',
      'outflow-by-class/SEMI_DURABLE',
      'admission-to-outcome-n',
    ]);
    // As it was known before that, everything is as it was believed.
    assert.deepEqual(
      [march, april, ended].map((ask) => countedIn('amsterdam', { ...ask, asOf }, jamila)),
      before,
    );
  });
});

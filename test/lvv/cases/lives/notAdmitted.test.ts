import assert from 'node:assert/strict';
import { countedIn, Story } from '../../../support/story.js';
import { admittedOn, confirmed, intakeOn, refusedOn } from '../intake.js';

const why = { reason: 'As the file says.' };

describe('The life of someone who was not admitted', () => {
  it('Amal has a place in Utrecht while she waits, and dies before anything is decided: she counts as not admitted', () => {
    // An NGO brings her; it becomes a party by that.
    const amal = new Story('utrecht', '2026-03-02', 'ngo:counsellor');
    amal.on('2026-03-09').does('intake', intakeOn('2026-03-09'));
    assert.deepEqual(amal.open, ['dossier-ind', 'dossier-dtv', 'admission']);
    // No source says how long any of these may take, so none has a last day.
    assert.deepEqual(
      amal.open.map((step) => amal.lastDayOf(step)),
      [null, null, null],
    );
    // She has a place from the tenth, which is no admission; DT&V hears of everyone who is sheltered.
    amal.on('2026-03-11').does('start-shelter', { from: '2026-03-10', basis: 'before-admission', ...why });
    // The hospital calls: she died on Saturday. It is entered six days later.
    amal.on('2026-03-20').does('register-ending', {
      outcome: 'DECEASED',
      occurredOn: '2026-03-14',
      evidenceKind: 'civil-registry',
      evidence: 'BRP-2026-0117',
      ...why,
    });
    assert.deepEqual([amal.state.status, amal.state.outcome, amal.state.direction], ['closed', 'DECEASED', null]);
    assert.deepEqual(amal.open, []);

    assert.deepEqual(amal.told('ngo'), ['2026-03-20 register-ending']);
    assert.deepEqual(amal.told('ind'), ['2026-03-09 step-opened dossier-ind', '2026-03-20 register-ending']);
    assert.deepEqual(amal.told('dtv'), [
      '2026-03-09 step-opened dossier-dtv',
      '2026-03-11 start-shelter',
      '2026-03-20 register-ending',
    ]);

    const march = { from: '2026-03-01', to: '2026-03-31' };
    const came = ['referred', 'referral-to-intake-n'];
    assert.deepEqual(countedIn('utrecht', { ...march, on: '2026-03-13' }, amal), [
      'places-taken',
      'sheltered-not-admitted',
      'waiting-list',
      'waiting-list-by-stage/conference',
      'referred',
      'left-before-admission',
      'referral-to-intake-n',
    ]);
    // On the day on which she died nobody has her place any more, whenever that was entered.
    const after = countedIn('utrecht', { ...march, on: '2026-03-14' }, amal);
    assert.deepEqual(after, ['referred', 'left-before-admission', 'referral-to-intake-n']);
    // As it was known the day before it was entered, she waited.
    const known = { ...march, on: '2026-03-14', asOf: '2026-03-19T12:00:00.000Z' };
    assert.deepEqual(countedIn('utrecht', known, amal), [
      'places-taken',
      'sheltered-not-admitted',
      'waiting-list',
      'waiting-list-by-stage/conference',
      ...came,
    ]);
  });

  it('Emre is refused in Groningen and objects, a court has his shelter go on, and he dies before there is a decision', () => {
    const emre = new Story('groningen', '2026-03-02', 'ngo:counsellor');
    emre.does('start-shelter', { from: '2026-03-02', basis: 'before-admission', ...why });
    emre.on('2026-03-09').does('intake', intakeOn('2026-03-09'));
    emre.on('2026-03-16').does('dossier-ind', { deliveredOn: '2026-03-16', known: true });

    // Refused, and a colleague looks. The lawyer named the last day for objection; no direction is agreed by a refusal.
    emre.on('2026-03-30').does('admission', refusedOn('2026-03-30', { objectionUntil: '2026-05-11' }));
    assert.deepEqual(emre.open, ['dossier-dtv', 'admission-check']);
    emre.on('2026-03-31').does('admission-check', confirmed, 'municipality:coordinator');
    assert.deepEqual(emre.open, ['objection-term', 'outcome-registration']);
    assert.deepEqual([emre.state.facts['admission'], emre.state.direction], ['refused', null]);
    assert.equal(emre.lastDayOf('objection-term'), '2026-05-11');
    // Who referred him and who delivered a dossier are told; what was asked of DT&V is withdrawn.
    assert.equal(emre.told('ngo').at(-1), '2026-03-31 step-opened objection-term');
    assert.ok(emre.told('ngo').includes('2026-03-31 step-completed admission-check'));
    assert.equal(emre.told('ind').at(-1), '2026-03-31 step-completed admission-check');
    assert.equal(emre.told('dtv').at(-1), '2026-03-31 step-withdrawn dossier-dtv');

    // The term nears its end, and both are reminded. On the last but one day he objects, and asks the court for a measure.
    emre.on('2026-05-10');
    emre.does('lodge-objection', {
      kind: 'objection',
      against: 'refusal-of-admission',
      lodgedOn: '2026-05-10',
      reference: 'BZW-2026-0417',
      ...why,
    });
    emre.does('objection-term', { result: 'objection-lodged' });
    emre.does('lodge-objection', {
      kind: 'interim-measure',
      against: 'refusal-of-admission',
      lodgedOn: '2026-05-10',
      reference: 'AWB 26-1204',
      ...why,
    });
    const reminders = ['2026-04-27 step-reminded objection-term', '2026-05-10 step-reminded objection-term'];
    for (const agency of ['municipality', 'ngo'] as const) {
      assert.deepEqual(
        emre.told(agency).filter((line) => line.includes('reminded')),
        reminders,
      );
    }

    // The court: shelter goes on until four weeks after the decision. The order is of the twentieth, and reached us later.
    emre.on('2026-05-22').does('place-court-hold', { order: 'ECLI:NL:RBNNE:2026:1204', from: '2026-05-20', ...why });
    const measure = { objection: 'AWB 26-1204', result: 'upheld', decidedOn: '2026-05-20' };
    const order = { ...measure, reference: 'ECLI:NL:RBNNE:2026:1204' };
    // A court that orders something for the time being admits nobody.
    const admits = emre.refuses('objection-decision', { ...order, admittedFrom: '2026-05-20' });
    assert.match(JSON.stringify(admits.errors), /admittedFrom/);
    emre.does('objection-decision', order);
    assert.equal(emre.state.facts['admission'], 'refused');
    const put = { endedOn: '2026-05-22', why: 'decision', ...why };
    assert.equal(emre.refuses('end-shelter', put).code, 'conflict');
    const refusal = { outcome: 'REFUSED_AT_ADMISSION', evidenceKind: 'reasoned-decision', evidence: 'DEC-2026-0188' };
    assert.equal(emre.refuses('outcome-registration', { ...refusal, occurredOn: '2026-05-22' }).code, 'conflict');

    // He dies in June. Neither the order nor the objection keeps that from being registered.
    emre.on('2026-06-15').does('outcome-registration', {
      outcome: 'DECEASED',
      occurredOn: '2026-06-09',
      evidenceKind: 'civil-registry',
      evidence: 'BRP-2026-0221',
    });
    assert.deepEqual([emre.state.status, emre.state.outcome, emre.open], ['closed', 'DECEASED', []]);
    assert.deepEqual(emre.told('ind').slice(-2), [
      '2026-03-31 step-completed admission-check',
      '2026-05-22 place-court-hold',
    ]);

    const year = { from: '2026-01-01', to: '2026-12-31' };
    // He counts as refused and in no other way of leaving: what he died of, he did not leave the waiting list by.
    const happened = [
      'referred',
      'refused',
      'referral-to-intake-n',
      'objections ×2',
      'objections-by-kind/interim-measure',
      'objections-by-kind/objection',
      'objections-decided',
      'objections-decided-by-result/interim-measure/upheld',
    ];
    const sheltered = ['places-taken', 'sheltered-not-admitted', 'objection-running'];
    assert.deepEqual(countedIn('groningen', { ...year, on: '2026-06-08' }, emre), [...sheltered, ...happened]);
    assert.deepEqual(countedIn('groningen', { ...year, on: '2026-06-09' }, emre), happened);
  });

  it('Idris is known in Amsterdam by number and comes to Utrecht without: the cities settle it, and he counts once', () => {
    const number = '4f1c9b27aa0d4be1b1d7e60c52';
    const there = new Story('amsterdam', '2025-10-06', 'municipality:intake-officer', { number });
    there.on('2025-10-13').does('intake', intakeOn('2025-10-13'));
    there.on('2025-11-10').does('admission', admittedOn('2025-11-10', { direction: 'RETURN' }));
    // In winter he sleeps in Utrecht, where nobody knows him.
    const here = new Story('utrecht', '2026-02-02');
    Story.together(there, here);
    here.on('2026-02-09').does('intake', intakeOn('2026-02-09'));
    const year = { from: '2026-01-01', to: '2026-12-31' };
    const known = { ...year, on: '2026-03-01', asOf: '2026-03-01T12:00:00.000Z' };
    const believed = ['waiting-list', 'waiting-list-by-stage/conference', 'referred', 'referral-to-intake-n'];
    assert.deepEqual(countedIn('utrecht', known, here, there), believed);

    // His number is found. It holds when a colleague has entered it as well; until then nothing can be settled by it.
    here.on('2026-03-02').does('add-v-number', { vNumber: number, ...why });
    assert.equal(here.refuses('offer-duplicate', why).code, 'conflict');
    here
      .on('2026-03-03')
      .does('v-number-check', { verdict: 'confirmed', vNumber: number, ...why }, 'municipality:coordinator');

    // Utrecht asks Amsterdam to go on. Amsterdam is told, and sees nothing of the file by it.
    here.on('2026-03-09').does('offer-duplicate', why);
    assert.deepEqual(here.told('municipality', 'amsterdam'), ['2026-03-09 duplicate-offered']);
    assert.deepEqual(there.told('municipality').slice(-1), ['2026-03-09 duplicate-proposed']);
    // Two trajectories cannot close into each other.
    assert.equal(there.on('2026-03-10').refuses('offer-duplicate', why).code, 'conflict');
    // Amsterdam is the second pair of eyes.
    assert.equal(here.on('2026-03-12').refuses('accept-duplicate', why, 'municipality:coordinator').code, 'forbidden');
    here.does('accept-duplicate', why, 'municipality:coordinator@amsterdam');
    assert.deepEqual([here.state.status, here.state.outcome], ['closed', 'DUPLICATE']);
    assert.equal(here.state.facts['continuesIn'], there.state.id);
    assert.equal(there.told('municipality').at(-1), '2026-03-12 duplicate-joined');
    assert.deepEqual([there.state.status, there.state.direction], ['open', 'RETURN']);
    assert.equal(there.lastDayOf('end-of-stay'), '2027-05-10', 'his stay is that of the city in which he was admitted');

    // The work goes on in Amsterdam, and he returns in June.
    there.on('2026-06-22').does('outcome-registration', {
      outcome: 'RETURNED_INDEPENDENT',
      occurredOn: '2026-06-18',
      evidenceKind: 'departure-confirmation',
      evidence: 'IOM-2026-0042',
    });
    assert.equal(there.state.status, 'closed');

    assert.deepEqual(countedIn('utrecht', { ...year, on: '2026-03-01' }, here, there), []);
    assert.deepEqual(countedIn('amsterdam', { ...year, on: '2026-03-01' }, here, there), [
      'participants',
      'participants-by-direction/RETURN',
      'days-to-maximum-stay/later',
      'outflow',
      'outflow-by-outcome/RETURNED_INDEPENDENT',
      'outflow-in-rate',
      'outflow-by-class/DURABLE',
      'admission-to-outcome-n',
    ]);
    // What was believed in Utrecht before is still told of that day.
    assert.deepEqual(countedIn('utrecht', known, here, there), believed);
  });
});

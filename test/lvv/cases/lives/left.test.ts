import assert from 'node:assert/strict';
import { dayOf } from '../../../../src/trajectory/terms/calendar.js';
import { countedIn, Story } from '../../../support/story.js';
import { admittedOn, confirmed, intakeOn } from '../intake.js';

const why = { reason: 'As the file says.' };
const coordinator = 'municipality:coordinator';

describe('The life of someone who leaves', () => {
  it('Bilal vanishes in Eindhoven in November, which is registered in January, and is found in spring: he comes in anew', () => {
    const bilal = new Story('eindhoven', '2025-02-03');
    bilal.on('2025-02-10').does('intake', intakeOn('2025-02-10'));
    bilal.on('2025-03-03').does('admission', admittedOn('2025-03-03', { direction: 'RETURN' }));
    bilal.does('start-shelter', { from: '2025-03-03', basis: 'admitted', ...why });
    // He was last seen on 18 November. The bed is given away, and nothing runs while he is looked for: both since that day.
    bilal.on('2025-12-01').does('suspend', { ground: 'out-of-contact', from: '2025-11-18', ...why });
    bilal.does('end-shelter', { endedOn: '2025-11-18', why: 'not-seen', ...why });
    assert.deepEqual(stoppedSince(bilal), { suspension: '2025-11-18' });
    // Nobody has found him: in January it is registered as of the day in November, and a colleague looks.
    bilal.on('2026-01-12').does('outcome-registration', {
      outcome: 'MOB',
      occurredOn: '2025-11-18',
      evidenceKind: 'last-contact-report',
      evidence: 'REPORT-2025-0118',
    });
    assert.deepEqual([bilal.state.status, bilal.state.outcome], ['open', null]);
    bilal.on('2026-01-13').does('outcome-check', confirmed, coordinator);
    assert.deepEqual([bilal.state.status, bilal.state.outcome], ['closed', 'MOB']);
    assert.deepEqual(bilal.told('dtv'), [
      '2025-02-10 step-opened dossier-dtv',
      '2025-03-03 step-opened return-counselling',
      '2025-03-03 start-shelter',
      '2025-12-01 suspend',
      '2025-12-01 end-shelter',
      '2026-01-12 step-completed outcome-registration',
      '2026-01-13 step-completed outcome-check',
    ]);

    // He counts as gone in November, and as it was known at the end of the year he still took part, without a bed.
    const year = { from: '2025-01-01', to: '2025-12-31' };
    const came = ['referred', 'admitted'];
    const times = ['referral-to-intake-n', 'referral-to-admission-n'];
    const left = ['outflow', 'outflow-by-outcome/MOB', 'outflow-in-rate', 'outflow-by-class/NONE'];
    const takesPart = ['participants-by-direction/RETURN', 'days-to-maximum-stay/no-maximum'];
    assert.deepEqual(countedIn('eindhoven', year, bilal), [...came, ...left, ...times, 'admission-to-outcome-n']);
    const known = { ...year, asOf: '2025-12-31T22:00:00.000Z' };
    assert.deepEqual(countedIn('eindhoven', known, bilal), ['participants', ...takesPart, ...came, ...times]);
    assert.deepEqual(countedIn('eindhoven', { ...year, on: '2025-11-17' }, bilal), [
      'participants',
      'places-taken',
      ...takesPart,
      ...came,
      ...left,
      ...times,
      'admission-to-outcome-n',
    ]);

    // In March he stands at the door again. It is a new trajectory of the same person, and the old one stays as it was.
    const again = new Story('eindhoven', '2026-03-02', 'ngo:counsellor', { after: bilal });
    again.on('2026-03-09').does('intake', intakeOn('2026-03-09'));
    again.on('2026-03-30').does('register-ending', {
      outcome: 'STATE_RECEPTION_OTHER',
      occurredOn: '2026-03-26',
      evidenceKind: 'coa-placement',
      evidence: 'COA-2026-0326',
      ...why,
    });
    assert.deepEqual([again.state.status, again.state.outcome], ['closed', 'STATE_RECEPTION_OTHER']);
    const next = { from: '2026-01-01', to: '2026-12-31' };
    assert.deepEqual(countedIn('eindhoven', next, bilal, again), [
      'referred',
      're-entries',
      'left-before-admission',
      'referral-to-intake-n',
    ]);
  });

  it('Fatou may stay in Rotterdam by order of the court when the programme ends, and leaves by her own choice', () => {
    const fatou = new Story('rotterdam', '2024-06-03');
    fatou.on('2024-06-10').does('intake', intakeOn('2024-06-10'));
    // Under the covenants: the dossiers, two weeks of rest, the conference, and a decision that names the mandate.
    for (const agency of ['ind', 'dtv']) {
      fatou.on('2024-06-24').does(`dossier-${agency}`, { deliveredOn: '2024-06-24', known: true });
    }
    fatou.on('2024-07-09').does('rest-period', {});
    fatou.on('2024-07-11').does('case-conference', {
      heldOn: '2024-07-11',
      present: ['municipality', 'ngo', 'ind', 'dtv'],
      isCase: 'yes',
      agreement: 'consensus',
      direction: 'RETURN',
      minutes: 'LSO-2024-07',
    });
    fatou.on('2024-07-22').does('admission', admittedOn('2024-07-22', { mandate: 'MANDATE-2019-03' }));
    assert.equal(fatou.state.direction, 'RETURN');
    fatou.does('start-shelter', { from: '2024-07-22', basis: 'admitted', ...why });
    const lp = 'procedure-laissez-passer';
    fatou.on('2024-09-02').does('start-procedure', {
      procedure: 'laissez-passer',
      lodgedOn: '2024-09-02',
      reference: 'LP-2024-1',
      ...why,
    });
    assert.equal(fatou.lastDayOf(lp), '2025-09-02');

    // The programme ends with the year. She objects, and on 9 January the court has her shelter go on for the time being.
    for (const [kind, reference] of [
      ['objection', 'BZW-2024-0417'],
      ['interim-measure', 'AWB 24-9912'],
    ]) {
      fatou.on('2024-12-20').does('lodge-objection', {
        kind: kind!,
        against: 'ending',
        lodgedOn: '2024-12-20',
        reference: reference!,
        ...why,
      });
    }
    fatou.on('2025-01-13').does('place-court-hold', { order: 'ECLI:NL:RBDHA:2025:223', from: '2025-01-09', ...why });
    fatou.does('objection-decision', {
      objection: 'AWB 24-9912',
      result: 'upheld',
      decidedOn: '2025-01-09',
      reference: 'ECLI:NL:RBDHA:2025:223',
    });
    // No term runs since the day of the order, and the municipality can put her out by no decision.
    assert.deepEqual(stoppedSince(fatou), { 'court-hold': '2025-01-09' });
    assert.equal(fatou.lastDayOf(lp), null);
    const ended = { outcome: 'PROGRAMME_ENDED', occurredOn: '2025-01-01', evidenceKind: 'reasoned-decision' };
    assert.equal(fatou.refuses('outcome-registration', { ...ended, evidence: 'DEC-2024-77' }).code, 'conflict');
    const lost = { endedOn: '2025-01-13', why: 'decision', ...why };
    assert.equal(fatou.refuses('end-shelter', lost).code, 'conflict');

    // In spring she moves in with a friend. That is her own doing: no order keeps her.
    fatou.on('2025-04-14').does('end-shelter', { endedOn: '2025-04-12', why: 'own-choice', ...why });
    fatou.does('outcome-registration', {
      outcome: 'OTHER_SHELTER',
      occurredOn: '2025-04-12',
      evidenceKind: 'own-statement',
      evidence: 'LETTER-2025-311',
    });
    fatou.on('2025-04-16').does('outcome-check', confirmed, coordinator);
    assert.deepEqual([fatou.state.status, fatou.state.outcome], ['closed', 'OTHER_SHELTER']);
    assert.deepEqual(fatou.told('ind'), [
      '2024-06-10 step-opened dossier-ind',
      '2024-07-09 step-completed rest-period',
      '2024-07-11 step-completed case-conference',
      '2025-01-13 place-court-hold',
    ]);
    assert.deepEqual(fatou.told('dtv').slice(-4), [
      '2025-01-13 step-completed objection-decision',
      '2025-04-14 end-shelter',
      '2025-04-14 step-completed outcome-registration',
      '2025-04-16 step-completed outcome-check',
    ]);

    const years = { from: '2024-01-01', to: '2025-12-31' };
    const happened = [
      'referred',
      'admitted',
      'outflow',
      'outflow-by-outcome/OTHER_SHELTER',
      'outflow-in-rate',
      'outflow-by-class/NONE',
      'referral-to-intake-n',
      'referral-to-conference-n',
      'referral-to-admission-n',
      'admission-to-outcome-n',
      'objections ×2',
      'objections-by-kind/interim-measure',
      'objections-by-kind/objection',
      'objections-decided',
      'objections-decided-by-result/interim-measure/upheld',
    ];
    assert.deepEqual(countedIn('rotterdam', { ...years, on: '2025-04-11' }, fatou), [
      'participants',
      'places-taken',
      'participants-by-direction/RETURN',
      'days-to-maximum-stay/no-maximum',
      'objection-running',
      ...happened,
    ]);
    assert.deepEqual(countedIn('rotterdam', { ...years, on: '2025-04-12' }, fatou), happened);
  });

  it('Hana is sheltered and admitted in Eindhoven and moves to Rotterdam, from where she leaves; last year stays that of Eindhoven', () => {
    const hana = new Story('eindhoven', '2025-01-13');
    // A place before anything is decided, which is entered two days later.
    hana.on('2025-01-22').does('start-shelter', { from: '2025-01-20', basis: 'before-admission', ...why });
    hana.on('2025-01-27').does('intake', intakeOn('2025-01-27'));
    // Decided on 10 March: she takes part since the first of the month.
    hana.on('2025-03-12');
    hana.does('admission', admittedOn('2025-03-10', { from: '2025-03-01', direction: 'ONWARD_MIGRATION' }));
    assert.equal(hana.state.facts['admittedOn'], '2025-03-01');
    const winter = { from: '2025-01-01', to: '2025-03-31' };
    const year = { from: '2025-01-01', to: '2025-12-31' };
    const happened = ['referred', 'admitted', 'referral-to-intake-n', 'referral-to-admission-n'];
    const stands = ['participants', 'places-taken'];
    const onward = ['participants-by-direction/ONWARD_MIGRATION', 'days-to-maximum-stay/no-maximum'];
    assert.deepEqual(countedIn('eindhoven', { ...winter, on: '2025-02-28' }, hana), [
      'places-taken',
      'sheltered-not-admitted',
      'waiting-list',
      'waiting-list-by-stage/conference',
      ...happened,
    ]);
    // Her place is taken since the twentieth, two days before that was entered.
    const entered = countedIn('eindhoven', { ...winter, on: '2025-01-20' }, hana);
    assert.deepEqual(entered.slice(0, 2), ['places-taken', 'sheltered-not-admitted']);
    // On the day from which she takes part nothing has been agreed yet: that was on the tenth.
    assert.deepEqual(countedIn('eindhoven', { ...winter, on: '2025-03-01' }, hana), [
      ...stands,
      'participants-by-direction/NONE_AGREED',
      'days-to-maximum-stay/no-maximum',
      ...happened,
    ]);
    const lastYear = countedIn('eindhoven', year, hana);
    assert.deepEqual(lastYear, [...stands, ...onward, ...happened]);

    // Her sister lives in Rotterdam, which is asked, and sees nothing of her before it has accepted.
    hana.on('2026-01-12').does('offer-transfer', { to: 'rotterdam', ...why });
    assert.deepEqual(hana.told('municipality', 'rotterdam'), ['2026-01-12 transfer-offered']);
    hana.on('2026-01-19').does('accept-transfer', why, 'municipality:case-director@rotterdam');
    assert.equal(hana.state.municipality, 'rotterdam');
    assert.deepEqual(hana.told('municipality').slice(-1), ['2026-01-19 trajectory-transferred']);
    assert.equal(hana.refuses('flag', why, 'municipality:case-director@eindhoven').code, 'not-found');
    // What counted of last year does not move along.
    assert.deepEqual(countedIn('eindhoven', year, hana), lastYear);
    assert.deepEqual(countedIn('rotterdam', year, hana), []);
    const january = { from: '2026-01-01', to: '2026-01-31' };
    assert.deepEqual(countedIn('eindhoven', { ...january, on: '2026-01-18' }, hana), [
      ...stands,
      ...onward,
      'transferred-out/participating',
    ]);
    assert.deepEqual(countedIn('eindhoven', january, hana), ['transferred-out/participating']);
    assert.deepEqual(countedIn('rotterdam', january, hana), [...stands, ...onward, 'transferred-in/participating']);

    // In August she goes on to a country where she may stay for good.
    hana.on('2026-08-31').does('outcome-registration', {
      outcome: 'ONWARD_MIGRATED',
      occurredOn: '2026-08-24',
      evidenceKind: 'third-country-permit',
      evidence: 'PERMIT-2026-0824',
    });
    assert.deepEqual([hana.state.status, hana.state.outcome], ['closed', 'ONWARD_MIGRATED']);
    // Of each city the DT&V of then was told: that of Eindhoven nothing of what came after the transfer.
    assert.deepEqual(hana.told('dtv', 'rotterdam'), ['2026-08-31 step-completed outcome-registration']);
    assert.deepEqual(hana.told('dtv'), [
      '2025-01-22 start-shelter',
      '2025-01-27 step-opened dossier-dtv',
      '2025-03-12 step-opened return-counselling',
    ]);
    const summer = { from: '2026-07-01', to: '2026-09-30' };
    assert.deepEqual(countedIn('rotterdam', summer, hana), [
      'outflow',
      'outflow-by-outcome/ONWARD_MIGRATED',
      'outflow-in-rate',
      'outflow-by-class/DURABLE',
      'admission-to-outcome-n',
    ]);
    assert.deepEqual(countedIn('eindhoven', summer, hana), []);
  });
});

/** Since which day the clock stands still, by cause. */
function stoppedSince({ state }: Story): Record<string, string> {
  const stops = Object.entries(state.facts['stops'] as Record<string, { since: string }>);
  return Object.fromEntries(stops.map(([cause, { since }]) => [cause, dayOf(since)]));
}

import assert from 'node:assert/strict';
import type { Json } from '../../../src/trajectory/replayed/state.js';
import { like, pointers } from '../../support/play.js';
import { Story } from '../../support/story.js';
import { admittedOn, confirmed, intakeOn, refusedOn } from './intake.js';

const why = { reason: 'As the file says.' };
const ended = (occurredOn: string, more: Record<string, Json> = {}): Record<string, Json> => ({
  outcome: 'RETURNED_INDEPENDENT',
  occurredOn,
  evidenceKind: 'departure-confirmation',
  evidence: 'IOM-2026-0042',
  ...more,
});
const referred = () => new Story('utrecht', '2026-01-12').on('2026-01-19').does('intake', intakeOn('2026-01-19'));
const admitted = () => referred().on('2026-02-09').does('admission', admittedOn('2026-02-09'));
const session = (sessionOn: string, choice: string) => ({ sessionOn, choice });
const conference = (heldOn: string, direction: string) =>
  like('case-conference', { heldOn, direction }) as Record<string, Json>;
const sheltered = (from: string, basis = 'admitted') => ({ from, basis, ...why });

describe('What follows something else', () => {
  it('such as an outcome of someone who was admitted or refused, happened on that day or later', () => {
    const story = admitted().on('2026-03-09');
    assert.deepEqual(pointers(story.refuses('outcome-registration', ended('2026-02-08'))), ['/occurredOn']);
    const asked = { statement: 'LETTER-1', evidenceKind: 'own-statement', ...why };
    assert.deepEqual(pointers(story.refuses('withdraw', { ...asked, saidOn: '2026-02-08' })), ['/saidOn']);
    story.does('outcome-registration', ended('2026-02-09'));

    const no = referred().on('2026-02-09').does('admission', refusedOn('2026-02-09'));
    no.does('admission-check', confirmed, 'municipality:coordinator').on('2026-02-20');
    const outcome = { outcome: 'REFUSED_AT_ADMISSION', evidenceKind: 'reasoned-decision' };
    const early = no.refuses('outcome-registration', ended('2026-02-08', outcome));
    assert.deepEqual(pointers(early), ['/occurredOn']);
    no.does('outcome-registration', ended('2026-02-09', outcome));
  });

  it('such as a look after an outcome, an answer to an application, or the end of a hold, is not before it', () => {
    const story = admitted().on('2026-03-09');
    story.does('outcome-registration', ended('2026-03-08', { followUpOn: '2026-04-01' })).on('2026-04-01');
    const looked = { finding: 'holds', ...why };
    assert.deepEqual(pointers(story.refuses('follow-up', { ...looked, heldOn: '2026-03-07' })), ['/heldOn']);
    story.does('follow-up', { ...looked, heldOn: '2026-03-08' });

    const runs = admitted().on('2026-03-20');
    const lodged = { procedure: 'repeat-asylum', lodgedOn: '2026-03-01', reference: 'HASA-1', ...why };
    runs.does('start-procedure', lodged, 'ngo:legal');
    const answer = (decidedOn: string) => ({ result: 'refused', decidedOn, reference: 'IND-1' });
    assert.deepEqual(pointers(runs.refuses('procedure-repeat-asylum', answer('2026-02-28'))), ['/decidedOn']);
    runs.does('procedure-repeat-asylum', answer('2026-03-01'));

    const order = { order: 'AWB 25-0223', from: '2026-03-01', ...why };
    assert.deepEqual(pointers(runs.refuses('place-court-hold', { ...order, until: '2026-02-28' })), ['/until']);
  });

  it('such as a dossier after the referral, and the end of the rest after the dossier, is not before it', () => {
    const story = referred().on('2026-02-20');
    const part = (name: string, deliveredOn: string) => like(name, { deliveredOn }) as Record<string, Json>;
    const early = story.refuses('dossier-ind', part('dossier-ind', '2026-01-11'));
    assert.deepEqual(pointers(early), ['/deliveredOn']);
    story.does('dossier-ind', part('dossier-ind', '2026-01-22')).does('dossier-dtv', part('dossier-dtv', '2026-01-20'));
    const shortened = { agreedBy: ['person'], ...why };
    assert.deepEqual(pointers(story.refuses('rest-period', { ...shortened, endedOn: '2026-01-21' })), ['/endedOn']);
    story.does('rest-period', { ...shortened, endedOn: '2026-01-22' });
  });

  it('such as revoking a choice, is not before the session in which the person chose', () => {
    const story = admitted().on('2026-03-20').does('return-counselling', session('2026-03-10', 'return'));
    assert.deepEqual(pointers(story.refuses('revoke-return', { revokedOn: '2026-03-09', ...why })), ['/revokedOn']);
    story.does('plan-step', { step: 'return-counselling', ...why });
    const earlier = story.refuses('return-counselling', session('2026-03-09', 'revoked'));
    assert.deepEqual(pointers(earlier), ['/sessionOn']);
    const left = { ...session('2026-03-20', 'return'), departureOn: '2026-03-19' };
    assert.deepEqual(pointers(story.refuses('return-counselling', left)), ['/departureOn']);
    story.does('revoke-return', { revokedOn: '2026-03-10', ...why });
  });
});

describe('A place', () => {
  it('rests on what held on its first day, also when it is entered after the decision', () => {
    const yes = admitted().on('2026-03-01');
    assert.deepEqual(pointers(yes.refuses('start-shelter', sheltered('2026-02-08'))), ['/basis']);
    const late = yes.refuses('start-shelter', sheltered('2026-02-09', 'before-admission'));
    assert.deepEqual(pointers(late), ['/basis']);
    yes.does('start-shelter', sheltered('2026-02-08', 'before-admission'));

    const no = referred().on('2026-02-09').does('admission', refusedOn('2026-02-09'));
    no.does('admission-check', confirmed, 'municipality:coordinator');
    assert.deepEqual(pointers(no.refuses('start-shelter', sheltered('2026-02-09', 'before-admission'))), ['/basis']);
    no.does('start-shelter', sheltered('2026-02-01', 'before-admission'));
  });
});

describe('A direction that was agreed before it is entered', () => {
  it('counts from the day on which it was agreed, which is that of admission at the earliest', () => {
    const story = admitted().on('2026-03-20');
    const agreed = { direction: 'RETURN', decidedIn: 'court', decision: 'AWB 26-11', ...why };
    assert.deepEqual(pointers(story.refuses('change-direction', { ...agreed, from: '2026-02-08' })), ['/from']);
    assert.deepEqual(pointers(story.refuses('change-direction', { ...agreed, from: '2026-03-21' })), ['/from']);
    story.does('change-direction', { ...agreed, from: '2026-03-02' });
    story.does('change-direction', { ...agreed, direction: 'LEGALISATION' });
    const { figures } = story;
    const counted = ['direction@2026-03-02', 'direction@2026-03-20'].map((key) => figures[key]);
    assert.deepEqual(counted, ['RETURN', 'LEGALISATION']);
  });
});

describe('What is entered after something later', () => {
  it('as an earlier conference counts, and what the later one came to stands', () => {
    const story = referred().on('2026-02-20');
    for (const part of ['dossier-ind', 'dossier-dtv']) {
      story.does(part, like(part, { deliveredOn: '2026-01-21' }) as Record<string, Json>);
    }
    story.does('rest-period', { endedOn: '2026-02-10' }).does('admission', admittedOn('2026-02-15')).on('2026-04-01');
    story.does('case-conference', conference('2026-03-20', 'RETURN'));
    story.does('plan-step', { step: 'case-conference', ...why });
    story.does('case-conference', conference('2026-03-01', 'LEGALISATION'));
    assert.equal(story.state.direction, 'RETURN');
    assert.equal((story.state.facts['conference'] as { heldOn: string }).heldOn, '2026-03-20');
    const { direction, conferenceOn, firstConferenceOn } = story.figures;
    assert.deepEqual([direction, conferenceOn, firstConferenceOn], ['RETURN', '2026-03-20', '2026-03-01']);
    assert.equal(story.events.flatMap(({ marks = [] }) => marks).filter(({ name }) => name === 'conference').length, 2);
  });

  it('as an earlier session takes nothing back of what the person chose since', () => {
    const story = admitted().on('2026-04-01').does('return-counselling', session('2026-03-20', 'return'));
    story.does('plan-step', { step: 'return-counselling', ...why });
    story.does('return-counselling', session('2026-03-01', 'declined'));
    assert.equal(story.state.facts['returnChoice'], 'return');
    story.does('plan-step', { step: 'return-counselling', ...why });
    story.does('return-counselling', session('2026-03-20', 'considering'));
    assert.equal(story.state.facts['returnChoice'], 'considering');
  });
});

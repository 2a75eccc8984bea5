import assert from 'node:assert/strict';
import { endShelter, startShelter } from '../../../src/lvv/stay/shelter.js';
import { admitted, after, like, pointers, type Play } from '../../support/play.js';

const figures = (play: Play) => Object.assign({}, ...play.events.map((event) => event.figures ?? {}));
const start = (changes: Parameters<typeof like>[1]) => like('start-shelter', changes);
const end = (changes: Parameters<typeof like>[1]) => like('end-shelter', changes);

describe('Shelter', () => {
  it('before admission is a status of its own: it admits nobody, and counts as no admission', () => {
    const play = after('intake');
    play.perform('start-shelter');
    assert.deepEqual(play.state.facts['shelter'], { from: '2026-11-02', basis: 'before-admission' });
    assert.equal(play.state.facts['admission'], undefined);
    const { shelteredFrom, admission, admittedOn } = figures(play);
    assert.deepEqual([shelteredFrom, admission, admittedOn], ['2026-11-02', undefined, undefined]);
    assert.ok(!play.open.includes('legal-review'));
  });

  it('is made known to DT&V', () => {
    assert.ok(after('intake').perform('start-shelter').events[0]?.tells?.includes('dtv'));
  });

  it('starts once, ends once, and can start again', () => {
    const play = after('intake');
    assert.equal(play.refused('end-shelter').code, 'conflict');
    play.perform('start-shelter');
    assert.match(play.refused('start-shelter').detail, /since 2 November 2026/);
    play.perform('end-shelter');
    assert.equal(figures(play).shelterEndedOn, '2026-11-02');
    assert.equal(play.refused('end-shelter').code, 'conflict');
    play.perform('start-shelter');
    assert.equal(figures(play).shelterEndedOn, null);
  });

  it('ends without ending the trajectory, or a step of it', () => {
    const play = admitted();
    play.perform('start-shelter', start({ basis: 'admitted' }));
    const { open } = play;
    play.perform('end-shelter');
    assert.deepEqual(play.open, open);
    assert.equal(play.state.status, 'open');
  });

  it('rests on what is so: before admission only then, on admission only after it', () => {
    const early = after('intake');
    assert.deepEqual(pointers(early.refused('start-shelter', start({ basis: 'admitted' }))), ['/basis']);
    const late = admitted();
    assert.deepEqual(pointers(late.refused('start-shelter')), ['/basis']);
    late.perform('start-shelter', start({ basis: 'admitted' }));
  });

  it('by order of a court needs its reference, and is possible for who was refused', () => {
    const play = after('intake');
    play.perform(
      'admission',
      like('admission', { decision: 'refused', ground: 'exclusion-ground', direction: undefined }),
    );
    play.perform('admission-check');
    assert.deepEqual(pointers(play.refused('start-shelter')), ['/basis']);
    assert.deepEqual(pointers(play.refused('start-shelter', start({ basis: 'court-order' }))), ['/order']);
    assert.deepEqual(pointers(play.refused('start-shelter', start({ order: 'AWB 25-0223' }))), ['/order']);
    play.perform('start-shelter', start({ basis: 'court-order', order: 'AWB 25-0223' }));
    assert.equal(play.state.facts['admission'], 'refused');
  });

  it('is not ended by decision while a court has ordered that it continues; who leaves by choice leaves', () => {
    const play = after('intake');
    play.perform('start-shelter');
    play.perform('place-court-hold');
    for (const why of ['decision', 'other']) assert.match(play.refused('end-shelter', end({ why })).detail, /court/);
    play.perform('end-shelter');
  });

  it('has days on which something happened: none to come, and no end before the beginning', () => {
    const play = after('intake');
    assert.deepEqual(pointers(play.refused('start-shelter', start({ from: '2026-11-03' }))), ['/from']);
    play.perform('start-shelter');
    assert.deepEqual(pointers(play.refused('end-shelter', end({ endedOn: '2026-11-01' }))), ['/endedOn']);
    assert.deepEqual(pointers(play.refused('end-shelter', end({ endedOn: '2026-11-03' }))), ['/endedOn']);
  });

  it('has no field for an address', () => {
    assert.deepEqual(Object.keys(startShelter.input.shape), ['from', 'basis', 'order', 'reason']);
    assert.deepEqual(Object.keys(endShelter.input.shape), ['endedOn', 'why', 'reason']);
  });
});

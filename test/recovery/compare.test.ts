import assert from 'node:assert/strict';
import { verdictOn, type Held, type Recorded } from '../../src/recovery/compare.js';
import type { Batch } from '../../src/trajectory/replayed/events.js';

const at = '2026-11-29T10:00:00.000Z';
/** Batches of one event each, of these versions. */
const batches = (from: number, to: number, more: Partial<Batch> = {}): Batch[] =>
  Array.from({ length: to - from + 1 }, (_none, i) => {
    const sequence = from + i;
    const events = [{ type: 'happened' }];
    return { from: sequence, commandId: `c${sequence}`, bodyHash: 'h', at, actor: null, events, ...more };
  });
const recorded = (version: number, more: Partial<Recorded> = {}): Recorded => ({
  id: 'p.2',
  episode: 2,
  version,
  isOpen: true,
  isFollowed: false,
  batches: batches(1, version),
  ...more,
});
const held = (version: number, more: Partial<Held> = {}): Held => ({
  runId: 'r',
  isRunning: true,
  isClosed: false,
  trajectoryId: 'p.2',
  episode: 2,
  version,
  batches: batches(1, version),
  onTheWay: new Set(),
  ...more,
});
const verdict = (of: Recorded, run: Held | null, isDelivering = false) => verdictOn(of, { held: run, isDelivering });
const did = (...asked: Parameters<typeof verdict>) => verdict(...asked).do;
const ended = { isRunning: false };
const closed = { isRunning: false, isClosed: true };

describe('What has to be done with a trajectory', () => {
  it('is nothing where the engine and the record agree, or what is missing is on its way', () => {
    assert.equal(did(recorded(5), held(5)), 'nothing');
    assert.equal(did(recorded(5), held(7, { onTheWay: new Set([6, 7]) })), 'nothing');
    assert.equal(did(recorded(5), held(7, { ...closed, onTheWay: new Set([6]) }), true), 'nothing');
    assert.equal(did(recorded(5), null, true), 'nothing', 'its closing is being delivered by a workflow of its own');
    assert.equal(did(recorded(5, { isOpen: false }), null), 'nothing', 'what is closed stays closed');
    assert.equal(did(recorded(5, { isOpen: false }), held(5, closed)), 'nothing');
  });

  it('is a start from the record where the engine has no run, an earlier one that ended, or one that was ended from outside', () => {
    assert.equal(did(recorded(5), null), 'start');
    assert.equal(did(recorded(5), held(9, { ...closed, trajectoryId: 'p.1', episode: 1 })), 'start');
    assert.equal(did(recorded(5), held(5, ended)), 'start');
    assert.equal(did(recorded(5), held(3, ended)), 'start', 'a recovery was stopped after it ended the older run');
    assert.equal(did(recorded(5), held(3, closed)), 'start', 'it was reopened after the backup of the engine');
  });

  it('is a replacement of a run that is older than the record, or has other events under the same numbers', () => {
    assert.equal(did(recorded(5), held(3)), 'replace');
    assert.equal(did(recorded(5), held(9, { trajectoryId: 'p.1', episode: 1 })), 'replace');
    const other = [...batches(1, 4), ...batches(5, 6, { commandId: 'other' })];
    assert.deepEqual(verdict(recorded(5), held(6, { batches: other })), { do: 'replace', lost: ['other', 'other'] });
    const later = [...batches(1, 4), ...batches(5, 5, { at: '2026-11-29T11:00:00.000Z' })];
    assert.equal(did(recorded(5), held(5, { batches: later })), 'replace', 'a command that was performed once more');
    assert.equal(did(recorded(5, { isOpen: false }), held(3)), 'end', 'in the record it is closed');
  });

  it('is to record what an older register lacks, up to what something is recording already', () => {
    assert.deepEqual(verdict(recorded(3), held(5)), { do: 'record', batches: batches(4, 5) });
    assert.deepEqual(verdict(recorded(3), held(5, closed)), { do: 'record', batches: batches(4, 5) });
    assert.deepEqual(verdict(recorded(3), held(6, { onTheWay: new Set([6]) })), {
      do: 'record',
      batches: batches(4, 5),
    });
    const unknown = recorded(0, { isOpen: false });
    assert.deepEqual(verdict(unknown, held(2)), { do: 'record', batches: batches(1, 2) });
  });

  it('is a report where only a person can help, and never a second start', () => {
    assert.equal(did(recorded(3), held(7, { batches: batches(6, 7) })), 'report', 'the engine has no event 4');
    assert.equal(did(recorded(3), held(7, { ...closed, batches: batches(6, 7) })), 'report');
    assert.equal(did(recorded(5), held(1, { ...closed, trajectoryId: 'p.3', episode: 3 })), 'report');
    assert.equal(did(recorded(5), held(5, closed)), 'report', 'closed in the engine, and open in the record');
    assert.equal(did(recorded(5, { isFollowed: true }), null), 'report', 'a later one of the person is open');
    assert.equal(did(recorded(5, { isFollowed: true }), held(3)), 'report');
  });
});

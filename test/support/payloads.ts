import assert from 'node:assert/strict';
import type { Payload } from '@temporalio/common';
import { isEncrypted, workflowOf } from '../../src/privacy/payloadCodec.js';

/** A payload somewhere in what Temporal keeps, with the way that leads to it. */
export interface Found {
  way: string;
  payload: Payload;
}

/**
 * Every payload in an event, a description or whatever else Temporal answers with. Search attributes aside, and what the
 * SDK's core notes of a local activity for itself: which it was, and when.
 */
export function payloadsIn(value: unknown, way = ''): Found[] {
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return [];
  if ('metadata' in value && 'data' in value && value.data instanceof Uint8Array) {
    const isNote = way.endsWith('markerRecordedEventAttributes.details.data.payloads.0');
    if (isNote) assert.deepEqual(Object.keys(JSON.parse(Buffer.from(value.data).toString())).toSorted(), notes);
    return value.data.length === 0 || isNote ? [] : [{ way, payload: value as Payload }];
  }
  return Object.entries(value)
    .filter(([name]) => name !== 'searchAttributes')
    .flatMap(([name, inner]) => payloadsIn(inner, `${way}.${name}`));
}

const notes = ['activity_id', 'activity_type', 'attempt', 'backoff', 'complete_time', 'original_schedule_time', 'seq'];

/** That all of it is encrypted, for this workflow. @returns what was found */
export function assertEncrypted(value: unknown, workflowId: string): Found[] {
  const found = payloadsIn(value);
  for (const { way, payload } of found) {
    assert.ok(isEncrypted(payload), `${way} is not encrypted`);
    assert.equal(workflowOf(payload), workflowId, way);
  }
  return found;
}

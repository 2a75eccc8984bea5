import { verifyAccessLog, type AccessLogFault } from '../../src/register/access/accessLog.js';
import {
  beforeTheFirst,
  hashOf,
  type AccessRecord,
  type ChainedAccess,
} from '../../src/register/access/accessRecord.js';
import type { Database } from '../../src/register/database/database.js';

/** A record as the API writes it: a read by a case director of Utrecht, or what `more` makes of it. */
export function accessRecord(more: Partial<AccessRecord> = {}): AccessRecord {
  return {
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    spanId: '00f067aa0ba902b7',
    parentSpanId: null,
    name: 'readTrajectory',
    activity: 'trajectory.read',
    startedAt: '2026-11-24T09:00:00.000Z',
    endedAt: '2026-11-24T09:00:00.004Z',
    status: 200,
    outcome: 'allowed',
    problem: null,
    actor: { subject: 'anna', agency: 'municipality', municipality: 'utrecht', roles: ['case-director'] },
    decisions: [{ action: 'trajectory:read', resource: 'trajectory', allowed: true, reason: 'allowed' }],
    subjects: [],
    concerns: ['utrecht'],
    ...more,
  };
}

/** Records in the chain of one writer. */
export function chained(writer: string, records: readonly AccessRecord[]): ChainedAccess[] {
  let hash = beforeTheFirst;
  return records.map((record, i) => {
    const place = { writer, sequence: i + 1, record: JSON.stringify(record) };
    hash = hashOf(hash, place);
    return { ...place, hash };
  });
}

/** Verifies the access log, with the faults in the order in which they are told. */
export async function accessLogIn(register: Database): Promise<{ records: number; faults: AccessLogFault[] }> {
  const faults: AccessLogFault[] = [];
  const { records } = await verifyAccessLog(register, { onFault: (fault) => faults.push(fault) });
  return { records, faults };
}

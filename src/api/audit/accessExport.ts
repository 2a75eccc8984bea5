import { createHash } from 'node:crypto';
import type { AccessRecord, AccessSubject } from '../../register/access/accessRecord.js';

/**
 * The access log as the two Dutch standards for logs name its fields, so that it can go to a log of theirs as it is:
 * - Logboek Dataverwerkingen 1.0 (logius-standaarden.github.io/logboek-dataverwerkingen, "Interface");
 * - Authorization Decision Log 1.0.0 (logius-standaarden.github.io/authorization-decision-log, "Interface"), in which
 *   request and response are AuthZEN's.
 * Neither has a field for who asked; it goes by OpenTelemetry's names, as both do for what they do not name themselves.
 */

/** What processing activities are called outside; the register of art. 30 has them by the same names. */
const activityUri = (activity: string) => `urn:bestendig:activity:${activity}`;
const resource = { attributes: { 'service.name': 'bestendig' } };

/** Refusals are answers as well; only a fault of ours is an error. */
const statusOf = ({ outcome }: AccessRecord) => (outcome === 'failed' ? 'Error' : 'Unset');

const userOf = ({ actor: { subject, agency, municipality, roles, onBehalfOf } }: AccessRecord) => ({
  'user.id': subject,
  'user.roles': roles.map((role) => `${agency}:${role}`),
  ...(municipality !== null && { 'bestendig.user.municipality': municipality }),
  ...(onBehalfOf !== undefined && { 'bestendig.user.on_behalf_of': onBehalfOf }),
});

/**
 * The standard knows one data subject in a line: so each person has a line of their own, as an action within that of the
 * request. What concerns no one is one line, without a data subject.
 */
export function processingLogOf(record: AccessRecord): Record<string, unknown>[] {
  const { traceId, spanId, parentSpanId, name, activity, startedAt, endedAt } = record;
  const line = (span: string, parent: string | null, subject?: AccessSubject) => ({
    trace_id: traceId,
    span_id: span,
    status: statusOf(record),
    name,
    start_time: startedAt,
    end_time: endedAt,
    ...(parent !== null && { parent_span_id: parent }),
    resource,
    attributes: {
      'dpl.core.processing_activity_id': activityUri(activity),
      ...(subject && {
        'dpl.core.data_subject_id': subject.token,
        'dpl.core.data_subject_id_type': 'urn:bestendig:data-subject-token',
      }),
      ...(parentSpanId !== null && { 'dpl.core.foreign_operation.span_id': parentSpanId }),
      ...userOf(record),
      'http.response.status_code': record.status,
    },
  });
  const [only, ...more] = record.subjects;
  if (only === undefined || more.length === 0) return [line(spanId, parentSpanId, only)];
  return record.subjects.map((subject, i) => line(spanWithin(spanId, i), spanId, subject));
}

/** The same each time it is exported. */
function spanWithin(spanId: string, index: number): string {
  return createHash('sha256').update(`${spanId}/${index}`).digest('hex').slice(0, 16);
}

/** One record for a request, with all that was decided in answering it. */
export function decisionLogOf(record: AccessRecord): Record<string, unknown> {
  const { traceId, spanId, parentSpanId, startedAt, actor, decisions } = record;
  const { subject, ...properties } = actor;
  const evaluations = decisions.map(({ action, resource: type, id }) => ({
    action: { name: action },
    // Which person it was is in no log but as a token.
    resource: { type, ...(id !== undefined && { id }) },
  }));
  return {
    trace_id: traceId,
    span_id: spanId,
    ...(parentSpanId !== null && { parent_span_id: parentSpanId }),
    event_name: decisions.length === 1 ? 'adl.access_evaluation' : 'adl.access_evaluations',
    timestamp: Date.parse(startedAt),
    status: statusOf(record),
    resource,
    body: {
      'adl.core.request': {
        subject: { type: 'person', id: subject, properties },
        context: { time: startedAt },
        ...(evaluations.length === 1 ? evaluations[0] : { evaluations }),
      },
      'adl.core.response': responseOf(decisions),
    },
  };
}

function responseOf(decisions: AccessRecord['decisions']): Record<string, unknown> {
  const evaluations = decisions.map(({ allowed, reason }) => ({ decision: allowed, context: { reason } }));
  return evaluations.length === 1 ? { ...evaluations[0] } : { evaluations };
}

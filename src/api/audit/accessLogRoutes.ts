import { z } from 'zod';
import { listAccess } from '../../register/access/accessLog.js';
import type { AccessRecord } from '../../register/access/accessRecord.js';
import { reachOf } from '../../trajectory/replayed/policy.js';
import { decisionLogOf, processingLogOf } from './accessExport.js';
import { parseTrajectoryId } from '../http/identifiers.js';
import { definitionsOf } from '../../trajectory/definitions/programme.js';
import { whyNot } from '../access/decisions.js';
import { activityInWords } from './activityWords.js';
import { inWordsFor } from '../serving/inWords.js';
import { route, type Route } from '../serving/route.js';
import * as shapes from '../http/shapes.js';
import type { Services } from '../serving/services.js';

const query = z.strictObject({
  municipality: z.string().max(60).optional().describe('For who works for the whole country; others have their own.'),
  from: shapes.moment.optional(),
  to: shapes.moment.optional().describe('Before this moment.'),
  by: z.string().max(200).optional().describe('The subject of the person who asked.'),
  trajectoryId: z.string().max(60).optional().describe('Of any trajectory of a person: what concerned that person.'),
  outcome: z.enum(['allowed', 'refused', 'failed']).optional(),
  format: z
    .enum(['json', 'ldv', 'adl'])
    .default('json')
    .describe('`ldv`: Logboek Dataverwerkingen, a line for each person; `adl`: Authorization Decision Log.'),
  ...shapes.paging,
});

const subject = z.strictObject({
  token: z.string().describe('Stands for a person, and leads to no one once their key is destroyed.'),
  municipality: z.string().nullable(),
  shown: z.boolean().describe('False: it was asked about them, and nothing was shown or done.'),
});

const accessItem = z.strictObject({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().nullable(),
  name: z.string().describe('The operation, as this document names it.'),
  activity: z.string().describe('The processing activity: the purpose.'),
  activityTitle: z
    .string()
    .nullable()
    .describe('The activity in the language of the caller. Null: it was refused before that was known.'),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  status: z.int(),
  outcome: z.enum(['allowed', 'refused', 'failed']),
  problem: z.string().nullable(),
  actor: z.strictObject({
    subject: z.string(),
    agency: shapes.agency,
    municipality: z.string().nullable(),
    roles: z.array(z.string()),
    onBehalfOf: z.string().optional(),
  }),
  decisions: z.array(
    z.strictObject({
      action: z.string(),
      resource: z.string(),
      id: z.string().optional(),
      allowed: z.boolean(),
      reason: z.string(),
      why: z.string().nullable().describe('The reason in the language of the caller. Null: it is allowed.'),
      times: z.int().optional(),
    }),
  ),
  subjects: z.array(subject),
  concerns: z.array(z.string()).describe('The municipalities in whose log it is, as far as you may see them.'),
});
const exported = z.looseObject({ trace_id: z.string(), span_id: z.string(), status: z.string() });
const page = shapes.listOf(z.union([accessItem, exported]));

/** The log of every read and decision, for auditors: what is read of it stands in it as well. */
export function accessLogRoutes({ register, programmes }: Pick<Services, 'register' | 'programmes'>): Route[] {
  const inWords = inWordsFor(programmes);
  const { referral, steps, actions } = definitionsOf(programmes);
  const definitions = [referral, ...steps, ...actions];
  return [
    route({
      method: 'get',
      path: '/v1/access-log',
      operationId: 'readAccessLog',
      tag: 'audit',
      summary: 'List the requests: by whom, in what capacity and for what purpose, with the decision; the newest first',
      description:
        'For auditors: requests that concern their own municipality; national auditors see all. A request is listed within a second.',
      asks: { action: 'log:read' },
      query,
      responses: { 200: { description: 'A page', schema: page } },
      problems: ['register-unavailable'],
      async handle({
        actor,
        access,
        language,
        query: { municipality, trajectoryId, format, limit, cursor, ...filter },
      }) {
        const worded = (record: AccessRecord) => ({
          ...record,
          activityTitle: activityInWords(record.activity, definitions)?.[language] ?? null,
          decisions: record.decisions.map((decision) => {
            const why = whyNot(decision.reason);
            return { ...decision, why: why ? inWords(why, language) : null };
          }),
        });
        const { municipality: own } = reachOf(actor);
        const asked = municipality ?? own;
        access.must('log:read', {
          type: 'log',
          ...(asked !== null && { id: asked, properties: { municipality: asked } }),
        });
        const person = trajectoryId === undefined ? undefined : parseTrajectoryId(trajectoryId);
        if (person === null) return { status: 200, body: { items: [], nextCursor: null } };
        if (trajectoryId !== undefined) access.concerns(trajectoryId, null);
        const found = await listAccess(
          register,
          { ...filter, municipality: asked, ...(person && { personRef: person.personRef }) },
          { limit, cursor },
        );
        const items = format === 'json' ? found.items.map(worded) : found.items.flatMap(formats[format]);
        return { status: 200, body: { items, nextCursor: found.nextCursor } };
      },
    }),
  ];
}

const formats = {
  ldv: processingLogOf,
  adl: (record: AccessRecord) => [decisionLogOf(record)],
};

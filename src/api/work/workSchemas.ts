import { z } from 'zod';
import { precedenceCode, type Queue } from '../../trajectory/definitions/listing.js';
import { agency, day, instant, params, text } from '../http/shapes.js';
import { claim, ownReference, person } from '../trajectories/schemas.js';

/** What waits, what was told, and what a meeting discusses. */

export const notification = z.strictObject({
  id: z.string(),
  trajectoryId: z.string(),
  entry: z.int().describe('The entry on the timeline that it tells of, by the number that your agency knows it by.'),
  agency,
  channel: z.enum(['mail', 'webhook', 'inbox']),
  event: z.string().describe('The kind of event that it tells of, such as `step-opened` or `transfer-offered`.'),
  subject: z.string().describe('The subject line, for people who are signed in.'),
  status: z.enum(['pending', 'sent', 'failed']),
  attempts: z.int(),
  lastError: z
    .strictObject({
      because: z.string().describe('Why, as a code; `params` has what it is about.'),
      params: params.optional(),
      detail: z.string().describe('Why, in the language that was asked for.'),
    })
    .nullable()
    .describe('Why it did not arrive when it was last tried. Null: it did, or it was not tried yet.'),
  createdAt: instant,
  sentAt: instant.nullable().describe("When it was taken by the mail server, the agency's system, or the work list."),
  receivedAt: instant
    .nullable()
    .describe("When the agency's own system confirmed it: of a webhook. Of mail and the work list that is not known."),
  asks: z.boolean().describe('Whether it says that a step waits for this agency.'),
  settledAt: instant
    .nullable()
    .describe('When that step did not wait for this agency any more: done, withdrawn or given to another.'),
  offer: z
    .strictObject({
      answer: z.enum(['accepted', 'refused', 'revoked']).nullable().describe('Null: not answered.'),
      answeredAt: instant.nullable(),
    })
    .nullable()
    .describe('Of a message that offers a trajectory: what came of it.'),
});

const messages = z.int().min(0);
export const notificationSummary = z.strictObject({
  since: instant.describe('Messages count that were made at this moment or later.'),
  items: z.array(
    z.strictObject({
      municipality: z.string(),
      agency,
      pending: messages,
      sent: messages,
      failed: messages,
      oldestPending: instant.nullable().describe('When the one was made that waits longest to be sent.'),
    }),
  ),
  definitions: z.strictObject({ pending: text, sent: text, failed: text }),
});

export const task = z.strictObject({
  trajectoryId: z.string(),
  ownReference: ownReference.nullable(),
  municipality: z.string(),
  direction: z.string().nullable(),
  person,
  step: z.string(),
  responsible: agency,
  openedAt: instant,
  targetDate: day.nullable(),
  fatalDate: day.nullable(),
  overdue: z.boolean(),
  claim: claim.nullable().describe('The person who has taken it up; null: nobody.'),
});

const whyFirst = 'Why it goes before others, as far as you may know.';
export const agendaItem = z.strictObject({
  position: z.int().describe('From 1, in the whole queue of the municipality.'),
  trajectoryId: z.string(),
  municipality: z.string(),
  direction: z.string().nullable(),
  person,
  openedAt: instant.describe('Since when it waits for the meeting.'),
  daysWaiting: z.int(),
  targetDate: day.nullable(),
  fatalDate: day.nullable(),
  overdue: z.boolean().describe('It waits longer than it may.'),
  precedence: z.array(z.string()).describe(whyFirst),
  meeting: z
    .strictObject({
      on: day,
      positionsBy: day.nullable().describe('Positions of the parties are due by this day.'),
      planned: z.int().describe('How many are planned for this meeting.'),
      capacity: z.int().nullable().describe('How many one meeting can discuss; null: not known.'),
      overCapacity: z.boolean(),
    })
    .nullable()
    .describe('Null: not planned yet.'),
  positionsFrom: z.array(agency).describe('The agencies that have given their position.'),
});
/** The same with the reasons that the queue of a domain has. */
export function agendaItemOf(queue: Queue | null) {
  const codes = Object.entries(queue?.precedence ?? {}).map(precedenceCode);
  const code = codes.length === 0 ? z.string() : z.enum(codes);
  return agendaItem.extend({ precedence: z.array(code).describe(whyFirst) });
}

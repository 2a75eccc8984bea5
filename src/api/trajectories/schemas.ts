import { z } from 'zod';
import type { Domain } from '../../trajectory/definitions/domain.js';
import { fault } from '../http/problem.js';

/** The shapes of what the API answers. They make the OpenAPI document, and tests hold the answers against them. */

/** Any agency; which ones there are, the OpenAPI document of the domain says in place of the mark. */
export const agency = z.string().meta({ 'x-agencies': true });
/** An agency of the domain, as callers name it. */
export const agencyOf = ({ agencyNames }: Domain) => z.enum(agencyNames);
export const instant = z.iso.datetime();
export const day = z.iso.date();
/** A day that a caller asks about: a slip such as 9999 is no question. */
export const askedDay = day.refine((given) => /^(19|20|21)/.test(given), fault('year-form'));
/** By its id it is one component of the OpenAPI document, to which it refers itself. */
export const json = z.json().register(z.globalRegistry, { id: 'Json' });
export const text = z.strictObject({ en: z.string(), nl: z.string() });

export const claim = z.strictObject({
  mine: z.boolean(),
  by: z.string().nullable().describe('The subject of the person who claimed it; null when your agency may not know.'),
  at: instant,
});

export const openStep = z.strictObject({
  step: z.string(),
  responsible: agency,
  openedAt: instant,
  targetDate: day.nullable(),
  fatalDate: day.nullable(),
  overdue: z.boolean(),
  knownTo: z.array(agency).optional().describe('Only these agencies know that it is open; absent: all parties.'),
  claim: claim.optional().describe('Who has taken it up; absent: nobody, or it does not wait for your agency.'),
});

const plannedStep = z.strictObject({
  step: z.string(),
  responsible: agency
    .nullable()
    .describe('The agency that it will wait for; null: nobody who takes part can perform it.'),
  opensOn: day,
  knownTo: z.array(agency).optional().describe('Only these agencies know of it; absent: all parties.'),
});

const trajectoryFields = {
  id: z.string().describe('Pseudonymous: <person reference>.<episode>.'),
  version: z
    .int()
    .describe(
      'Also the ETag: how many entries of the timeline your agency knows. It changes only when what you can see does.',
    ),
  status: z.enum(['open', 'closed']),
  municipality: z.string(),
  direction: z.string().nullable().describe('What was agreed to work on: an intention, not an outcome.'),
  outcome: z.string().nullable(),
  openSteps: z.array(openStep),
  parties: z.array(agency).describe('The agencies that have had a part in it, and may therefore know of it.'),
  overdue: z.boolean(),
  nextDeadline: day.nullable(),
  openedAt: instant,
  updatedAt: instant,
  closedAt: instant.nullable(),
};

export const trajectory = z.strictObject({
  ...trajectoryFields,
  source: z
    .enum(['workflow', 'register'])
    .describe(
      '`register`: the engine was not asked or did not answer in time, so an open trajectory may be a moment behind.',
    ),
  planned: z
    .array(plannedStep)
    .optional()
    .describe(
      'Steps that open on a later day, the first one first; until then they are no open work. Absent: none, or this is a list, the answer to a command, or from the register alone.',
    ),
  asOf: instant.optional().describe('The moment at which it was so, when one was asked for.'),
});
export const listedTrajectory = z.strictObject({
  ...trajectoryFields,
  figures: z.record(z.string(), z.string().nullable()).describe('What lists show of what holds now, by name.'),
});

export const notification = z.strictObject({
  id: z.string(),
  trajectoryId: z.string(),
  entry: z.int().describe('The entry on the timeline that it tells of, by the number that your agency knows it by.'),
  agency,
  channel: z.enum(['mail', 'webhook', 'inbox']),
  event: z.string().describe('The kind of event that it tells of, such as `step-opened` or `transfer-offered`.'),
  subject: z.string().describe('What it says to people who are signed in.'),
  status: z.enum(['pending', 'sent', 'failed']),
  attempts: z.int(),
  lastError: z.string().nullable(),
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

const definition = z.strictObject({ en: z.string(), nl: z.string() });
const messages = z.int().min(0);
export const notificationSummary = z.strictObject({
  since: instant.describe('What was sent counts when it was made at this moment or later.'),
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
  definitions: z.strictObject({ pending: definition, sent: definition, failed: definition }),
});

export const task = z.strictObject({
  trajectoryId: z.string(),
  municipality: z.string(),
  direction: z.string().nullable(),
  step: z.string(),
  responsible: agency,
  openedAt: instant,
  targetDate: day.nullable(),
  fatalDate: day.nullable(),
  overdue: z.boolean(),
  claim: claim.nullable().describe('Who has taken it up; null: nobody.'),
});

export const term = z.strictObject({
  amount: z.int(),
  unit: z.enum(['working-day', 'calendar-day', 'week', 'month', 'second']),
  statutory: z.literal(true).optional().describe('Set by law: art. 1 and 2 Algemene termijnenwet lengthen it.'),
});

export const terms = z
  .strictObject({ target: term, fatal: term, remind: z.array(term), escalate: term.nullable() })
  .nullable()
  .describe('Null: no term, so nothing is overdue.');
export const agendaItem = z.strictObject({
  position: z.int().describe('From 1, in the whole queue of the municipality.'),
  trajectoryId: z.string(),
  municipality: z.string(),
  direction: z.string().nullable(),
  openedAt: instant.describe('Since when it waits for the meeting.'),
  daysWaiting: z.int(),
  targetDate: day.nullable(),
  fatalDate: day.nullable(),
  overdue: z.boolean().describe('It waits longer than it may.'),
  precedence: z
    .array(z.enum(['court-hold', 'vulnerable']))
    .describe('Why it goes before others, as far as you may know.'),
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

export const catalogueItem = z.strictObject({
  name: z.string(),
  title: text,
  description: text,
  performedBy: z.array(z.string()).describe('agency:role'),
  performers: z
    .array(z.strictObject({ agency, title: text }))
    .describe('The same for people: with the title of the role.'),
  inputSchema: z.record(z.string(), json).describe('JSON Schema 2020-12'),
  example: json,
  leadsTo: z
    .array(z.string())
    .describe(
      'The steps that can open by performing it, in some programme that holds now: derived from the definitions.',
    ),
});

export const catalogueStep = z.strictObject({
  ...catalogueItem.shape,
  responsible: agency,
  repeatable: z.boolean(),
  bySomeoneElse: z
    .boolean()
    .describe(
      'Whether it is not for everyone who may perform it: someone who had a part in it leaves it to a colleague.',
    ),
  terms,
  tells: z.record(z.string(), z.array(agency)),
});

export const listOf = <S extends z.ZodType>(item: S) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });

const params = z.record(z.string(), z.unknown());

export const problem = z.looseObject({
  type: z.string(),
  code: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  because: z.string().describe('What it says, as a code; `params` has what it is about.'),
  params: params.optional(),
  errors: z
    .array(
      z.strictObject({
        pointer: z.string().optional(),
        parameter: z.string().optional(),
        because: z.string(),
        params: params.optional(),
        detail: z.string(),
      }),
    )
    .optional(),
  traceId: z.string().optional().describe('Of a fault of ours: by this it is found again in the logs.'),
});

/** Query parameters that every list has. */
/** Said of every order of a list of which another one does not move. */
export const howToReadWhole =
  'To read the whole list page by page, sort by `id`: in any order that changes, a row that moves meanwhile can come twice or not at all.';

export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
};
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** A moment with any offset, as the instant that it is; in the years that the register has as well. */
export const moment = z.iso
  .datetime({ offset: true })
  .transform((given) => new Date(given))
  .pipe(z.date().min(new Date('1000-01-01'), 'Too long ago.').max(new Date('9999-12-31'), 'Too far away.'))
  .transform((date) => date.toISOString());

export const bulkResult = z.strictObject({
  preview: z.boolean(),
  done: z.int(),
  refused: z.int(),
  items: z.array(
    z.strictObject({
      id: z.string(),
      result: z
        .enum(['done', 'would-be-done', 'refused', 'not-confirmed'])
        .describe('`not-confirmed`: send the same request again with the same Idempotency-Key; each happens once.'),
      version: z.int().optional(),
      events: z
        .array(z.strictObject({ type: z.string(), step: z.string().nullable(), tells: z.array(agency) }))
        .optional()
        .describe('In a preview: what would be on the timeline, and who would be told.'),
      problem: z.looseObject({ code: z.string(), detail: z.string() }).optional(),
    }),
  ),
});

export const situation = z.strictObject({
  id: z.string(),
  version: z.int(),
  facts: z.array(
    z.strictObject({
      fact: z.string(),
      title: text,
      value: json,
      corrected: z.literal(true).optional().describe('It is so by a correction; the timeline says which.'),
    }),
  ),
  asOf: instant.optional(),
});

const explanation = z.strictObject({
  date: day.nullable().describe('The last day of the term; null while its clock stands still.'),
  because: z.array(text).describe('One sentence for each thing that made it so.'),
  holidays: z
    .array(z.strictObject({ day, name: text }))
    .describe('The holidays on which it did not run, or could not end.'),
  agrees: z.boolean().describe('False when a person chose the date, or an earlier rule did.'),
});

export const explainedTerms = z.strictObject({
  id: z.string(),
  items: z.array(
    z.strictObject({
      step: z.string(),
      openedAt: instant,
      target: explanation.nullable(),
      fatal: explanation.nullable(),
    }),
  ),
  asOf: instant.optional(),
});

import { z } from 'zod';
import { agency, day, instant, json, text } from '../http/shapes.js';

/** The shapes of what the API answers about trajectories. They make the OpenAPI document, and tests hold the answers against them. */

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
  claim: claim
    .optional()
    .describe('The person who has taken it up; absent: nobody, or it does not wait for your agency.'),
});

const plannedStep = z.strictObject({
  step: z.string(),
  responsible: agency
    .nullable()
    .describe('The agency that it will wait for; null: nobody who takes part can perform it.'),
  opensOn: day,
  knownTo: z.array(agency).optional().describe('Only these agencies know of it; absent: all parties.'),
});

export const person = z
  .record(z.string(), json)
  .describe('Whom it is about, by the names of the fields, as far as your agency may see it.');

export const ownReference = z
  .strictObject({ reference: z.string().nullable(), label: z.string().nullable() })
  .describe('What your own organisation calls it: your agency in your municipality. Nobody else sees it.');

const trajectoryFields = {
  id: z.string().describe('Pseudonymous: <person reference>.<episode>.'),
  version: z
    .int()
    .describe(
      'Also the ETag: how many entries of the timeline your agency knows. It changes only when what you can see does.',
    ),
  status: z.enum(['open', 'closed']),
  municipality: z.string(),
  direction: z.string().nullable().describe('The agreed direction: an intention, not an outcome.'),
  outcome: z.string().nullable(),
  person,
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
  person: person
    .optional()
    .describe('Whom it is about, as far as your agency may see it. Absent: this is the answer to a command; read it.'),
  ownReference: ownReference
    .nullable()
    .optional()
    .describe(
      'What your own organisation calls it; null: nothing. Absent: this is the answer to a command, or as it was, or the register does not answer.',
    ),
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
  ownReference: ownReference.nullable(),
  figures: z.record(z.string(), z.string().nullable()).describe('The current values that lists show, by name.'),
});

export const foundTrajectory = listedTrajectory.extend({
  code: z.string().describe('As screens and people name it.'),
  matchedOn: z.array(z.enum(['number', 'code', 'own-reference'])).describe('What of it fits what was searched.'),
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
      'Whether not everyone with the role may perform it: a person who had a part in it leaves it to a colleague.',
    ),
  terms,
  tells: z.record(z.string(), z.array(agency)),
});

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
      words: z.record(z.string(), text).describe('The titles of the parts and the codes in the value.'),
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

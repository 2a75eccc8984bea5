import { z } from 'zod';
import { causes } from '../../trajectory/reading/causedBy.js';
import { agency, day, instant, text } from '../http/shapes.js';
import * as schemas from '../trajectories/schemas.js';

/** A person's own file (art. 15 GDPR), for machines; the page for people is made of the same. */

/** Staff are named by what they are: who it was is not the person's to know by that alone. */
const capacity = z.strictObject({
  agency: agency,
  agencyTitle: text,
  municipality: z.string().nullable(),
  municipalityName: z.string().nullable(),
  roles: z.array(text),
});

const words = {
  codes: z.record(z.string(), text).describe('The titles of the codes in the value, by code.'),
  parts: z.record(z.string(), text).describe('The titles of the parts of the value, by name.'),
};

export const filledIn = z.strictObject({
  field: z.string(),
  title: text,
  purpose: text.nullable().describe('Why it was asked; null: the step is not in use any more.'),
  value: z.json(),
  ...words,
  corrected: z
    .strictObject({ value: z.json(), ...words, on: day })
    .optional()
    .describe('What counts instead, since a correction on a day. What was filled in stays as it was.'),
});

export const fileEvent = z.strictObject({
  sequence: z.int(),
  at: instant,
  on: day,
  type: z.string(),
  title: text,
  step: z.string().nullable(),
  stepTitle: text.nullable(),
  by: capacity.nullable().describe('Null: nobody did it.'),
  causedBy: z.enum(causes).nullable().describe('What caused it when nobody did it.'),
  reason: text.nullable(),
  filledIn: z.array(filledIn),
  told: z.array(agency),
});

export const fileMessage = z.strictObject({
  agency: agency,
  channel: z.enum(['mail', 'webhook', 'inbox']),
  subject: text,
  status: z.enum(['pending', 'sent', 'failed']),
  createdAt: instant,
  sentAt: instant.nullable(),
});

const retention = z.strictObject({
  programme: z.string().nullable().describe('The version of the programme by which it is kept.'),
  term: schemas.term.nullable(),
  dueFrom: day.nullable().describe('From this day it may be destroyed; null: it goes on, or no term is settled.'),
  held: z.boolean(),
  holds: z.array(
    z.strictObject({ kind: z.enum(['placed', 'released']), at: instant, reason: z.string(), reference: z.string() }),
  ),
});

export const fileTrajectory = z.strictObject({
  id: z.string(),
  municipality: z.string(),
  municipalityName: z.string(),
  ownReference: schemas.ownReference
    .nullable()
    .describe('What the organisation that gives this file calls it. Others answer for what they keep themselves.'),
  status: z.enum(['open', 'closed']),
  openedAt: instant,
  closedAt: instant.nullable(),
  direction: z.string().nullable(),
  directionTitle: text.nullable(),
  outcome: z.string().nullable(),
  outcomeTitle: text.nullable(),
  parties: z.array(agency),
  openSteps: z.array(schemas.openStep.omit({ claim: true }).extend({ title: text.nullable() })),
  events: z.array(fileEvent),
  messages: z.array(fileMessage),
  retention,
});

export const personFile = z.strictObject({
  madeAt: instant,
  trajectories: z.array(fileTrajectory).describe('All that this municipality has of the person, in their order.'),
  readers: z
    .array(z.strictObject({ at: instant, by: capacity, title: text, what: z.string(), purpose: z.string() }))
    .describe('Who looked in the file, and for what purpose.'),
});

export type PersonFile = z.output<typeof personFile>;
export type FileTrajectory = z.output<typeof fileTrajectory>;
export type FileEvent = z.output<typeof fileEvent>;
export type FilledIn = z.output<typeof filledIn>;
export type Capacity = z.output<typeof capacity>;

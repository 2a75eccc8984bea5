import { z } from 'zod';
import { agency, day, json, text, instant } from '../http/shapes.js';
import { claim } from './schemas.js';

/** The shapes of what can be done now, and of where a trajectory stands as a picture. */

export const move = z.strictObject({
  kind: z.enum(['step', 'action']),
  name: z.string(),
  title: text,
  possible: z.boolean().describe('Whether there is something to do it to; what is filled in can still be refused.'),
  because: text.nullable().describe('Why it cannot be done now; null when it can.'),
  open: z
    .strictObject({
      responsible: agency,
      openedAt: instant,
      targetDate: day.nullable(),
      fatalDate: day.nullable(),
      overdue: z.boolean(),
      claim: claim.nullable(),
    })
    .nullable()
    .describe('Of a step that is open.'),
  decidesOn: z
    .array(
      z.strictObject({
        name: z.string().describe('The step or action in which it was filled in.'),
        title: text.nullable(),
        by: z.string().nullable().describe('The subject of the person who filled it in.'),
        onBehalfOf: z.string().nullable(),
        at: instant.nullable(),
        fields: z.array(z.strictObject({ field: z.string(), title: text })).describe('In the order of the form.'),
        input: z.record(z.string(), json).describe('The values of these fields.'),
      }),
    )
    .describe('The earlier entry that is decided on now, such as a proposal that waits for a check by a colleague.'),
  group: z
    .strictObject({ name: z.string(), place: z.int(), title: text })
    .nullable()
    .describe('The group of an action. Actions of a group are listed together, the lowest place first.'),
  about: z
    .array(z.string())
    .nullable()
    .describe('Of an action with a field `step`: the steps that it can be about now. Null for what is about no step.'),
});

export const moves = z.strictObject({
  id: z.string(),
  version: z.int(),
  items: z
    .array(move)
    .describe('The steps and actions that your roles may perform, in the order of the programme; steps first.'),
});

const stepState = z.enum(['done', 'open', 'overdue', 'planned', 'possible', 'not-yet', 'withdrawn']);

export const picture = z.strictObject({
  id: z.string(),
  version: z.int(),
  status: z.enum(['open', 'closed']),
  nodes: z
    .array(
      z.strictObject({
        step: z.string(),
        title: text,
        state: stepState.describe(
          '`planned`: it opens on a later day. `possible`: what is open can lead to it. `withdrawn`: it was open, and taken away before it was done.',
        ),
        responsible: agency.nullable().describe('Null: nobody who takes part can perform it, so it does not open.'),
        rounds: z.int().describe('How often it was done.'),
        lastDoneAt: instant.nullable(),
        openedAt: instant.nullable(),
        opensOn: day.nullable().describe('The day on which it opens, when it is planned for later.'),
        targetDate: day.nullable(),
        fatalDate: day.nullable(),
        openedBy: z.array(z.string()).describe('The actions that can open it.'),
      }),
    )
    .describe('Each step of the programme that your agency may know of, in its order; first the referral.'),
  edges: z
    .array(z.strictObject({ from: z.string(), to: z.string() }))
    .describe('Performing one of them can open the other: derived from the definitions.'),
  asOf: instant.optional(),
});

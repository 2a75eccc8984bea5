import { z } from 'zod';
import { causes } from '../../trajectory/reading/causedBy.js';
import { agency, instant, json } from '../http/shapes.js';

/** What happened in a trajectory, as the API shows it. */

export const reason = z.strictObject({
  code: z.string().nullable().describe('Null: a person typed it.'),
  params: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .optional()
    .describe('The parameters of the code.'),
  text: z.string().describe('In the language that was asked for, or as a person typed it.'),
});

export const timelineItem = z.strictObject({
  sequence: z
    .int()
    .describe(
      'The number of this entry for your agency: from 1 since your agency takes part; 0 and lower for entries from before. For the municipality: the sequence.',
    ),
  type: z.string(),
  at: instant,
  actor: z
    .strictObject({
      subject: z.string(),
      agency,
      municipality: z.string().nullable(),
      onBehalfOf: z
        .string()
        .nullable()
        .describe('The subject of the person on whose behalf they acted, by a delegation.'),
    })
    .nullable()
    .describe('Null when nobody did it (see `causedBy`), or when it is withheld.'),
  withheld: z
    .literal(true)
    .optional()
    .describe(
      'Your agency cannot see who did this and why: it happened before your agency took part, or the reason is confidential.',
    ),
  causedBy: z
    .enum(causes)
    .nullable()
    .describe(
      'The cause when nobody did it: a moment passed, another trajectory told it, or a definition or programme changed. Null when a person did it, or when it is withheld.',
    ),
  step: z.string().nullable(),
  title: z.string().describe('The title of the event, in the language that was asked for.'),
  reason: reason.nullable(),
  data: z
    .record(z.string(), json)
    .nullable()
    .describe('The fields that were filled in, as far as your agency may see them.'),
  corrected: z
    .strictObject({
      data: z
        .record(z.string(), json)
        .describe('The corrected values that count instead of the original ones; null: none.'),
      by: z.array(z.int()).describe('The numbers of the entries by which it was corrected.'),
    })
    .optional()
    .describe('The fields that were corrected later. What was filled in stays in `data`.'),
  tells: z.array(agency).describe('The agencies that were told.'),
});

export const timeline = z.strictObject({
  items: z.array(timelineItem),
  nextCursor: z.string().nullable(),
  asOf: instant.optional().describe('The moment up to which it goes, when one was asked for.'),
});

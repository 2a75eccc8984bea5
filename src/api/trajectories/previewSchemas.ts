import { z } from 'zod';
import { agency, day, text } from '../http/shapes.js';

/** What something would cause, before it is done. */

const field = {
  field: z.string(),
  title: text,
  purpose: text,
};

/** What a referral would cause. */
export const referralPreview = z.strictObject({
  told: z
    .array(
      z.strictObject({
        agency,
        municipality: z.string(),
        channels: z.array(z.enum(['mail', 'webhook', 'inbox'])),
        subject: text.describe('As that agency reads it when it is signed in.'),
      }),
    )
    .describe('The agencies that would be told, of what, and by which channel.'),
  opens: z
    .array(
      z.strictObject({
        step: z.string(),
        title: text,
        responsible: agency,
        targetDate: day.nullable(),
        fatalDate: day.nullable(),
        knownTo: z.array(agency).optional().describe('Only these agencies would know; absent: all parties.'),
      }),
    )
    .describe('The steps that would be ready after it, and for whom.'),
  closes: z.array(z.string()).describe('The steps that would not be open any more.'),
  seen: z
    .array(z.strictObject({ agency, newParty: z.boolean(), fields: z.array(z.string()) }))
    .describe('Which of the fields that you filled in each party would see, new parties included.'),
  fields: z.array(z.strictObject({ ...field, audience: z.array(agency) })).describe('The fields that you filled in.'),
  events: z.array(z.strictObject({ type: z.string(), step: z.string().nullable(), tells: z.array(agency) })),
});

/** What performing a step or action would cause. */
export const preview = z.strictObject({
  id: z.string(),
  version: z.int().describe('Of the trajectory as it is now: send it as If-Match, and nothing else can have happened.'),
  ...referralPreview.shape,
});

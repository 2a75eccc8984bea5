import { z } from 'zod';
import { agency, text } from '../http/shapes.js';

/** The shapes of what is told about sharing: who sees what, who is told what, and what is kept for which purpose. */

const field = {
  field: z.string(),
  title: text,
  purpose: text,
};

const seenActivity = z.strictObject({
  name: z.string(),
  title: text,
  fields: z.array(z.strictObject(field)),
  facts: z.array(z.strictObject({ fact: z.string(), title: text, purpose: text })),
});

/** Who sees what, in general. */
export const whoSeesWhat = z.strictObject({
  items: z.array(
    z.strictObject({
      agency,
      title: text,
      activities: z
        .array(seenActivity)
        .describe('The steps and actions of which it may know, with what it sees of them.'),
    }),
  ),
});

/** Who sees what of one trajectory. */
export const whoSeesThis = z.strictObject({
  id: z.string(),
  version: z.int(),
  items: z.array(
    z.strictObject({
      agency,
      title: text,
      since: z.iso.datetime().describe('Since when it has a part in the trajectory.'),
      activities: z
        .array(z.strictObject({ name: z.string(), title: text, fields: z.array(z.strictObject(field)) }))
        .describe('The fields that were filled in and that it can read, by step and action.'),
      facts: z.array(z.strictObject({ fact: z.string(), title: text, purpose: text })),
    }),
  ),
  asOf: z.iso.datetime().optional(),
});

const retention = z.record(
  z.string(),
  z.strictObject({ amount: z.int(), unit: z.string(), statutory: z.literal(true).optional() }),
);

/** The register of processing activities (art. 30 GDPR). */
export const processingRegister = z.strictObject({
  persons: text.describe('Of whom data are kept.'),
  security: z.array(text),
  abroad: text.describe('Whether data go to a country outside the EU.'),
  controllers: z
    .array(
      z.strictObject({
        municipality: z.string(),
        programme: z.string(),
        basis: text.nullable().describe('On what it rests; null: not settled in the configuration.'),
        partners: z.array(agency),
        retention: retention.describe('How long what is left is kept after its end, by outcome; `default` for others.'),
      }),
    )
    .describe('The controller: the municipality, by its programme as it is now.'),
  activities: z.array(
    z.strictObject({
      activity: z.string().describe('`trajectory.<step or action>`: also the activity that the access log names.'),
      title: text,
      description: text,
      purposes: z.array(text),
      knownTo: z.array(agency).describe('The agencies that may know that it is done for a person.'),
      performedBy: z.array(z.string()),
      recipients: z.array(agency).describe('The agencies that can see some of it.'),
      data: z.array(
        z.strictObject({
          ...field,
          audience: z.array(agency),
          kept: z.boolean().describe('False: it is used when it comes in, and not kept as it is.'),
        }),
      ),
      facts: z.array(z.strictObject({ fact: z.string(), title: text, purpose: text, audience: z.array(agency) })),
    }),
  ),
});

import { z } from 'zod';
import { freeText } from '../../trajectory/definitions/freeText.js';
import { isStorable, unstorableText } from '../../trajectory/definitions/storableText.js';
import type { Domain } from '../../trajectory/definitions/domain.js';
import { agency, agencyOf, day, text, instant } from '../http/shapes.js';
import { fault } from '../http/problem.js';

/** The shapes of what the API answers and takes about who may do what. */

export const delegation = z.strictObject({
  id: z.string(),
  from: z.string().describe('The subject of the person who gave it.'),
  to: z.string().describe('The subject of the colleague who may act for them.'),
  agency,
  municipality: z.string().nullable(),
  roles: z.array(z.string()),
  reason: z.string(),
  createdAt: instant,
  until: day.describe('The last day on which it holds, in Europe/Amsterdam.'),
  endedAt: instant.nullable().describe('When it was ended before that.'),
  endedBy: z.string().nullable(),
  holds: z.boolean().describe('Whether it holds now.'),
});

const subject = z
  .string()
  .regex(/^\S{1,200}$/, fault('subject-form'))
  .refine(isStorable, unstorableText);

export const newDelegation = z.strictObject({
  to: subject.describe('The subject of a colleague of your agency and municipality.'),
  roles: z.array(z.string().max(64)).min(1).max(20).describe('Some or all of your own roles.'),
  until: day.describe('The last day on which it holds.'),
  reason: freeText({ min: 3, max: 200 }),
});

/** Who one is. @param domain whose agencies it names */
export const meOf = (domain: Domain) =>
  z.strictObject({
    subject: z.string(),
    onBehalfOf: z.string().nullable().describe('The subject of the person on whose behalf you act, by `Acting-For`.'),
    agency,
    municipality: z.string().nullable().describe('Null: for the whole country.'),
    roles: z
      .array(z.strictObject({ role: z.string(), title: text.nullable() }))
      .describe('A role without a title is not known here, and allows nothing.'),
    agencies: z
      .array(
        z.strictObject({
          agency: agencyOf(domain),
          title: text,
          roles: z.array(z.strictObject({ role: z.string(), title: text })),
        }),
      )
      .describe('The titles of all agencies and their roles, in the order in which they are shown.'),
    municipalities: z
      .array(z.strictObject({ municipality: z.string(), name: z.string() }))
      .describe('The municipalities that take part, by name.'),
    person: z
      .strictObject({
        name: z.string().nullable().describe('The one that is what the person is called.'),
        facts: z.array(z.strictObject({ fact: z.string(), title: text })),
      })
      .describe('What lists show of whom a trajectory is about, in this order, as far as your agency may see it.'),
    actions: z
      .array(z.string())
      .describe('The actions that the policy allows you at all. The policy is asked again for each one.'),
    steps: z.array(z.string()).describe('The steps and actions that you may perform.'),
    delegations: z
      .strictObject({ given: z.array(delegation), received: z.array(delegation) })
      .nullable()
      .describe('Those that hold now; null while the register does not answer.'),
    session: z
      .strictObject({
        startedAt: instant,
        idleUntil: instant.describe('It ends then, if you ask nothing before.'),
        endsAt: instant.describe('It ends then in any case.'),
      })
      .nullable()
      .describe('Null when you sent a token.'),
    local: z.boolean().describe('Whether this runs for local use, where what agencies got can be seen.'),
  });

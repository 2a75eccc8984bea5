import { z } from 'zod';
import { freeText } from '../../trajectory/definitions/freeText.js';
import { agency, day, instant } from '../http/shapes.js';
import * as schemas from '../trajectories/schemas.js';

/** The shapes of what the API takes and answers about keeping and erasing. */

const line = freeText({ min: 1, max: 500 });
/** Why something is done says something, here as with a step. */
const why = freeText({ min: 3, max: 500 });

export const holdBody = z.strictObject({
  reason: why.describe('Why the record has to be kept, such as an appeal that is pending.'),
  reference: line.describe('Where that is written down, such as a case number.'),
});

const actor = z.strictObject({ agency: agency, municipality: z.string().nullable(), subject: z.string() });

export const holds = z.strictObject({
  id: z.string(),
  held: z.boolean(),
  history: z.array(
    z.strictObject({
      kind: z.enum(['placed', 'released']),
      at: instant,
      by: actor,
      reason: z.string(),
      reference: z.string(),
    }),
  ),
});

export const dueItem = z.strictObject({
  id: z.string(),
  municipality: z.string(),
  outcome: z.string().nullable(),
  closedOn: day,
  dueFrom: day.describe('The first day on which it may be erased.'),
  because: z.strictObject({
    programme: z.string().describe('The version of the programme that held on the day on which it closed.'),
    rule: z.string().describe('The outcome for which the term is settled, or `default`.'),
    term: schemas.term,
  }),
  held: z.boolean().describe('Something of this person is held: then nothing of them is erased.'),
  proposedIn: z.string().nullable().describe('The erasure that it is in already.'),
});

export const dueList = z.strictObject({
  items: z.array(dueItem),
  nextCursor: z.string().nullable(),
  withoutTerm: z
    .array(z.strictObject({ municipality: z.string(), programme: z.string(), trajectories: z.int() }))
    .describe('Ended under a version of a programme that settles no term for them: these are never due.'),
});

export const proposalBody = z.strictObject({
  trajectoryIds: z
    .array(z.string().max(60))
    .min(1)
    .max(100)
    .describe('From the list of what is due. All of the person goes with each.'),
  motivation: why.describe('Why now. It stays on the declaration, so it names no person.'),
  reference: line.describe('Where the selection list has this. It stays on the declaration.'),
});

export const rejectionBody = z.strictObject({ reason: why.describe('It names no person.') });

const signer = z.strictObject({
  subject: z.string(),
  agency: agency,
  municipality: z.string().nullable(),
  onBehalfOf: z.string().optional(),
});

export const erasure = z.strictObject({
  id: z.string(),
  municipality: z.string().nullable().describe('Null: for the whole country.'),
  status: z.enum(['proposed', 'lapsed', 'approved', 'rejected', 'done']),
  motivation: z.string(),
  reference: z.string(),
  proposedBy: signer,
  proposedAt: instant,
  lapsesAt: instant.describe('A proposal on which nobody has decided by then has lapsed.'),
  decidedBy: signer.nullable(),
  decidedAt: instant.nullable(),
  decisionReason: z.string().nullable(),
  trajectories: z.array(z.string()).describe('Of the persons in it, until it is over: then nothing leads to them.'),
  declaration: z.json().nullable().describe('The declaration of destruction, once it is done.'),
  declarationHash: z.string().nullable().describe('SHA-256 of the declaration as JSON with sorted keys.'),
});

import { z } from 'zod';
import { contradictionKinds } from '../../register/trajectories/contradictions.js';
import { overviewFigures } from '../../statistics/definitions/overviewFigures.js';
import type { Listing } from '../../trajectory/definitions/listing.js';
import { agency, day, text } from '../http/shapes.js';
import { statisticsQuery } from '../figures/statisticsSchemas.js';

/** The shapes of the coordinator's overview. */

const { from, to, municipality } = statisticsQuery.shape;

export const overviewQuery = z.strictObject({
  municipality,
  from: from.optional().describe('First day for what was opened and closed; a year before `to` when left out.'),
  to: to.optional().describe('Last day of it; today when left out.'),
});

const list = z
  .strictObject({
    path: z.enum(['/v1/trajectories', '/v1/tasks']),
    query: z.record(z.string(), z.string()),
  })
  .nullable()
  .describe('Where the list of what is counted is; null: there is none that you can ask for.');
const counted = z.strictObject({ value: z.int().nullable().describe('Null: not known.'), list });

/** @param listing what the domain counts beside what the engine does */
export function overviewOf(listing: Listing) {
  const figure = z.enum(overviewFigures(listing).map((one) => one.figure));
  return z.strictObject({
    on: day.describe('Today, in Amsterdam.'),
    window: z.strictObject({ from: day, to: day }),
    columns: z.array(z.string()).describe('Municipalities, and last `total`. All cells are in this order.'),
    contradictions: z
      .array(
        z.strictObject({
          trajectoryId: z.string(),
          municipality: z.string(),
          kind: z
            .enum(contradictionKinds)
            .describe(
              '`engine-away`: the engine has lost it. `engine-older`: the engine was restored from an earlier backup. `register-older`: the register was.',
            ),
          engineVersion: z.int().nullable().describe('Null: the engine has lost it, or it is not known.'),
          recordedVersion: z.int(),
          since: z.iso.datetime(),
        }),
      )
      .describe(
        'Trajectories that stand still, since the engine and the register contradict each other: an operator runs `bestendig recover`. The oldest first, at most 100.',
      ),
    figures: z.array(z.strictObject({ figure, cells: z.array(counted) })).describe('How many now.'),
    months: z
      .array(
        z.strictObject({
          month: z.string().describe('`YYYY-MM`.'),
          from: day,
          to: day,
          opened: z.array(counted),
          closed: z.array(counted),
        }),
      )
      .describe('Every month of the window; the first and the last as far as they lie in it.'),
    agencies: z
      .array(
        z.strictObject({
          agency,
          cells: z.array(
            z.strictObject({
              open: counted,
              overdue: counted,
              medianDays: z.int().nullable().describe('Null: nothing waits.'),
              longestDays: z.int().nullable(),
            }),
          ),
        }),
      )
      .describe('The open steps that wait on each agency, and since how many days.'),
    definitions: z.array(z.strictObject({ figure, title: text, definition: text })),
  });
}
export type OverviewAnswer = z.output<ReturnType<typeof overviewOf>>;

import { z } from 'zod';
import type { Domain } from '../../trajectory/definitions/domain.js';
import { fault } from './problem.js';

/** The shapes that answers of every subject are made of. */

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

export const listOf = <S extends z.ZodType>(item: S) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });

/** What a code is about. */
export const params = z.record(z.string(), z.unknown());

export const problem = z.looseObject({
  type: z.string(),
  code: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  because: z.string().describe('The code of the sentence. `params` has its parameters.'),
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

/** Said of every order of a list of which another one does not move. */
export const howToReadWhole =
  'To read the whole list page by page, sort by `id`: in any order that changes, a row that moves meanwhile can come twice or not at all.';

/** Query parameters that every list has. */
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

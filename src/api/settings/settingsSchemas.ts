import { z } from 'zod';
import type { Domain } from '../../trajectory/definitions/domain.js';
import { freeText } from '../../trajectory/definitions/freeText.js';
import { isStorable, unstorableText } from '../../trajectory/definitions/storableText.js';
import { fault } from '../http/problem.js';
import { instant } from '../http/shapes.js';

/** The shapes of what is someone's own at the screens. */

/** What a list can be narrowed by, beside the flags of the domain. Nothing in which text can be searched for: so no saved view holds something of a person. */
const filters = [
  'agency',
  'asOf',
  'changedSince',
  'claimed',
  'class',
  'closedFrom',
  'closedTo',
  'direction',
  'dueBefore',
  'from',
  'municipality',
  'openStep',
  'openedFrom',
  'openedTo',
  'openedSince',
  'outcome',
  'overdue',
  'responsible',
  'sort',
  'status',
  'step',
  'suspended',
  'tab',
  'to',
  'view',
] as const;

const oneOf = (names: readonly string[]) =>
  z
    .string()
    .refine((name) => names.includes(name), 'There is no such filter.')
    .meta({ enum: names });

const code = z.string().regex(/^[A-Za-z0-9_.,:+-]{0,120}$/, fault('code-form'));
const mostBytes = 4_096;

const savedViewOf = (flags: readonly string[]) =>
  z
    .strictObject({
      id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, fault('id-form')),
      name: freeText({ min: 1, max: 80 }).refine(isStorable, unstorableText).describe('Kept encrypted.'),
      page: z.string().regex(/^[a-z][a-z-]{0,39}$/, fault('page-form')),
      query: z.record(oneOf([...filters, ...flags]), code).describe('The filters of the screen, by name.'),
    })
    .refine((view) => Buffer.byteLength(JSON.stringify(view)) <= mostBytes, fault('view-too-large'));

const language = z.enum(['nl', 'en']).describe('Absent: as the browser says.');

/** What is someone's own, and what they send of it. @param listing the flags by which the lists of the domain are narrowed */
export function settingsShapes({ listing }: Domain) {
  const savedView = savedViewOf(Object.keys(listing.flags));
  const newSettings = z.strictObject({
    savedViews: z
      .array(savedView)
      .max(50)
      .refine((views) => new Set(views.map(({ id }) => id)).size === views.length, fault('views-same-id')),
    language: language.optional(),
  });

  const settings = z.strictObject({
    version: z.int().describe('Also the ETag; 0: nothing was kept yet.'),
    savedViews: z.array(savedView),
    language: language.optional(),
    lastVisit: z.strictObject({ at: instant }).nullable().describe('The last one before the visit that is going on.'),
  });
  return { newSettings, settings };
}

export const visit = z.strictObject({
  previous: instant.nullable().describe('When you were here last, before this visit; null: never.'),
});

export const draftKey = z.strictObject({ key: z.string().describe('32 bytes, base64url: yours, at any process.') });

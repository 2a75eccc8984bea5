import { z } from 'zod';
import { classNames } from '../../trajectory/figures/classMap.js';
import type { FiguresDefinition } from '../../trajectory/figures/definition.js';
import { askedDay, day, moment, text } from '../http/shapes.js';

/** The shapes of the figures: what can be asked, and what is answered. */

const view = z.enum(['period', 'cohort']);
const unit = z.enum(['people', 'places', 'percent', 'days', 'times', 'steps']);
const windowKind = z.enum(['on-date', 'period', 'cohort']);
const name = z.string().min(1).max(60);

export const statisticsQuery = z.strictObject({
  view: view.describe('`period`: what was and happened then. `cohort`: what came of those who began then.'),
  from: askedDay.describe('First day of the period, or the first on which one of the cohort began.'),
  to: askedDay.describe('Last day of it.'),
  on: askedDay
    .optional()
    .describe('The reference date; `to` when left out, or the day of `asOf` when that is earlier.'),
  municipality: z
    .union([z.array(z.string()), z.string()])
    .transform((given) => [given].flat().flatMap((one) => one.split(',')))
    .pipe(z.array(name).max(50))
    .optional()
    .describe('Once for each, or with commas between; all that you may see when left out.'),
  classMap: name.optional().describe('The id of a class map; when left out the one that holds on the reference date.'),
  asOf: moment.optional().describe('The figures as they were known at this moment; now when left out.'),
  format: z.enum(['json', 'csv']).default('json'),
});

const group = z.strictObject({ id: z.string(), title: text });

const figure = {
  group: z.string(),
  version: z.int(),
  title: text,
  definition: text,
  population: z.string().describe('The people, or things, that are counted.'),
  unit,
  window: windowKind,
  shareOf: z.string().nullable().describe('The figure of which the share is.'),
};

/** What is answered. @param figures what the domain counts, with the classes that it has */
export function statisticsSchemas({ classes }: FiguresDefinition) {
  const classMap = z.strictObject({
    id: z.string(),
    from: day,
    title: text,
    source: text,
    classes: z.record(z.string(), z.enum(classNames(classes))),
  });

  const statistics = z.strictObject({
    view,
    asOf: z.iso.datetime(),
    window: z.strictObject({ from: day, to: day, on: day }),
    population: text,
    classMap,
    classTitles: z.record(z.string(), text).describe('The titles of the classes of the map.'),
    suppression: z.strictObject({ below: z.int() }),
    columns: z.array(z.string()).describe('Municipalities, and last `total`.'),
    groups: z.array(group),
    rows: z.array(
      z.strictObject({
        figure: z.string(),
        part: z.string().nullable().describe('The code of the part, of a figure that is split.'),
        ...figure,
        cells: z
          .array(
            z.strictObject({
              value: z.number().nullable().describe('Null: not known, or suppressed.'),
              suppressed: z.boolean(),
              share: z.int().nullable().describe('Whole percent.'),
            }),
          )
          .describe('In the order of `columns`.'),
      }),
    ),
    notes: z.array(text),
  });

  const definitions = z.strictObject({
    items: z.array(
      z.strictObject({
        id: z.string(),
        view,
        ...figure,
        parts: z.array(z.strictObject({ part: z.string(), title: text })),
        dependsOnClassMap: z.boolean(),
        addsUp: z.boolean().describe('Whether the same figure of other municipalities can be added to it.'),
      }),
    ),
    groups: z.array(group),
    classMaps: z.array(classMap),
  });

  return { statistics, definitions };
}
export type DefinitionsAnswer = z.output<ReturnType<typeof statisticsSchemas>['definitions']>;

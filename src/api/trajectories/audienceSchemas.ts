import { z } from 'zod';
import { audienceOf, type Action, type ShownFact, type Step } from '../../trajectory/definitions/step.js';
import type { Agency } from '../../trajectory/replayed/state.js';
import { json } from '../http/shapes.js';
import * as schemas from './schemas.js';
import * as timelineSchemas from './timelineSchemas.js';

/** The answers that one agency can get: they name only what it may see. */

/** A page of the timeline whose entries have only fields that an agency may see. */
export function timelineFor(agency: Agency, definitions: readonly (Step | Action)[]): z.ZodType {
  const fields = definitions.flatMap((definition) =>
    Object.keys(definition.input instanceof z.ZodObject ? definition.input.shape : {}).filter((field) =>
      audienceOf(definition, field).includes(agency),
    ),
  );
  const data = z.partialRecord(z.enum([...new Set([...fields, 'opensOn'])]), json).nullable();
  const { corrected } = timelineSchemas.timelineItem.shape;
  const values = z.partialRecord(z.enum([...new Set(fields)]), json);
  const item = timelineSchemas.timelineItem.extend({
    data: data.describe('The fields that were filled in, as far as you may see them.'),
    corrected: corrected.unwrap().extend({ data: values }).optional(),
  });
  return timelineSchemas.timeline.extend({ items: z.array(item) });
}

/** The situation with only the facts that an agency may see. */
export function situationFor(agency: Agency, shown: ReadonlyMap<string, ShownFact>): z.ZodType {
  const facts = [...shown].filter(([, { audience }]) => audience.includes(agency)).map(([fact]) => fact);
  const fact = schemas.situation.shape.facts.element.extend({ fact: z.enum(facts) });
  return schemas.situation.extend({ facts: z.array(fact) });
}

import * as timelineSchemas from '../trajectories/timelineSchemas.js';
import { z } from 'zod';
import { decideAtTheDoor } from '../../trajectory/replayed/policy.js';
import { rolesOfAgency, type Domain } from '../../trajectory/definitions/domain.js';
import type { Agency } from '../../trajectory/replayed/state.js';
import { audienceOf, type Action, type ShownFact, type Step } from '../../trajectory/definitions/step.js';
import type { Asked } from './decisions.js';
import type { Route } from '../http/route.js';
import * as schemas from '../trajectories/schemas.js';
import { badParameter } from '../http/problem.js';

/** The API as one agency has it: what nobody of it can do is not there, and answers name only what it may see. */

/** The routes that some role of an agency can use, with the answers that it can get. */
export function routesFor(domain: Domain, agency: Agency, routes: readonly Route[]): Route[] {
  const own = rolesOfAgency(domain, agency);
  return routes
    .filter(({ asks }) => own.some((role) => may(agency, role, asks)))
    .map((route) => (route.responsesFor ? { ...route, responses: route.responsesFor(agency) } : route));
}

/** By the policy, in the case in which it is allowed if ever. */
function may(agency: Agency, role: string, { action, performedBy = [] }: Asked): boolean {
  const actor = { subject: 'anyone', agency, municipality: 'any', roles: [role] };
  return decideAtTheDoor(actor, action, performedBy, { time: '', partners: null }) === 'allowed';
}

/** A page of the timeline whose entries have only fields that an agency may see. */
export function timelineFor(agency: Agency, definitions: readonly (Step | Action)[]): z.ZodType {
  const fields = definitions.flatMap((definition) =>
    Object.keys(definition.input instanceof z.ZodObject ? definition.input.shape : {}).filter((field) =>
      audienceOf(definition, field).includes(agency),
    ),
  );
  const data = z.partialRecord(z.enum([...new Set([...fields, 'opensOn'])]), schemas.json).nullable();
  const { corrected } = timelineSchemas.timelineItem.shape;
  const values = z.partialRecord(z.enum([...new Set(fields)]), schemas.json);
  const item = timelineSchemas.timelineItem.extend({
    data: data.describe('What was filled in, as far as you may see it.'),
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

/** @throws Problem `invalid-input` for what is no agency */
export function audienceIn({ agencyNames }: Domain, query: Record<string, unknown>): Agency | undefined {
  const { audience } = query;
  const agency = agencyNames.find((one) => one === audience);
  if (audience === undefined || agency !== undefined) return agency;
  throw badParameter('audience', 'unknown-audience', { agencies: agencyNames.join(', ') });
}

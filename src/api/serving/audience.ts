import { rolesOfAgency, type Domain } from '../../trajectory/definitions/domain.js';
import { decideAtTheDoor } from '../../trajectory/replayed/policy.js';
import type { Agency } from '../../trajectory/replayed/state.js';
import type { Asked } from '../access/decisions.js';
import { badParameter } from '../http/problem.js';
import type { Route } from './route.js';

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

/** @throws Problem `invalid-input` for what is no agency */
export function audienceIn({ agencyNames }: Domain, query: Record<string, unknown>): Agency | undefined {
  const { audience } = query;
  const agency = agencyNames.find((one) => one === audience);
  if (audience === undefined || agency !== undefined) return agency;
  throw badParameter('audience', 'unknown-audience', { agencies: agencyNames.join(', ') });
}

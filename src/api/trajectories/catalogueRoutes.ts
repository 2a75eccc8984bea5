import { setImmediate as othersFirst } from 'node:timers/promises';
import { z } from 'zod';
import { definitionsOf, type Programmes } from '../../trajectory/definitions/programme.js';
import { roleTitle, type Domain } from '../../trajectory/definitions/domain.js';
import type { Action, AgencyRole, Step } from '../../trajectory/definitions/step.js';
import { route, type Route } from '../serving/route.js';
import * as schemas from './schemas.js';
import { shownTerms } from './shownTerms.js';
import { findReachableSteps, type ReachableSteps } from '../../trajectory/reading/reachableSteps.js';
import { splitRole } from '../../trajectory/replayed/agencyRole.js';

/** What can be done, for people and for forms: made from the definitions and nothing else. */
export function catalogueRoutes(programmes: Programmes): Route[] {
  const { domain } = programmes;
  const { steps, actions, referral } = definitionsOf(programmes);
  const stepItems = [referral, ...steps].map((step) => catalogueStep(domain, step));
  const actionItems = actions.map((action) => catalogueItem(domain, action));
  return [
    route({
      method: 'get',
      path: '/v1/steps',
      operationId: 'listSteps',
      tag: 'catalogue',
      summary: 'The catalogue of steps',
      description:
        'Each `example` is a valid body: that of `referral` for `POST /v1/trajectories`, the others for `POST /v1/trajectories/{id}/steps/{name}`.',
      asks: { action: 'catalogue:read' },
      responses: {
        200: { description: 'All steps', schema: z.strictObject({ items: z.array(schemas.catalogueStep) }) },
      },
      problems: [],
      handle: async ({ access }) => {
        access.must('catalogue:read', { type: 'catalogue' });
        return { status: 200, body: { items: await leading(programmes, stepItems) } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/actions',
      operationId: 'listActions',
      tag: 'catalogue',
      summary: 'The catalogue of actions',
      description: 'Each `example` is a valid body for `POST /v1/trajectories/{id}/actions/{name}`.',
      asks: { action: 'catalogue:read' },
      responses: {
        200: { description: 'All actions', schema: z.strictObject({ items: z.array(schemas.catalogueItem) }) },
      },
      problems: [],
      handle: async ({ access }) => {
        access.must('catalogue:read', { type: 'catalogue' });
        return { status: 200, body: { items: await leading(programmes, actionItems) } };
      },
    }),
  ];
}

/** Which step can open which, in each of the programmes that hold now. It takes seconds of CPU once, and stops nobody. */
export async function waysNow(programmes: Programmes): Promise<ReachableSteps[]> {
  const now = new Date().toISOString();
  const ways = new Set<ReachableSteps>();
  for (const municipality of programmes.municipalities) {
    const programme = programmes.at(municipality, now);
    if (programme) ways.add(await findReachableSteps(programme, othersFirst));
  }
  return [...ways];
}

/** With where each leads in any of the programmes that hold now. */
async function leading<Item extends { name: string }>(programmes: Programmes, items: readonly Item[]) {
  const ways = await waysNow(programmes);
  const order = definitionsOf(programmes).steps.map(({ name }) => name);
  return items.map((item) => {
    const reached = new Set(ways.flatMap((way) => way.get(item.name) ?? []));
    return { ...item, leadsTo: order.filter((name) => reached.has(name)) };
  });
}

function catalogueItem(domain: Domain, { name, title, description, performedBy, input, example }: Step | Action) {
  const inputSchema = z.toJSONSchema(input, { io: 'input' });
  return {
    name,
    title,
    description,
    performedBy,
    performers: performedBy.map((who) => performer(domain, who)),
    inputSchema,
    example,
  };
}

/** @param who an agency and a role, as a definition names them */
function performer(domain: Domain, who: AgencyRole) {
  const [agency, role] = splitRole(who);
  return { agency, title: roleTitle(domain, agency, role) ?? { en: role, nl: role } };
}

function catalogueStep(domain: Domain, step: Step) {
  const { responsible, repeatable, terms, tells } = step;
  return {
    ...catalogueItem(domain, step),
    responsible,
    repeatable,
    bySomeoneElse: step.offeredWhen !== undefined,
    terms: shownTerms(terms),
    tells: { ...tells, opened: tells.opened ?? [responsible] },
  };
}

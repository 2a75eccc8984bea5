import { z } from 'zod';
import type { Programmes } from '../../trajectory/programme.js';
import type { Step, Action } from '../../trajectory/step.js';
import { route, type Route } from '../route.js';
import * as schemas from '../schemas.js';
import { waysOf } from '../../trajectory/ways.js';

/** The steps and actions of all programmes, each once, in the order of the programmes. */
export function definitionsOf(programmes: Programmes): {
  steps: Step[];
  actions: Action[];
  referral: Step;
} {
  const { all } = programmes;
  const [first] = all;
  if (!first) throw new Error('There is no programme: the configuration names no municipality.');
  return {
    steps: [...new Set(all.flatMap(({ steps }) => steps))],
    actions: [...new Set(all.flatMap(({ actions }) => actions))],
    referral: first.referral,
  };
}

/** What can be done, for people and for forms: made from the definitions and nothing else. */
export function catalogueRoutes(programmes: Programmes): Route[] {
  const { steps, actions, referral } = definitionsOf(programmes);
  const stepItems = [referral, ...steps].map(catalogueStep);
  const actionItems = actions.map(catalogueItem);
  /** Where a step leads is found when it is first asked for: that takes a moment. */
  const leading = <Item extends { name: string }>(item: Item) => ({ ...item, leadsTo: leadsTo(programmes, item.name) });
  return [
    route({
      method: 'get',
      path: '/v1/steps',
      operationId: 'listSteps',
      tag: 'catalogue',
      summary: 'The catalogue of steps',
      description:
        'Each `example` is a valid body: that of `referral` for `POST /v1/trajectories`, the others for `POST /v1/trajectories/{id}/steps/{name}`.',
      responses: {
        200: { description: 'All steps', schema: z.strictObject({ items: z.array(schemas.catalogueStep) }) },
      },
      problems: [],
      handle: async ({ access }) => {
        access.must('catalogue:read', { type: 'catalogue' });
        return { status: 200, body: { items: stepItems.map(leading) } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/actions',
      operationId: 'listActions',
      tag: 'catalogue',
      summary: 'The catalogue of actions',
      description: 'Each `example` is a valid body for `POST /v1/trajectories/{id}/actions/{name}`.',
      responses: {
        200: { description: 'All actions', schema: z.strictObject({ items: z.array(schemas.catalogueItem) }) },
      },
      problems: [],
      handle: async ({ access }) => {
        access.must('catalogue:read', { type: 'catalogue' });
        return { status: 200, body: { items: actionItems.map(leading) } };
      },
    }),
  ];
}

/** In any of the programmes that hold now, in the order of the steps. */
function leadsTo(programmes: Programmes, name: string): string[] {
  const now = new Date().toISOString();
  const holding = programmes.municipalities.flatMap((municipality) => programmes.at(municipality, now) ?? []);
  const reached = new Set(holding.flatMap((programme) => waysOf(programme).get(name) ?? []));
  return definitionsOf(programmes)
    .steps.map((step) => step.name)
    .filter((step) => reached.has(step));
}

function catalogueItem({ name, title, description, performedBy, input, example }: Step | Action) {
  const inputSchema = z.toJSONSchema(input, { io: 'input' });
  return { name, title, description, performedBy, inputSchema, example };
}

function catalogueStep(step: Step) {
  const { responsible, repeatable, terms, tells } = step;
  const { target, fatal, remind, escalate = null } = terms;
  return {
    ...catalogueItem(step),
    responsible,
    repeatable,
    terms: { target, fatal, remind, escalate },
    tells: { ...tells, opened: tells.opened ?? [responsible] },
  };
}

import { z } from 'zod';
import { readEvents } from '../../register/timeline.js';
import { listTrajectories, trajectorySorts, type TrajectorySort } from '../../register/trajectories.js';
import { knowsStepIn } from '../../trajectory/compartments.js';
import { reachOf } from '../../trajectory/policy.js';
import { timelineFor } from '../audience.js';
import { knownEvents } from '../compartments.js';
import type { Decisions } from '../decisions.js';
import { Problem } from '../problem.js';
import { etag, route, type Route } from '../route.js';
import * as schemas from '../schemas.js';
import type { Services } from '../services.js';
import { listedTrajectory, timelineItem } from '../views.js';
import { asItWas, asOfQuery, eventsUntil } from './asItWas.js';
import { definitionsOf } from './catalogue.js';
import { noSuchTrajectory, personRefIn, rowIfUp, viewOf } from './reading.js';

const sorts = Object.keys(trajectorySorts) as TrajectorySort[];
const sortOptions = sorts.flatMap((name) => [name, `-${name}` as const]);

const listQuery = z.strictObject({
  municipality: z.string().max(60).optional(),
  status: z.enum(['open', 'closed']).optional(),
  openStep: z.string().max(60).optional(),
  responsible: schemas.agency.optional(),
  overdue: schemas.flag.optional(),
  direction: z.string().max(60).optional(),
  outcome: z.string().max(60).optional(),
  changedSince: schemas.moment.optional(),
  sort: z.enum(sortOptions).default('-updatedAt'),
  ...schemas.paging,
});

const timelineQuery = z.strictObject({
  ...asOfQuery.shape,
  limit: z.coerce.number().int().min(1).max(500).default(200),
  cursor: z
    .string()
    .regex(/^[0-9]{1,9}$/, 'The cursor is not one that this API handed out.')
    .optional(),
});

/** Reading trajectories: the coordinator's list, one trajectory, and its timeline. */
export function trajectoryRoutes(services: Services): Route[] {
  const { steps, actions, referral } = definitionsOf(services.programmes);
  const definitions = [referral, ...steps, ...actions];
  return [
    route({
      method: 'get',
      path: '/v1/trajectories',
      operationId: 'listTrajectories',
      tag: 'trajectories',
      summary: 'The trajectories that you may know of',
      description: 'From the register, which follows within a second.',
      query: listQuery,
      responses: { 200: { description: 'A page', schema: schemas.listOf(schemas.listedTrajectory) } },
      problems: ['register-unavailable'],
      async handle({ actor, access, query }) {
        access.must('trajectory:list', { type: 'trajectory' });
        const { sort, limit, cursor, ...filter } = query;
        const descending = sort.startsWith('-');
        const knows = knowsStepIn(services.programmes, actor.agency);
        const name = sort.replace('-', '') as TrajectorySort;
        const page = await listTrajectories(services.register, reachOf(actor), filter, {
          limit,
          cursor,
          sort: name,
          descending,
        });
        access.shows(page.items);
        return {
          status: 200,
          body: { items: page.items.map((row) => listedTrajectory(row, knows, actor)), nextCursor: page.nextCursor },
        };
      },
    }),
    route({
      method: 'get',
      path: '/v1/trajectories/{id}',
      operationId: 'readTrajectory',
      tag: 'trajectories',
      summary: 'One trajectory, as it is now or as it was',
      description:
        'As it is now; with `asOf` as it was recorded at that moment, for who may see it now. Then `source` is `register`.',
      query: asOfQuery,
      responses: { 200: { description: 'The trajectory', schema: schemas.trajectory, headers: ['ETag'] } },
      problems: ['not-found', 'not-confirmed', 'register-unavailable'],
      async handle({ access, params, query: { asOf } }) {
        const id = params['id'] ?? '';
        const view =
          asOf === undefined ? await viewOf(services, access, id) : await asItWas(services, access, id, asOf);
        return { status: 200, body: view, headers: { etag: etag(view.version) } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/trajectories/{id}/timeline',
      operationId: 'readTimeline',
      tag: 'trajectories',
      summary: 'Who did what, when, and for what reason',
      description:
        'From the register, by sequence; with `asOf` up to that moment. What your agency may not see is left out: fields, and entries of steps that only some agencies know of.',
      query: timelineQuery,
      responses: { 200: { description: 'A page', schema: schemas.timeline } },
      responsesFor: (agency) => ({ 200: { description: 'A page', schema: timelineFor(agency, definitions) } }),
      problems: ['not-found', 'register-unavailable', 'not-confirmed'],
      async handle({ actor, access, params, query }) {
        const id = params['id'] ?? '';
        const { asOf, limit } = query;
        const after = Number(query.cursor ?? 0);
        const all =
          asOf === undefined ? await eventsNow(services, access, id) : await eventsUntil(services, access, id, asOf);
        const known = knownEvents(all, knowsStepIn(services.programmes, actor.agency), definitions);
        const events = known.filter(({ sequence }) => sequence > after);
        const items = events.slice(0, limit).map((event) => timelineItem(event, actor, definitions));
        const last = items.at(-1);
        const nextCursor = events.length > limit && last ? String(last.sequence) : null;
        return { status: 200, body: { items, nextCursor, ...(asOf === undefined ? {} : { asOf }) } };
      },
    }),
  ];
}

async function eventsNow({ register }: Services, access: Decisions, id: string) {
  personRefIn(id);
  const row = await rowIfUp(register, id);
  if (row === null) {
    throw new Problem('register-unavailable', 'The timeline is in the register, which does not answer now.', {}, 5);
  }
  if (!row) throw noSuchTrajectory(id);
  access.mustKnow(row);
  return readEvents(register, id);
}

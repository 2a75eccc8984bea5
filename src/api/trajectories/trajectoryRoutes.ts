import { z } from 'zod';
import { batchesOf, readEvents } from '../../register/trajectories/timeline.js';
import { listTrajectories, trajectorySorts, type TrajectorySort } from '../../register/trajectories/trajectories.js';
import { addDays, startOf } from '../../trajectory/terms/calendar.js';
import type { Listing } from '../../trajectory/definitions/listing.js';
import { knowsStepIn } from '../../trajectory/access/compartments.js';
import { evolve } from '../../trajectory/replayed/evolve.js';
import { reachOf } from '../../trajectory/replayed/policy.js';
import { nothingYet } from '../../trajectory/replayed/state.js';
import { timelineFor } from './audienceSchemas.js';
import { entriesKnownTo } from '../access/compartments.js';
import { Corrections } from './corrected.js';
import type { Decisions } from '../access/decisions.js';
import { etag, route, type Route } from '../serving/route.js';
import * as shapes from '../http/shapes.js';
import * as schemas from './schemas.js';
import * as timelineSchemas from './timelineSchemas.js';
import { speechOf } from './speech.js';
import type { Services } from '../serving/services.js';
import { listedTrajectory, timelineItem, viewerOf } from './views.js';
import { asItWas, asOfQuery, eventsUntil } from './asItWas.js';
import { definitionsOf } from '../../trajectory/definitions/programme.js';
import { ownReferenceIfUp, withOwnReferences } from './ownReferences.js';
import { noSuchTrajectory, personRefIn, rowIfUp, viewOf } from './reading.js';
import { badParameter, fault, problem } from '../http/problem.js';

const sorts = Object.keys(trajectorySorts) as TrajectorySort[];
const sortOptions = sorts.flatMap((name) => [name, `-${name}` as const]);

const { askedDay: day } = shapes;

const listQuery = z.strictObject({
  municipality: z.string().max(500).optional().describe('One, or some with commas between.'),
  status: z.enum(['open', 'closed']).optional(),
  openStep: z.string().max(60).optional(),
  responsible: shapes.agency.optional(),
  overdue: shapes.flag.optional(),
  direction: z.string().max(60).optional(),
  outcome: z.string().max(60).optional(),
  changedSince: shapes.moment.optional(),
  dueBefore: day
    .optional()
    .describe('Has an open step that you may know of, not overdue yet, with a last day before this day.'),
  suspended: shapes.flag.optional().describe('Its clock stands still: suspended, or held by order of a court.'),
  openedFrom: day.optional().describe('First day on which it was opened.'),
  openedTo: day.optional().describe('Last day on which it was opened.'),
  closedFrom: day.optional().describe('First day on which it was closed.'),
  closedTo: day.optional().describe('Last day on which it was closed.'),
  sort: z.enum(sortOptions).default('-updatedAt').describe(shapes.howToReadWhole),
  ...shapes.paging,
});

/** What the domain declares that lists can be asked for. */
function flagQuery({ flags }: Listing): object {
  const asked = Object.entries(flags).map(([name, { description }]) => [
    name,
    shapes.flag.optional().describe(description),
  ]);
  return Object.fromEntries(asked) as object;
}

/** What of that is asked. */
function flagsIn({ flags }: Listing, query: Readonly<Record<string, unknown>>): Record<string, boolean> {
  const asked = Object.keys(flags).filter((name) => query[name] !== undefined);
  return Object.fromEntries(asked.map((name) => [name, query[name] === true]));
}

const timelineQuery = z.strictObject({
  ...asOfQuery.shape,
  limit: z.coerce.number().int().min(1).max(500).default(200),
  cursor: z
    .string()
    .regex(/^-?[0-9]{1,9}$/, fault('unknown-cursor'))
    .optional(),
});

/** The instants between which a day in Amsterdam lies. */
const startOfDay = (given: string | undefined) => (given === undefined ? undefined : startOf(given));
const endOfDay = (given: string | undefined) => (given === undefined ? undefined : startOf(addDays(given, 1)));

/** Reading trajectories: the coordinator's list, one trajectory, and its timeline. */
export function trajectoryRoutes(services: Services): Route[] {
  const { steps, actions, referral } = definitionsOf(services.programmes);
  const { domain } = services.programmes;
  const { listing } = domain;
  const definitions = [referral, ...steps, ...actions];
  return [
    route({
      method: 'get',
      path: '/v1/trajectories',
      operationId: 'listTrajectories',
      tag: 'trajectories',
      summary: 'The trajectories that you may know of',
      description: 'From the register, which follows within a second.',
      asks: { action: 'trajectory:list' },
      query: listQuery.extend({ responsible: shapes.agencyOf(domain).optional(), ...flagQuery(listing) }),
      responses: { 200: { description: 'A page', schema: shapes.listOf(schemas.listedTrajectory) } },
      problems: ['register-unavailable'],
      async handle({ actor, access, query }) {
        access.must('trajectory:list', { type: 'trajectory' });
        const { sort, limit, cursor, ...asked } = query;
        const flags = flagsIn(listing, asked);
        const ofMunicipality = Object.keys(flags).find((name) => listing.flags[name]?.forMunicipality);
        if (ofMunicipality && reachOf(actor).agency !== null) {
          throw badParameter(ofMunicipality, 'filter-of-municipality');
        }
        const { openedFrom, openedTo, closedFrom, closedTo, ...filter } = asked;
        const days = {
          openedFrom: startOfDay(openedFrom),
          openedBefore: endOfDay(openedTo),
          closedFrom: startOfDay(closedFrom),
          closedBefore: endOfDay(closedTo),
        };
        const descending = sort.startsWith('-');
        const viewer = viewerOf(services, actor);
        const name = sort.replace('-', '') as TrajectorySort;
        const page = await listTrajectories(
          services.register,
          reachOf(actor),
          { ...filter, ...days, flags },
          {
            limit,
            cursor,
            sort: name,
            descending,
          },
          viewer.naming.every,
        );
        access.shows(page.items);
        const rows = page.items.map((row) => listedTrajectory(row, viewer));
        const items = await withOwnReferences(services, actor, rows, ({ id }) => id);
        return { status: 200, body: { items, nextCursor: page.nextCursor } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/trajectories/{id}',
      operationId: 'readTrajectory',
      tag: 'trajectories',
      summary: 'One trajectory, as it is now or as it was',
      description:
        'As it is now; with `asOf` as it was recorded at that moment, for a caller who may see it now. Then `source` is `register`.',
      asks: { action: 'trajectory:read' },
      query: asOfQuery,
      responses: { 200: { description: 'The trajectory', schema: schemas.trajectory, headers: ['ETag'] } },
      problems: ['not-found', 'not-confirmed', 'register-unavailable'],
      async handle({ actor, access, params, query: { asOf } }) {
        const id = params['id'] ?? '';
        const view =
          asOf === undefined ? await viewOf(services, access, id) : await asItWas(services, access, id, asOf);
        const own = asOf === undefined ? await ownReferenceIfUp(services, actor, id) : {};
        return { status: 200, body: { ...view, ...own }, headers: { etag: etag(view.version) } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/trajectories/{id}/timeline',
      operationId: 'readTimeline',
      tag: 'trajectories',
      summary: 'List the events: by whom, when, and for what reason',
      description:
        'From the register, by sequence; with `asOf` up to that moment. What your agency may not see is left out: fields, and entries of steps that only some agencies know of.',
      asks: { action: 'trajectory:read' },
      query: timelineQuery,
      responses: { 200: { description: 'A page', schema: timelineSchemas.timeline } },
      responsesFor: (agency) => ({ 200: { description: 'A page', schema: timelineFor(agency, definitions) } }),
      problems: ['not-found', 'register-unavailable', 'not-confirmed'],
      async handle({ actor, access, params, query, language }) {
        const id = params['id'] ?? '';
        const speech = speechOf(services.programmes, language);
        const { asOf, limit } = query;
        const after = query.cursor === undefined ? -Infinity : Number(query.cursor);
        const all =
          asOf === undefined ? await eventsNow(services, access, id) : await eventsUntil(services, access, id, asOf);
        const state = batchesOf(all).reduce(evolve, nothingYet);
        const knows = knowsStepIn(services.programmes, actor.agency);
        const known = entriesKnownTo(actor.agency, all, state, knows, definitions);
        const entries = known.filter(({ number }) => number > after);
        const corrections = new Corrections(actor.agency, all, known, definitions);
        const items = entries
          .slice(0, limit)
          .map((entry) => timelineItem(entry, actor, state, definitions, corrections, speech));
        const last = items.at(-1);
        const nextCursor = entries.length > limit && last ? String(last.sequence) : null;
        return { status: 200, body: { items, nextCursor, ...(asOf === undefined ? {} : { asOf }) } };
      },
    }),
  ];
}

async function eventsNow({ register }: Services, access: Decisions, id: string) {
  personRefIn(id);
  const row = await rowIfUp(register, id);
  if (row === null) {
    throw problem('register-unavailable', 'timeline-away', {}, { retryAfter: 5 });
  }
  if (!row) throw noSuchTrajectory();
  access.mustKnow(row);
  return readEvents(register, id);
}

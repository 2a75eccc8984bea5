import { z } from 'zod';
import { listQueue, queueSorts, type QueueRow } from '../../register/trajectories/queue.js';
import { dayOf, daysBetween, noonOf } from '../../trajectory/terms/calendar.js';
import { stepNamingOf } from '../../trajectory/definitions/formerNames.js';
import { reachOf } from '../../trajectory/replayed/policy.js';
import { definitionsOf, rulesOf, type Programmes } from '../../trajectory/definitions/programme.js';
import type { Agency } from '../../trajectory/replayed/state.js';
import { precedenceCode } from '../../trajectory/definitions/listing.js';
import { audienceOf, type Step } from '../../trajectory/definitions/step.js';
import { route, type Route } from '../serving/route.js';
import * as shapes from '../http/shapes.js';
import * as workSchemas from './workSchemas.js';
import type { Services } from '../serving/services.js';
import { personView, viewerOf, type Viewer } from '../trajectories/views.js';

const agendaQuery = z.strictObject({
  municipality: z.string().max(500).optional().describe('One, or some with commas between.'),
  sort: z.enum(queueSorts).default('queue').describe(shapes.howToReadWhole),
  ...shapes.paging,
});

/**
 * The agenda of the meeting in which trajectories are discussed. Cases may arrive faster than they can be discussed, so it is a
 * queue, with the room that a meeting has, and an alarm for what waits too long.
 */
export function agendaRoutes(services: Services): Route[] {
  const { register, programmes } = services;
  const { steps } = definitionsOf(programmes);
  const { every: namesOf } = stepNamingOf(programmes);
  return [
    route({
      method: 'get',
      path: '/v1/agenda',
      operationId: 'readAgenda',
      tag: 'work',
      summary: `The queue for ${programmes.domain.agenda?.title.en ?? 'a meeting, of which this domain has none'}`,
      description:
        'The person who has waited longest comes first, after those with priority. Places and numbers are those of the whole queue of a municipality; only trajectories that you may know of are listed.',
      asks: { action: 'agenda:list' },
      query: agendaQuery,
      responses: {
        200: {
          description: 'A page',
          schema: shapes.listOf(workSchemas.agendaItemOf(programmes.domain.listing.queue)),
        },
      },
      problems: ['register-unavailable'],
      async handle({ actor, access, query: { limit, cursor, sort, municipality } }) {
        access.must('agenda:list', { type: 'trajectory' });
        const page = await listQueue(register, reachOf(actor), { municipality }, { limit, cursor, sort }, namesOf);
        access.shows(page.items.map((row) => ({ id: row.trajectoryId, municipality: row.municipality })));
        const now = new Date().toISOString();
        const viewer = viewerOf(services, actor);
        const items = page.items.map((row) => agendaItem(row, viewer, { steps, programmes, now }));
        return { status: 200, body: { items, nextCursor: page.nextCursor } };
      },
    }),
  ];
}

/** What the queue of the meeting shows. */
interface Shown {
  positionsBy?: string | null;
  positionsFrom?: Agency[];
}

interface Surroundings {
  steps: readonly Step[];
  programmes: Programmes;
  now: string;
}

function agendaItem(
  row: QueueRow,
  viewer: Viewer,
  { steps, programmes, now }: Surroundings,
): z.output<typeof workSchemas.agendaItem> {
  const { openedAt, reasons, plannedOn, planned, shown, person, ...rest } = row;
  const { positionsBy = null, positionsFrom = [] } = shown as Shown;
  const mayRead = (field: string) => steps.some((step) => audienceOf(step, field).includes(viewer.actor.agency));
  const { precedence = {} } = programmes.domain.listing.queue ?? {};
  return {
    ...rest,
    person: personView(person, viewer),
    positionsFrom,
    openedAt: openedAt.toISOString(),
    daysWaiting: daysBetween(dayOf(openedAt.toISOString()), dayOf(now)),
    precedence: Object.entries(precedence)
      .filter(([name, { field }]) => reasons[name] === true && (field === undefined || mayRead(field)))
      .map(precedenceCode),
    meeting:
      plannedOn === null
        ? null
        : { on: plannedOn, positionsBy, planned, ...room(programmes, row.municipality, plannedOn, planned) },
  };
}

/** By the programme that holds on the day of the meeting. */
function room(programmes: Programmes, municipality: string, day: string, planned: number) {
  const programme = programmes.at(municipality, noonOf(day));
  const capacity = programme ? (programmes.domain.agenda?.perMeeting(rulesOf(programme)) ?? null) : null;
  return { capacity, overCapacity: capacity !== null && planned > capacity };
}

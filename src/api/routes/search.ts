import { z } from 'zod';
import { findTrajectory, searchPerson } from '../../register/trajectories.js';
import { knowsStepIn } from '../../trajectory/compartments.js';
import { reachOf } from '../../trajectory/policy.js';
import type { Actor } from '../../trajectory/state.js';
import { parseTrajectoryId, personRefOf } from '../identifiers.js';
import { route, type Route } from '../route.js';
import * as schemas from '../schemas.js';
import type { Services } from '../services.js';
import { listedTrajectory } from '../views.js';

const searched = z
  .strictObject({
    vNumber: z
      .string()
      .trim()
      .regex(/^[0-9][0-9 .-]{5,14}$/, 'An aliens number (V-nummer) has digits only.')
      .optional(),
    id: z.string().trim().max(60).optional(),
  })
  .refine(({ vNumber, id }) => (vNumber === undefined) !== (id === undefined), 'Give vNumber or id, one of the two.');

/** Finding a person's trajectories. What is looked for is in the body: it never stands in an address or a log. */
export function searchRoutes(services: Services): Route[] {
  const { register, programmes } = services;
  return [
    route({
      method: 'post',
      path: '/v1/searches',
      operationId: 'searchTrajectories',
      tag: 'trajectories',
      summary: 'The trajectories of one person, by V-number or by the id of one of them',
      description:
        'Those that you may know of, the last one first; the others are not there for you. The V-number is looked up by its pseudonym and kept nowhere.',
      asks: { action: 'trajectory:list' },
      query: z.strictObject(schemas.paging),
      body: { schema: searched, example: { vNumber: '2790046133' } },
      responses: { 200: { description: 'A page', schema: schemas.listOf(schemas.listedTrajectory) } },
      problems: ['register-unavailable'],
      async handle({ actor, access, body, query }) {
        access.must('trajectory:list', { type: 'trajectory' });
        const personRef = await personSearched(services, actor, searched.parse(body));
        const page =
          personRef === null
            ? { items: [], nextCursor: null }
            : await searchPerson(register, reachOf(actor), personRef, query);
        access.shows(page.items);
        const knows = knowsStepIn(programmes, actor.agency);
        const items = page.items.map((row) => listedTrajectory(row, knows, actor));
        return { status: 200, body: { items, nextCursor: page.nextCursor } };
      },
    }),
  ];
}

/** The reference of the person; null when it leads to nobody whom the caller may know of. */
async function personSearched(
  { register, personKey }: Services,
  actor: Actor,
  { vNumber, id = '' }: z.output<typeof searched>,
): Promise<string | null> {
  if (vNumber !== undefined) return personRefOf(personKey, { vNumber });
  // Who may not know of that one, does not learn by it which others are of the same person.
  const found = await findTrajectory(register, id);
  const { municipality, agency } = reachOf(actor);
  const known =
    found &&
    (municipality === null || found.municipality === municipality) &&
    (agency === null || found.parties.includes(agency));
  return known ? (parseTrajectoryId(id)?.personRef ?? null) : null;
}

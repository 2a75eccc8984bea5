import { vNumberText } from '../../trajectory/definitions/vNumberText.js';
import { z } from 'zod';
import { searchPerson, type SearchedPerson } from '../../register/trajectories/trajectories.js';
import { reachOf } from '../../trajectory/replayed/policy.js';
import { personRefOf } from '../http/identifiers.js';
import { route, type Route } from '../http/route.js';
import * as schemas from './schemas.js';
import type { Services } from '../http/services.js';
import { readTrajectoryCode } from './trajectoryCodes.js';
import { listedTrajectory, viewerOf } from './views.js';

const searched = z
  .strictObject({
    vNumber: vNumberText.optional(),
    id: z.string().trim().max(200).optional().describe('A whole id, or any form in which a screen shows it.'),
    text: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe('What a person typed: it is looked for as a V-number and as the code of a trajectory.'),
  })
  .refine(
    (asked) => Object.values(asked).filter((one) => one !== undefined).length === 1,
    'Give vNumber, id or text: one of the three.',
  );

/** Finding a person's trajectories. What is looked for is in the body: it never stands in an address or a log. */
export function searchRoutes(services: Services): Route[] {
  const { register, personKey } = services;
  return [
    route({
      method: 'post',
      path: '/v1/searches',
      operationId: 'searchTrajectories',
      tag: 'trajectories',
      summary: 'The trajectories of one person, by V-number or by the code of one of them',
      description:
        'Those that you may know of, the last one first; the others are not there for you. A code is found in every form in which it is shown, such as `mc726c-1`. The V-number is looked up by its pseudonym and kept nowhere.',
      asks: { action: 'trajectory:list' },
      query: z.strictObject(schemas.paging),
      body: { schema: searched, example: { vNumber: '2790046133' } },
      responses: { 200: { description: 'A page', schema: schemas.listOf(schemas.listedTrajectory) } },
      problems: ['register-unavailable'],
      async handle({ actor, access, body, query }) {
        access.must('trajectory:list', { type: 'trajectory' });
        const page = await searchPerson(
          register,
          reachOf(actor),
          searchedPerson(personKey, searched.parse(body)),
          query,
        );
        access.shows(page.items);
        const viewer = viewerOf(services, actor);
        const items = page.items.map((row) => listedTrajectory(row, viewer));
        return { status: 200, body: { items, nextCursor: page.nextCursor } };
      },
    }),
  ];
}

/** A few digits may be a number as well as a code, so both are looked for. */
function searchedPerson(personKey: string, { vNumber, id, text }: z.output<typeof searched>): SearchedPerson {
  const number = vNumber ?? (text === undefined ? undefined : vNumberText.safeParse(text).data);
  const code = id ?? text;
  return {
    personRef: number === undefined ? null : personRefOf(personKey, { vNumber: number }),
    code: code === undefined ? null : readTrajectoryCode(code),
  };
}

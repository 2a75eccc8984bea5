import { z } from 'zod';
import type { Domain } from '../../trajectory/definitions/domain.js';
import type { PersonNumber } from '../../trajectory/definitions/domainParts.js';
import { searchPerson, type SearchedPerson } from '../../register/trajectories/trajectories.js';
import { reachOf } from '../../trajectory/replayed/policy.js';
import { personRefOf } from '../http/identifiers.js';
import { route, type Route } from '../serving/route.js';
import * as shapes from '../http/shapes.js';
import * as schemas from './schemas.js';
import type { Services } from '../serving/services.js';
import { codeOf, readTrajectoryCode } from './trajectoryCodes.js';
import { organisationOf, searchedBy, withOwnReferences } from './ownReferences.js';
import { listedTrajectory, viewerOf } from './views.js';
import { fault } from '../http/problem.js';

/** What is searched by: the number of a person under its own name, where the domain has one. */
const searchOf = ({ personNumber }: Domain) => {
  const { field, schema, title } = personNumber ?? {};
  const shape: Record<string, z.ZodType<string | undefined>> = {
    ...(field !== undefined && schema && { [field]: schema.optional() }),
    id: z.string().trim().max(200).optional().describe('A whole id, or any form in which a screen shows it.'),
    query: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe(
        title
          ? `What a person typed: it is looked for as ${title.en}, as the code of a trajectory and as the reference of your own organisation.`
          : 'The text that a person typed. It is looked up as the code of a trajectory and as the reference of your own organisation.',
      ),
    municipality: z.string().max(64).optional().describe('Only the trajectories of this municipality.'),
  };
  return z
    .strictObject(shape)
    .refine(
      ({ municipality: _within, ...asked }) => Object.values(asked).filter((one) => one !== undefined).length === 1,
      fault('search-by-one'),
    );
};

/** Finding a person's trajectories. What is looked for is in the body: it never stands in an address or a log. */
export function searchRoutes(services: Services): Route[] {
  const { register, personKey } = services;
  const { domain } = services.programmes;
  const { personNumber } = domain;
  const searched = searchOf(domain);
  return [
    route({
      method: 'post',
      path: '/v1/searches',
      operationId: 'searchTrajectories',
      tag: 'trajectories',
      summary: 'The trajectories of one person, by their number, by the code of one of them or by your own reference',
      description:
        'Those that you may know of, the last one first; the others are not there for you. A code is found in every form in which it is shown, such as `mc726c-1`. A reference of your own organisation is found in `query`, whatever the case, spaces, punctuation and accents. A number is looked up by its pseudonym and kept nowhere.',
      asks: { action: 'trajectory:list' },
      query: z.strictObject(shapes.paging),
      body: {
        schema: searched,
        example: personNumber ? { [personNumber.field]: personNumber.example } : { id: 'mc726c-1' },
      },
      responses: { 200: { description: 'A page', schema: shapes.listOf(schemas.foundTrajectory) } },
      problems: ['register-unavailable'],
      async handle({ actor, access, body, query }) {
        access.must('trajectory:list', { type: 'trajectory' });
        const page = await searchPerson(
          register,
          reachOf(actor),
          searchedPerson(personKey, personNumber, searched.parse(body), organisationOf(actor)),
          query,
        );
        access.shows(page.items);
        const viewer = viewerOf(services, actor);
        const rows = page.items.map(({ matchedOn, ...row }) => ({
          ...listedTrajectory(row, viewer),
          code: codeOf(row.id),
          matchedOn,
        }));
        const items = await withOwnReferences(services, actor, rows, ({ id }) => id);
        return { status: 200, body: { items, nextCursor: page.nextCursor } };
      },
    }),
  ];
}

/** A few digits may be a number, a code or an own reference, so all are looked for. */
function searchedPerson(
  personKey: string,
  personNumber: PersonNumber | undefined,
  asked: Readonly<Record<string, string | undefined>>,
  organisation: string,
): SearchedPerson {
  const { id, query } = asked;
  const given = personNumber && asked[personNumber.field];
  const number = given ?? (query === undefined ? undefined : personNumber?.schema.safeParse(query).data);
  const code = id ?? query;
  return {
    personRef: number === undefined || !personNumber ? null : personRefOf(personKey, { ...personNumber, number }),
    code: code === undefined ? null : readTrajectoryCode(code),
    ownReference: query === undefined ? null : searchedBy(personKey, organisation, query),
    municipality: asked['municipality'] ?? null,
  };
}

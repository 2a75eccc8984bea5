import { contradictionsIn } from '../../register/trajectories/contradictions.js';
import { addDays, addMonths, dayOf } from '../../trajectory/terms/calendar.js';
import { workReachOf } from '../../trajectory/replayed/policy.js';
import { overviewOf } from './overview.js';
import * as schemas from './overviewSchemas.js';
import { route, type Route } from '../serving/route.js';
import type { Services } from '../serving/services.js';
import { forWhom, municipalitiesFor } from '../figures/statisticsRoutes.js';
import { problem, says } from '../http/problem.js';

/** How long a window can be, so that an answer stays one that can be read. */
const mostMonths = 60;
const mostContradictions = 100;

/** What a coordinator looks after: how many now, what waits on whom, and the list behind each number. */
export function overviewRoutes({ countedCases, programmes, register }: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/overview',
      operationId: 'readOverview',
      tag: 'statistics',
      summary: 'Get the numbers of the work that needs attention now, with the list behind each number',
      description:
        'For coordinators and case directors of a municipality, and for a national coordinator. It is for the work itself: small numbers are shown, since the list behind each is theirs to see. From the register, which follows within a second.',
      query: schemas.overviewQuery,
      asks: { action: 'figures:read', otherwise: forWhom },
      responses: { 200: { description: 'The overview', schema: schemas.overviewOf(programmes.domain.listing) } },
      problems: ['register-unavailable'],
      async handle({ actor, access, query }) {
        const municipalities = municipalitiesFor(access, programmes.municipalities, query.municipality);
        const today = dayOf(new Date().toISOString());
        const to = query.to ?? today;
        const from = query.from ?? addDays(addMonths(to, -12), 1);
        const errors = [
          ...(to < from ? [{ parameter: 'to', ...says('to-before-from') }] : []),
          ...(addMonths(from, mostMonths) < to
            ? [{ parameter: 'from', ...says('most-months', { most: mostMonths }) }]
            : []),
          ...(query.municipality ?? [])
            .filter((one) => !programmes.municipalities.includes(one))
            .map((one) => ({ parameter: 'municipality', ...says('no-such-municipality-here', { name: one }) })),
        ];
        if (errors.length > 0) throw problem('invalid-input', 'overview-not-made', {}, { errors });
        const { agency: tasksOf } = workReachOf(actor);
        const listed = await contradictionsIn(register, municipalities, mostContradictions);
        const contradictions = listed.filter((one) => access.mayKnow({ ...one, id: one.trajectoryId }));
        const asked = { municipalities, today, from, to, contradictions, tasksOf };
        return { status: 200, body: overviewOf(await countedCases.current(), programmes, asked) };
      },
    }),
  ];
}

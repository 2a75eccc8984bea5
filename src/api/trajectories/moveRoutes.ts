import { RegisterUnavailable } from '../../register/database/database.js';
import { batchesOf, readEvents, type EventRow } from '../../register/trajectories/timeline.js';
import { evolve } from '../../trajectory/replayed/evolve.js';
import { nameNow } from '../../trajectory/definitions/formerNames.js';
import type { Text } from '../../trajectory/language.js';
import { availableCommands } from '../../trajectory/reading/availableCommands.js';
import { pictureOf } from '../../trajectory/reading/picture.js';
import { definitionsOf, type Programme } from '../../trajectory/definitions/programme.js';
import { nothingYet, type TrajectoryState } from '../../trajectory/replayed/state.js';
import { moves, picture } from './moveSchemas.js';
import type { Decisions } from '../access/decisions.js';
import { etag, route, type Route } from '../serving/route.js';
import type { Services } from '../serving/services.js';
import { asOfQuery, eventsUntil } from './asItWas.js';
import { asCallerKnows, stateOf } from './reading.js';

/** What can be done in a trajectory now, and where it stands as a picture: for screens, from the definitions alone. */
export function moveRoutes(services: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/trajectories/{id}/moves',
      operationId: 'listMoves',
      tag: 'trajectories',
      summary: 'List what you can do in a trajectory now, and why the rest is not possible',
      description:
        'The steps and actions of the programme that your roles may perform. It only offers: what is filled in can still be refused.',
      asks: { action: 'trajectory:read' },
      responses: {
        200: { description: 'Steps first, in the order of the programme', schema: moves, headers: ['ETag'] },
      },
      problems: ['not-found', 'not-confirmed', 'conflict', 'register-unavailable'],
      async handle({ actor, access, params }) {
        const id = params['id'] ?? '';
        const state = await stateOf(services, access, id);
        const now = new Date().toISOString();
        const offered = availableCommands(programmeAt(services, state.municipality, now), state, actor, now);
        const isRun = services.programmes.at(state.municipality, now) !== undefined;
        const items = isRun ? offered : offered.map((move) => ({ ...move, possible: false, because: notConfigured }));
        return { status: 200, body: { id, version: state.version, items }, headers: { etag: etag(state.version) } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/trajectories/{id}/picture',
      operationId: 'readPicture',
      tag: 'trajectories',
      summary: 'Where a trajectory stands among the steps of its programme: done, open, possible next',
      description:
        'Which step can open which is derived from the definitions. Steps that only some agencies know of are left out for the others. With `asOf` as it was at that moment, in the programme of then.',
      asks: { action: 'trajectory:read' },
      query: asOfQuery,
      responses: { 200: { description: 'Steps, and what leads where', schema: picture, headers: ['ETag'] } },
      problems: ['not-found', 'not-confirmed', 'conflict', 'register-unavailable'],
      async handle({ actor, access, params, query: { asOf } }) {
        const id = params['id'] ?? '';
        const { state, withdrawn } =
          asOf === undefined
            ? await asItIs(services, access, id)
            : wasAs(services, access, await eventsUntil(services, access, id, asOf));
        const programme = programmeAt(services, state.municipality, asOf ?? new Date().toISOString());
        const drawn = pictureOf(programme, state, actor, withdrawn);
        const { version, status } = state;
        const body = { id, version, status, ...drawn, ...(asOf === undefined ? {} : { asOf }) };
        return { status: 200, body, headers: { etag: etag(version) } };
      },
    }),
  ];
}

/** The programme that holds; for a municipality that is not in the configuration any more all steps that there are, to read by. */
function programmeAt({ programmes }: Services, municipality: string, instant: string): Programme {
  const programme = programmes.at(municipality, instant);
  if (programme) return programme;
  return { ...definitionsOf(programmes), id: 'none', municipality, domain: programmes.domain, terms: {}, rules: {} };
}

const notConfigured: Text = {
  en: 'This municipality is not in the configuration any more. Ask the people who run Bestendig.',
  nl: 'Deze gemeente staat niet meer in de inrichting. Vraag het aan de beheerder van Bestendig.',
};

/** What a picture is drawn from: the state, and the steps that were taken away when they were open. */
interface Drawable {
  state: TrajectoryState;
  withdrawn: Set<string>;
}

/** None is known to be taken away while the register does not answer. */
async function asItIs(services: Services, access: Decisions, id: string): Promise<Drawable> {
  const state = await stateOf(services, access, id);
  try {
    return { state, withdrawn: withdrawnIn(services, await readEvents(services.register, id)) };
  } catch (error) {
    if (!(error instanceof RegisterUnavailable)) throw error;
    return { state, withdrawn: new Set() };
  }
}

function wasAs(services: Services, access: Decisions, events: EventRow[]): Drawable {
  const state = asCallerKnows(services, access, batchesOf(events).reduce(evolve, nothingYet));
  return { state, withdrawn: withdrawnIn(services, events) };
}

/** The steps of which the last that was recorded is that they were taken away. */
function withdrawnIn({ programmes }: Services, events: readonly EventRow[]): Set<string> {
  const { steps } = definitionsOf(programmes);
  const withdrawn = new Set<string>();
  for (const { type, step: recorded } of events) {
    if (recorded === null) continue;
    const step = nameNow(steps, recorded);
    if (type === 'step-withdrawn') withdrawn.add(step);
    else withdrawn.delete(step);
  }
  return withdrawn;
}

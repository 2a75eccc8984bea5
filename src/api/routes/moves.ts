import { RegisterUnavailable } from '../../register/database.js';
import { batchesOf, readEvents, type EventRow } from '../../register/timeline.js';
import { evolve } from '../../trajectory/evolve.js';
import { movesOf } from '../../trajectory/moves.js';
import { pictureOf } from '../../trajectory/picture.js';
import type { Programme } from '../../trajectory/programme.js';
import { nothingYet, type TrajectoryState } from '../../trajectory/state.js';
import { moves, picture } from '../moveSchemas.js';
import type { Decisions } from '../decisions.js';
import { Problem } from '../problem.js';
import { etag, route, type Route } from '../route.js';
import type { Services } from '../services.js';
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
      summary: 'What you can do in a trajectory now, and why not what you can not',
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
        const items = movesOf(programmeAt(services, state.municipality, now), state, actor, now);
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

/** @throws Problem `conflict` when the municipality has no programme */
function programmeAt({ programmes }: Services, municipality: string, instant: string): Programme {
  const programme = programmes.at(municipality, instant);
  if (!programme) throw new Problem('conflict', `There is no programme for ${municipality} now.`);
  return programme;
}

/** What a picture is drawn from: the state, and the steps that were taken away when they were open. */
interface Drawable {
  state: TrajectoryState;
  withdrawn: Set<string>;
}

/** None is known to be taken away while the register does not answer. */
async function asItIs(services: Services, access: Decisions, id: string): Promise<Drawable> {
  const state = await stateOf(services, access, id);
  try {
    return { state, withdrawn: withdrawnIn(await readEvents(services.register, id)) };
  } catch (error) {
    if (!(error instanceof RegisterUnavailable)) throw error;
    return { state, withdrawn: new Set() };
  }
}

function wasAs(services: Services, access: Decisions, events: EventRow[]): Drawable {
  const state = asCallerKnows(services, access, batchesOf(events).reduce(evolve, nothingYet));
  return { state, withdrawn: withdrawnIn(events) };
}

/** The steps of which the last that was recorded is that they were taken away. */
function withdrawnIn(events: readonly EventRow[]): Set<string> {
  const withdrawn = new Set<string>();
  for (const { type, step } of events) {
    if (step === null) continue;
    if (type === 'step-withdrawn') withdrawn.add(step);
    else withdrawn.delete(step);
  }
  return withdrawn;
}

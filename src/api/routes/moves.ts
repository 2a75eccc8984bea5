import { readEvents } from '../../register/timeline.js';
import { RegisterUnavailable } from '../../register/database.js';
import { movesOf } from '../../trajectory/moves.js';
import { pictureOf } from '../../trajectory/picture.js';
import type { Programme } from '../../trajectory/programme.js';
import { moves, picture } from '../moveSchemas.js';
import { Problem } from '../problem.js';
import { etag, route, type Route } from '../route.js';
import type { Services } from '../services.js';
import { stateOf } from './reading.js';

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
      responses: {
        200: { description: 'Steps first, in the order of the programme', schema: moves, headers: ['ETag'] },
      },
      problems: ['not-found', 'not-confirmed', 'conflict', 'register-unavailable'],
      async handle({ actor, access, params }) {
        const id = params['id'] ?? '';
        const state = await stateOf(services, access, id);
        const { programme, now } = programmeOf(services, state.municipality);
        const items = movesOf(programme, state, actor, now);
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
        'Which step can open which is derived from the definitions. Steps that only some agencies know of are left out for the others.',
      responses: { 200: { description: 'Steps, and what leads where', schema: picture, headers: ['ETag'] } },
      problems: ['not-found', 'not-confirmed', 'conflict', 'register-unavailable'],
      async handle({ actor, access, params }) {
        const id = params['id'] ?? '';
        const state = await stateOf(services, access, id);
        const { programme } = programmeOf(services, state.municipality);
        const drawn = pictureOf(programme, state, actor, await withdrawnIn(services, id));
        const { version, status } = state;
        return { status: 200, body: { id, version, status, ...drawn }, headers: { etag: etag(version) } };
      },
    }),
  ];
}

/** @throws Problem `conflict` when the municipality has no programme */
function programmeOf({ programmes }: Services, municipality: string): { programme: Programme; now: string } {
  const now = new Date().toISOString();
  const programme = programmes.at(municipality, now);
  if (!programme) throw new Problem('conflict', `There is no programme for ${municipality} now.`);
  return { programme, now };
}

/** The steps of which the last that was recorded is that they were taken away; none while the register does not answer. */
async function withdrawnIn({ register }: Services, id: string): Promise<Set<string>> {
  const withdrawn = new Set<string>();
  try {
    for (const { type, step } of await readEvents(register, id)) {
      if (step === null) continue;
      if (type === 'step-withdrawn') withdrawn.add(step);
      else withdrawn.delete(step);
    }
  } catch (error) {
    if (!(error instanceof RegisterUnavailable)) throw error;
  }
  return withdrawn;
}

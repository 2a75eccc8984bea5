import type { z } from 'zod';
import { listHolds, placeHold, releaseHold, type NotHeld } from '../../register/erasure/holds.js';
import { activityNamed } from '../access/activities.js';
import { holdBody, holds } from './retentionSchemas.js';
import { route, type Call, type Reply, type Route } from '../serving/route.js';
import type { Services } from '../serving/services.js';
import { noSuchTrajectory, recordOf } from '../trajectories/reading.js';
import { problem } from '../http/problem.js';

const example: z.input<typeof holdBody> = { reason: 'An appeal is pending.', reference: 'AWB 26/1234' };

/**
 * Keeping the record of a trajectory whatever its term. A hold is no state of the trajectory, which changes by commands
 * only, but of its record: it works on what has ended as well, and nothing on the timeline comes of it.
 */
export function holdRoutes(services: Services): Route[] {
  const change = (name: 'hold' | 'release', summary: string, description: string): Route =>
    route({
      method: 'post',
      path: `/v1/trajectories/{id}/${name}`,
      operationId: `${name}Record`,
      tag: 'retention',
      summary,
      description,
      asks: { action: 'trajectory:hold' },
      activity: activityNamed(name === 'hold' ? 'trajectory:hold' : 'trajectory:end-hold'),
      body: { schema: holdBody, example },
      responses: { 200: { description: 'The holds, as they are now', schema: holds } },
      problems: ['not-found', 'conflict', 'not-confirmed', 'register-unavailable'],
      handle: (call) => changed(services, name, call),
    });
  return [
    change('hold', 'Keep the record', 'As long as it is held it is not erased, nor is anything of the same person.'),
    change('release', 'Let the record go', 'Its own term holds again.'),
    route({
      method: 'get',
      path: '/v1/trajectories/{id}/holds',
      operationId: 'listHolds',
      tag: 'retention',
      summary: 'Why and since when the record is kept',
      // Whether it is there for them at all comes before whether they may see this of it.
      asks: { action: 'trajectory:read' },
      responses: { 200: { description: 'All that was placed and released', schema: holds } },
      problems: ['not-found', 'not-confirmed', 'register-unavailable'],
      async handle(call) {
        const id = await trajectoryIdFor(services, call);
        return { status: 200, body: await holdsOf(services, id) };
      },
    }),
  ];
}

async function changed(services: Services, name: 'hold' | 'release', call: Call<unknown>): Promise<Reply> {
  const id = await trajectoryIdFor(services, call);
  const { reason, reference } = holdBody.parse(call.body);
  const change = name === 'hold' ? placeHold : releaseHold;
  const refused = await change(services.register, id, { reason, reference, by: call.actor });
  if (refused === 'missing') throw noSuchTrajectory();
  if (refused) throw problem('conflict', whyNot[refused]);
  return { status: 200, body: await holdsOf(services, id) };
}

const whyNot = {
  held: 'held-already',
  'not-held': 'not-held',
  erasing: 'held-too-late',
} as const satisfies Record<Exclude<NotHeld, 'missing'>, string>;

async function trajectoryIdFor(services: Services, { access, params }: Call<unknown>): Promise<string> {
  const id = params['id'] ?? '';
  const row = await recordOf(services, access, id);
  access.must('trajectory:hold', { type: 'trajectory', id, properties: row });
  return id;
}

async function holdsOf({ register }: Services, id: string): Promise<z.output<typeof holds>> {
  const history = await listHolds(register, id);
  return {
    id,
    held: history.at(-1)?.kind === 'placed',
    history: history.map(({ kind, at, by: { subject, agency, municipality }, reason, reference }) => ({
      kind,
      at: at.toISOString(),
      by: { subject, agency, municipality },
      reason,
      reference,
    })),
  };
}

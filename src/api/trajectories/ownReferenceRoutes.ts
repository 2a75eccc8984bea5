import { z } from 'zod';
import { keepOwnReference } from '../../register/trajectories/ownReferences.js';
import { freeText } from '../../trajectory/definitions/freeText.js';
import { isStorable, unstorableText } from '../../trajectory/definitions/storableText.js';
import { activityNamed } from '../access/activities.js';
import { problem } from '../http/problem.js';
import { route, type Route } from '../serving/route.js';
import type { Services } from '../serving/services.js';
import { organisationOf, searchedBy } from './ownReferences.js';
import { noSuchTrajectory, recordOf } from './reading.js';
import { ownReference } from './schemas.js';

/** One line. What is left empty is as if it were not given. */
const line = (max: number) =>
  z
    .preprocess(
      (given) => (typeof given === 'string' && given.trim() === '' ? null : given),
      freeText({ min: 1, max }).refine(isStorable, unstorableText).nullable(),
    )
    .optional();

const body = z.strictObject({
  reference: line(64).describe('Your file number. Null or absent: none.'),
  label: line(80).describe('A few words by which you recognise it. Null or absent: none.'),
});

/** What an organisation calls a trajectory in its own files. It is no part of the trajectory, so it makes no event and no version. */
export function ownReferenceRoutes(services: Services): Route[] {
  return [
    route({
      method: 'put',
      path: '/v1/trajectories/{id}/own-reference',
      operationId: 'keepOwnReference',
      tag: 'trajectories',
      summary: 'Set the reference and label of your own organisation',
      description:
        'Only your organisation sees them and finds the trajectory by the reference: your agency in your municipality. What you leave out is cleared. When two people set them at once, the last one holds.',
      // Whoever may read it may keep what they call it.
      asks: { action: 'trajectory:read' },
      activity: activityNamed('trajectory:own-reference'),
      body: { schema: body, example: { reference: '2026/0417-B', label: 'Tuesday group' } },
      responses: { 200: { description: 'What is kept now', schema: ownReference } },
      problems: ['not-found', 'conflict', 'not-confirmed', 'register-unavailable'],
      async handle({ actor, access, params, body: given }) {
        const { id } = await recordOf(services, access, params['id'] ?? '');
        const { reference = null, label = null } = body.parse(given);
        const organisation = organisationOf(actor);
        const hash = searchedBy(services.personKey, organisation, reference);
        const refused = await keepOwnReference(services.register, id, organisation, { reference, label }, hash);
        if (refused === 'missing') throw noSuchTrajectory();
        if (refused) throw problem('conflict', 'is-being-erased');
        return { status: 200, body: { reference, label } };
      },
    }),
  ];
}

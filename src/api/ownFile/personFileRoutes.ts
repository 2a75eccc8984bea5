import { z } from 'zod';
import { findTrajectoriesOfPerson } from '../../register/trajectories/trajectories.js';
import { activityNamed } from '../access/activities.js';
import { pageOf } from './page.js';
import { personFileOf } from './personFile.js';
import { personFile } from './schema.js';
import { route, type Route } from '../serving/route.js';
import type { Services } from '../serving/services.js';
import { personRefIn, recordOf } from '../trajectories/reading.js';

const query = z.strictObject({
  format: z.enum(['json', 'html']).default('json'),
});

/** Everything that is kept of a person, to give to that person (art. 15 GDPR). */
export function personFileRoutes(services: Services): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/trajectories/{id}/file',
      operationId: 'readPersonFile',
      tag: 'retention',
      summary: "A person's own file: everything that is kept of them, to give to them",
      description:
        'All trajectories of the person that you may know of, with what was filled in and why, who was told, who looked, and how long it is kept. As a page with `format=html`.',
      activity: activityNamed('trajectory:export'),
      // Whether it is there for them at all comes before whether they may have it.
      asks: { action: 'trajectory:read' },
      query,
      responses: { 200: { description: 'The file', schema: personFile, alsoAs: 'text/html' } },
      problems: ['not-found', 'not-confirmed', 'register-unavailable'],
      async handle({ actor, access, params, language, query: { format } }) {
        const id = params['id'] ?? '';
        const asked = await recordOf(services, access, id);
        access.must('trajectory:export', { type: 'trajectory', id, properties: asked });
        const rows = await findTrajectoriesOfPerson(services.register, personRefIn(id));
        const theirs = rows.filter((row) =>
          access.allows('trajectory:export', { type: 'trajectory', id: row.id, properties: row }),
        );
        const file = await personFileOf(services, actor, theirs);
        if (format === 'json') return { status: 200, body: file };
        return {
          status: 200,
          body: pageOf(services.programmes.domain, file, language),
          type: 'text/html; charset=utf-8',
        };
      },
    }),
  ];
}

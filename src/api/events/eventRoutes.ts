import { z } from 'zod';
import { changesAfter, latestChangeIn } from '../../register/trajectories/changes.js';
import { reachOf } from '../../trajectory/replayed/policy.js';
import { streamChanges } from './eventStream.js';
import { route, type Route } from '../serving/route.js';
import type { Services } from '../serving/services.js';
import { fault, problem } from '../http/problem.js';

const position = z.string().regex(/^(0|[1-9][0-9]{0,18})$/, fault('position-form'));
const pageSize = 200;
/** Of one person at a time: a browser has one, whatever the number of its tabs. */
const mostStreams = 10;

const changes = z.strictObject({
  items: z.array(
    z.strictObject({
      kind: z.enum(['trajectory', 'notification']),
      trajectoryId: z.string(),
      municipality: z.string(),
      version: z.int().nullable().describe('Of the trajectory; null for a message.'),
      position,
    }),
  ),
  position: position.describe('Ask on from here.'),
  isWhole: z.boolean().describe('False: there is more, right after this position.'),
});

const query = z.strictObject({
  after: position.optional().describe('Gives the changes after this position. Absent: only the position as it is now.'),
});

/** What changes, as it changes. It says that something did and never what: that is read where one may read it. */
export function eventRoutes({ register, changeFeed }: Services): Route[] {
  const streams = new Map<string, number>();
  return [
    route({
      method: 'get',
      path: '/v1/events',
      operationId: 'listChanges',
      tag: 'trajectories',
      summary: 'List the changes within your reach; with Accept: text/event-stream as they come',
      description:
        'A stream of server-sent events `trajectory` and `notification`, each within a second. It goes on after `Last-Event-ID`, ends now and then, and is opened again by the browser; `reset` says that everything is to be read again. As JSON the same is had page by page.',
      asks: { action: 'trajectory:list' },
      query,
      responses: { 200: { description: 'The changes', schema: changes, alsoAs: 'text/event-stream' } },
      problems: ['register-unavailable'],
      async handle({ actor, access, query: { after }, headers }) {
        access.must('trajectory:list', { type: 'trajectory' });
        const scope = reachOf(actor);
        const tell = (items: readonly { trajectoryId: string; municipality: string }[]): void =>
          access.shows(items.map(({ trajectoryId: id, municipality }) => ({ id, municipality })));
        if (headers.accept?.includes('text/event-stream')) {
          const open = streams.get(actor.subject) ?? 0;
          if (open >= mostStreams) {
            throw problem('too-many-requests', 'too-many-streams', { open });
          }
          const last = position.safeParse(headers['last-event-id']);
          const from = last.success ? last.data : after;
          return {
            status: 200,
            body: null,
            async stream(response, standing) {
              streams.set(actor.subject, (streams.get(actor.subject) ?? 0) + 1);
              try {
                await streamChanges(response, { register, feed: changeFeed, scope, after: from, standing, sent: tell });
              } finally {
                streams.set(actor.subject, (streams.get(actor.subject) ?? 1) - 1);
              }
            },
          };
        }
        if (after === undefined) {
          return { status: 200, body: { items: [], position: await latestChangeIn(register, scope), isWhole: true } };
        }
        const { items, isWhole } = await changesAfter(register, scope, after, pageSize);
        tell(items);
        return {
          status: 200,
          body: {
            items: items.map(({ kind, version, ...change }) => ({
              kind,
              ...change,
              version: kind === 'trajectory' ? version : null,
            })),
            position: items.at(-1)?.position ?? after,
            isWhole,
          },
        };
      },
    }),
  ];
}

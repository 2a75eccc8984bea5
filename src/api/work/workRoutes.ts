import { z } from 'zod';
import { subjectFor } from '../../agencies/message.js';
import { after, triedFor } from '../../agencies/messagesOf.js';
import { stepNamesOf } from '../../agencies/names.js';
import { whyUndelivered } from '../../agencies/undelivered.js';
import { countNotifications } from '../../register/messages/notificationCounts.js';
import {
  findNotification,
  listNotifications,
  makePending,
  type Notification,
} from '../../register/messages/notifications.js';
import { listTasks, taskSorts, type TaskFilter } from '../../register/trajectories/tasks.js';
import type { Language } from '../../trajectory/language.js';
import { reachOf, workReachOf } from '../../trajectory/replayed/policy.js';
import type { Said } from '../../trajectory/replayed/refusal.js';
import type { Actor } from '../../trajectory/replayed/state.js';
import { offersAmong } from './offers.js';
import { inWordsFor } from '../serving/inWords.js';
import { route, type Route } from '../serving/route.js';
import * as shapes from '../http/shapes.js';
import * as workSchemas from './workSchemas.js';
import type { Services } from '../serving/services.js';
import { withOwnReferences } from '../trajectories/ownReferences.js';
import { viewerOf } from '../trajectories/views.js';
import { notificationView, taskView } from './workViews.js';
import { problem, says } from '../http/problem.js';

const taskQuery = z.strictObject({
  municipality: z.string().max(500).optional().describe('One, or some with commas between.'),
  step: z.string().max(60).optional(),
  responsible: shapes.agency.optional(),
  overdue: shapes.flag.optional(),
  dueBefore: shapes.day.optional().describe('Only steps whose target date or fatal date is before this day.'),
  openedSince: shapes.moment.optional(),
  claimed: z
    .enum(['mine', 'free', 'others'])
    .optional()
    .describe('Only steps that you, nobody or others have taken up.'),
  sort: z.enum(taskSorts).default('fatalDate').describe(shapes.howToReadWhole),
  ...shapes.paging,
});

/** Whose claims are meant, by who asks. */
function claimFilter(claimed: 'mine' | 'free' | 'others' | undefined, { subject }: Actor): TaskFilter {
  if (claimed === 'mine') return { claimedBy: subject };
  if (claimed === 'others') return { claimedByOther: subject };
  return claimed === 'free' ? { unclaimed: true } : {};
}

const notificationQuery = z.strictObject({
  status: z.enum(['pending', 'sent', 'failed']).optional(),
  agency: shapes.agency.optional(),
  trajectoryId: z.string().max(60).optional(),
  channel: z.enum(['mail', 'webhook', 'inbox']).optional(),
  municipality: z.string().max(60).optional(),
  since: shapes.moment.optional().describe('Made at this moment or later.'),
  ...shapes.paging,
});

const forWhomIsRedelivered = says('redelivered-by');

/** Days back from now in which what was sent is counted, when nothing else is asked. */
const usualDays = 30;

/** What each count says, for who looks at it. */
const summaryDefinitions = {
  pending: {
    en: 'Made, and not delivered yet: it is tried again. All of them, however old.',
    nl: 'Gemaakt en nog niet afgeleverd: het wordt opnieuw geprobeerd. Allemaal, hoe oud ook.',
  },
  sent: {
    en: 'Taken by the mail server, by the system of the agency, or shown in the work list. Those of the last 30 days, unless another moment is asked for.',
    nl: 'Aangenomen door de mailserver, door het systeem van de partij, of getoond in de werklijst. Gemaakt in de laatste 30 dagen, tenzij u een ander moment kiest.',
  },
  failed: {
    en: 'Refused for good, or tried in vain until its time was up. All of them, however old.',
    nl: 'Definitief geweigerd, of vergeefs geprobeerd tot de tijd om was. Allemaal, hoe oud ook.',
  },
};

/** What waits for an agency, and what it was told. */
export function workRoutes(services: Services): Route[] {
  const { register, engine } = services;
  const agency = shapes.agencyOf(services.programmes.domain);
  const names = stepNamesOf(services.programmes);
  const inWords = inWordsFor(services.programmes);
  const wordsFor = (message: Notification, language: Language) => ({
    subject: subjectFor(names, message)[language],
    why: (said: Said) => whyUndelivered(said, inWords, language),
  });
  return [
    route({
      method: 'get',
      path: '/v1/tasks',
      operationId: 'listTasks',
      tag: 'work',
      summary: "Your agency's work list, the most urgent first",
      asks: { action: 'task:list' },
      query: taskQuery.extend({ responsible: agency.optional() }),
      responses: { 200: { description: 'A page', schema: shapes.listOf(workSchemas.task) } },
      problems: ['register-unavailable'],
      async handle({ actor, access, query: { limit, cursor, sort, claimed, step, ...filter } }) {
        access.must('task:list', { type: 'trajectory' });
        const viewer = viewerOf(services, actor);
        const steps = step === undefined ? undefined : viewer.naming.every(step);
        const narrowed = { ...filter, step: steps, ...claimFilter(claimed, actor) };
        const page = await listTasks(register, workReachOf(actor), narrowed, { limit, cursor, sort });
        access.shows(page.items.map(trajectoryIn));
        const tasks = page.items.map((task) => taskView(task, viewer));
        const items = await withOwnReferences(services, actor, tasks, ({ trajectoryId }) => trajectoryId);
        return { status: 200, body: { items, nextCursor: page.nextCursor } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/notifications',
      operationId: 'listNotifications',
      tag: 'work',
      summary: 'List the messages that were sent, and those that failed',
      asks: { action: 'notification:list' },
      query: notificationQuery.extend({ agency: agency.optional() }),
      responses: { 200: { description: 'A page', schema: shapes.listOf(workSchemas.notification) } },
      problems: ['register-unavailable'],
      async handle({ actor, access, query: { limit, cursor, ...filter }, language }) {
        access.must('notification:list', { type: 'notification' });
        // A message is seen by whom it was sent to, and by the municipality that looks after it.
        const page = await listNotifications(register, reachOf(actor), filter, { limit, cursor });
        access.shows(page.items.map(trajectoryIn));
        const offers = await offersAmong(register, page.items);
        const items = page.items.map((message) =>
          notificationView(message, offers.get(message.id) ?? null, actor.agency, wordsFor(message, language)),
        );
        return { status: 200, body: { items, nextCursor: page.nextCursor } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/notifications/summary',
      operationId: 'summariseNotifications',
      tag: 'work',
      summary: 'How many messages wait, were sent and failed, by agency',
      asks: { action: 'notification:list' },
      query: z.strictObject({ since: shapes.moment.optional().describe('Usually thirty days ago.') }),
      responses: { 200: { description: 'The counts', schema: workSchemas.notificationSummary } },
      problems: ['register-unavailable'],
      async handle({ actor, access, query: { since = after(new Date().toISOString(), -usualDays) } }) {
        access.must('notification:list', { type: 'notification' });
        const counts = await countNotifications(register, reachOf(actor), since);
        const items = counts.map((count) => ({ ...count, oldestPending: count.oldestPending?.toISOString() ?? null }));
        return { status: 200, body: { since, items, definitions: summaryDefinitions } };
      },
    }),
    route({
      method: 'post',
      path: '/v1/notifications/{id}/redeliver',
      operationId: 'redeliver',
      tag: 'work',
      summary: 'Send a notification again, under the same message id',
      asks: { action: 'notification:redeliver', otherwise: forWhomIsRedelivered },
      responses: { 202: { description: 'It is being sent', schema: workSchemas.notification } },
      problems: ['not-found', 'conflict', 'register-unavailable', 'not-confirmed'],
      async handle({ actor, access, params, language }) {
        const id = params['id'] ?? '';
        access.must('notification:redeliver', { type: 'notification', id }, { role: forWhomIsRedelivered });
        const found = await findNotification(register, reachOf(actor), id);
        if (!found) throw problem('not-found', 'no-such-notification', { id });
        access.shows([trajectoryIn(found)]);
        if (found.channel === 'inbox') {
          throw problem('conflict', 'no-channel');
        }
        await makePending(register, id, after(new Date().toISOString(), triedFor.days));
        await engine.redeliver(id);
        const offers = await offersAmong(register, [found]);
        return {
          status: 202,
          body: notificationView(
            { ...found, status: 'pending' },
            offers.get(id) ?? null,
            actor.agency,
            wordsFor(found, language),
          ),
        };
      },
    }),
  ];
}

function trajectoryIn({ trajectoryId, municipality }: { trajectoryId: string; municipality: string }) {
  return { id: trajectoryId, municipality };
}
